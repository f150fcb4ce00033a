"""How a queue knows a phone."""

from callcenter.ami.interfaces import Interfaces
from tests.unit.ami.said import MAIN, message


def test_a_phone_is_known_by_its_own_name_where_nothing_else_was_heard() -> None:
    assert Interfaces().of("main/hotline", "PJSIP/1001") == "PJSIP/1001"


def test_a_local_member_is_remembered_per_queue() -> None:
    interfaces = Interfaces()

    interfaces.learn(
        message("Event: QueueMemberAdded\nQueue: hotline\nInterface: Local/1001@agents/n"), MAIN
    )
    interfaces.learn(
        message("Event: QueueMember\nQueue: sales\nLocation: Local/1002@agents/n"), MAIN
    )

    assert interfaces.of("main/hotline", "PJSIP/1001") == "Local/1001@agents/n"
    assert interfaces.of("main/sales", "PJSIP/1002") == "Local/1002@agents/n"
    assert interfaces.of("main/sales", "PJSIP/1001") == "PJSIP/1001"


def test_other_messages_teach_nothing() -> None:
    interfaces = Interfaces()

    interfaces.learn(
        message("Event: AgentCalled\nQueue: hotline\nInterface: Local/1001@agents/n"), MAIN
    )
    interfaces.learn(
        message("Event: QueueMember\nQueue: a\nQueue: b\nLocation: Local/1@agents/n"), MAIN
    )

    assert interfaces.of("main/hotline", "PJSIP/1001") == "PJSIP/1001"
