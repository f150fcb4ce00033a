from callcenter.floor.effects import AddMember, RemoveMember, Reply
from callcenter.floor.events import PhoneChanged
from callcenter.floor.state import AgentState
from callcenter.roles import Person, Role
from tests.people import ADA, EVERYBODY, LI, WANG, ZHAO
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import HOTLINE

NOBODY = Person(id="p-no", login="no", name="无名", role=Role.AGENT)


def test_logging_in_adds_the_phone_to_all_queues_and_answers() -> None:
    desk = Desk().open()
    desk.log_in(LI)

    assert desk.ordered() == [
        AddMember(
            phone="PJSIP/1001",
            agent_id=LI.id,
            screen_id="screen-1",
            key="key-1",
            queue=HOTLINE,
            name="li",
        ),
        Reply(screen_id="screen-1", key="key-1", ok=True),
    ]
    assert desk.agent(LI).state is AgentState.READY


def test_the_state_follows_what_asterisk_says_not_what_was_asked() -> None:
    desk = Desk().open()
    desk.pbx.obey = lambda order: None  # type: ignore[method-assign]
    desk.log_in(LI)

    assert desk.agent(LI).state is AgentState.OFFLINE


def test_logging_in_again_adds_nothing_that_is_there() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.ordered()
    desk.log_in(LI)

    assert desk.ordered() == [Reply(screen_id="screen-1", key="key-1", ok=True)]


def test_who_has_no_phone_or_no_queue_cannot_log_in() -> None:
    desk = Desk().open((*EVERYBODY, NOBODY))
    desk.log_in(NOBODY)
    assert desk.answer() == "no_phone"

    desk.log_in(ZHAO, "PJSIP/1009")
    assert desk.answer() == "no_queues"
    stranger = Person(id="p-x", login="x", name="X", role=Role.AGENT)
    desk.log_in(stranger)
    assert desk.answer() == "unknown_person"


def test_a_phone_rings_for_one_person_only() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.log_in(WANG, "PJSIP/1001")
    assert desk.answer() == "phone_in_use"

    desk.log_in(LI, "PJSIP/1002")
    assert desk.answer() == "logged_in_elsewhere"


def test_a_phone_that_nobody_has_heard_of_and_a_trunk_are_no_phones_to_sit_at() -> None:
    desk = Desk().open()
    desk.waiting()  # a trunk that has been heard of
    for phone in ("PJSIP/1005", "PJSIP/trunk", "Local/13800138000@callcenter-trunk"):
        desk.log_in(LI, phone)
        assert desk.answer() == "unknown_phone"


def test_an_agent_may_sit_down_at_another_phone() -> None:
    desk = Desk().open()
    desk.tell(PhoneChanged(at=desk.pbx.now, pbx="main", phone="PJSIP/1005", state="idle"))
    desk.log_in(LI, "PJSIP/1005")
    caller = desk.waiting()
    desk.pbx.ring(caller, "PJSIP/1005")
    desk.rest()

    assert desk.agent(LI).phone == "PJSIP/1005"
    assert desk.agent(LI).state is AgentState.RINGING


def test_logging_out_is_refused_in_the_middle_of_a_call() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.talking(LI)
    desk.log_out(LI)

    assert desk.answer() == "on_a_call"
    assert desk.agent(LI).logged_in


def test_logging_out_takes_the_phone_out_of_all_queues_and_ends_after_call_work() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.wrapping_up(LI)
    desk.ordered()
    desk.log_out(LI)

    assert desk.orders[0] == RemoveMember(
        phone="PJSIP/1001", agent_id=LI.id, screen_id="screen-1", key="key-1", queue=HOTLINE
    )
    assert desk.answer() == "ok"
    assert desk.agent(LI).state is AgentState.OFFLINE
    assert not len(desk.floor.calls)
    desk.log_out(LI)
    assert desk.answer() == "ok"


def test_a_pause_needs_a_reason_from_the_list_and_somebody_at_work() -> None:
    desk = Desk().open()
    desk.pause(LI)
    assert desk.answer() == "not_logged_in"
    desk.ready(LI)
    assert desk.answer() == "not_logged_in"

    desk.log_in(LI)
    desk.pause(LI, "smoke")
    assert desk.answer() == "unknown_reason"
    desk.pause(LI, "wrap-up")
    assert desk.answer() == "unknown_reason"
    desk.pause(LI, "meal")
    assert desk.answer() == "ok"
    assert (desk.agent(LI).state, desk.agent(LI).reason) == (AgentState.PAUSED, "meal")


def test_ready_takes_back_a_pause_that_still_waits() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller, leg = desk.talking(LI)
    desk.pause(LI)
    desk.ready(LI)
    desk.pbx.finish(caller, leg)
    desk.rest()
    desk.finish_wrap_up(LI)

    assert desk.agent(LI).state is AgentState.READY


def test_after_call_work_can_be_ended_twice_but_not_in_the_call() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller, leg = desk.talking(LI)
    desk.finish_wrap_up(LI)
    assert desk.answer() == "on_a_call"

    desk.pbx.finish(caller, leg)
    desk.rest()
    desk.finish_wrap_up(LI, caller.call)
    assert desk.answer() == "ok"
    desk.ordered()
    desk.finish_wrap_up(LI, caller.call)
    assert desk.ordered() == [Reply(screen_id="screen-1", key="key-1", ok=True)]


def test_while_the_pbx_cannot_be_reached_nothing_is_promised() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.lose_link()

    for ask in (desk.log_in, desk.log_out, desk.pause, desk.ready):
        ask(LI)
        assert desk.answer() == "pbx_unreachable"
    assert desk.agent(LI).logged_in


def test_somebody_who_is_not_on_the_roster_is_refused_everything() -> None:
    desk = Desk().open((LI,))

    for ask in (desk.log_in, desk.log_out, desk.pause, desk.ready):
        ask(ADA)
        assert desk.answer() == "unknown_person"
