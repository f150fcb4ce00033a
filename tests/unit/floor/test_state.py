from datetime import timedelta

from callcenter.floor.state import AgentState, Floor, Link, QueueRules, Rules, Step, is_restart
from tests.unit.floor.pbx import NOON


def test_a_queue_that_nobody_described_follows_the_default_rules() -> None:
    own = QueueRules(label="热线", wrap_up=timedelta(seconds=60))
    rules = Rules(queues={"main/hotline": own})

    assert rules.of("main/hotline") == own
    assert rules.of("main/other") == QueueRules()


def test_a_restart_is_another_boot_than_one_we_knew() -> None:
    known = Link(name="main", up=True, since=NOON, boot_id="b1")

    assert is_restart(known, "b2")
    assert not is_restart(known, "b1")
    assert not is_restart(known, "")
    assert not is_restart(Link(name="main", up=True, since=NOON), "b1")


def test_a_floor_is_a_value() -> None:
    assert Floor() == Floor()
    assert Step(Floor()).orders == ()
    assert AgentState.WRAP_UP.value == "wrap_up"
