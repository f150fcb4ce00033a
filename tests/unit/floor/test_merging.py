from callcenter.floor.events import CallerJoined, DialStarted, LegIdentified, LegJoinedBridge
from callcenter.floor.state import Stage
from tests.people import CITIZEN, LI, WANG
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import HOTLINE


def at_work() -> Desk:
    desk = Desk().open()
    desk.log_in(LI)
    desk.log_in(WANG)
    return desk


def test_a_consultation_on_a_second_leg_becomes_the_citizens_call_when_it_is_transferred() -> None:
    desk = at_work()
    caller, first = desk.talking(LI)
    desk.pbx.hold(first)
    second = desk.pbx.start("PJSIP/1001", dialled="1002")
    rung = desk.pbx.dial(second, "PJSIP/1002")
    desk.pbx.pick_up(second, rung)
    desk.rest()
    assert desk.agent(LI).call_id == caller.call
    assert desk.agent(WANG).call_id == second.call
    assert desk.call(second).direction == "internal"

    asked = second.call
    desk.pbx.bridge(caller, rung)
    desk.pbx.end(first)
    desk.pbx.end(second)
    desk.rest()
    call = desk.call(caller)
    assert list(desk.floor.calls) == [call.id]
    assert (call.number, call.queue) == (CITIZEN, HOTLINE)
    assert call.merged == {asked}
    assert (call.stage, call.agent_id) == (Stage.TALKING, WANG.id)
    assert desk.agent(WANG).call_id == call.id


def test_the_older_id_survives_and_the_citizens_call_gives_it_its_face() -> None:
    desk = at_work()
    internal = desk.pbx.start("PJSIP/1001", dialled="700")
    caller = desk.waiting()
    older, younger = internal.call, caller.call
    desk.tell(LegIdentified(at=desk.pbx.now, leg_id=caller.id, call_id=older))

    call = desk.floor.calls[older]
    assert younger not in desk.floor.calls
    assert (call.number, call.direction, call.queue) == (CITIZEN, "inbound", HOTLINE)
    assert call.caller_leg == caller.id
    assert desk.floor.queues[HOTLINE].waiting[caller.id].call_id == older


def test_facts_under_the_id_that_did_not_survive_still_find_the_call() -> None:
    desk = at_work()
    internal = desk.pbx.start("PJSIP/1001", dialled="700")
    caller = desk.waiting()
    younger = caller.call
    desk.tell(LegIdentified(at=desk.pbx.now, leg_id=caller.id, call_id=internal.call))
    late = desk.pbx.start("PJSIP/1002", call=younger)
    desk.rest()

    assert desk.floor.legs[late.id].call_id == internal.call
    for channel in (internal, caller, late):
        desk.pbx.end(channel)
    desk.rest()
    assert not len(desk.floor.merged)


def test_after_call_work_follows_a_call_to_its_other_id() -> None:
    desk = at_work()
    internal = desk.pbx.start("PJSIP/1009", dialled="700")
    caller, leg = desk.talking(LI)
    rung = desk.pbx.blind_transfer(caller, leg, "PJSIP/1002")
    desk.rest()
    desk.tell(LegIdentified(at=desk.pbx.now, leg_id=caller.id, call_id=internal.call))

    assert desk.agent(LI).wrap_up_call == internal.call
    assert desk.floor.calls[internal.call].ringing == {WANG.id}
    desk.wait(30)
    assert desk.agent(LI).wrap_up_call == ""
    assert desk.floor.legs[rung.id].call_id == internal.call


def test_an_id_of_a_call_that_nobody_saw_is_only_another_name() -> None:
    desk = at_work()
    caller = desk.waiting()
    desk.tell(
        LegJoinedBridge(
            at=desk.pbx.now, leg_id=caller.id, call_id="main/pbx1-1.1", bridge_id="main/b"
        )
    )

    assert desk.call(caller).merged == {"main/pbx1-1.1"}
    assert dict(desk.floor.merged) == {"main/pbx1-1.1": caller.call}


def test_a_leg_that_rings_another_on_its_behalf_is_of_the_same_call() -> None:
    desk = at_work()
    caller = desk.waiting()
    rung = desk.pbx.start("PJSIP/1002")
    desk.rest()
    desk.tell(
        DialStarted(at=desk.pbx.now, leg_id=caller.id, call_id=caller.call, rung_leg_id=rung.id)
    )

    assert desk.call(caller).legs == {caller.id, rung.id}
    assert desk.call(caller).ringing == {WANG.id}


def test_two_callers_in_the_same_line_stay_two_calls() -> None:
    desk = at_work()
    one, other = desk.waiting(), desk.waiting()
    again = CallerJoined(
        at=desk.pbx.now, leg_id=other.id, call_id=other.call, queue=HOTLINE, position=2
    )
    desk.tell(again)

    assert {one.call, other.call} == set(desk.floor.calls)


def test_two_calls_that_become_one_are_at_once_as_far_as_their_legs() -> None:
    desk = at_work()
    caller = desk.waiting()
    internal = desk.pbx.start("PJSIP/1001", dialled="1002")
    desk.pbx.dial(internal, "PJSIP/1002")
    desk.rest()
    desk.tell(LegIdentified(at=desk.pbx.now, leg_id=internal.id, call_id=caller.call))

    assert desk.call(caller).stage is Stage.RINGING
    assert desk.agent(WANG).call_id == caller.call
