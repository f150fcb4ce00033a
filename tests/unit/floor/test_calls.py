from typing import Any

from callcenter.floor.events import (
    LegEnded,
    LegHeld,
    LegJoinedBridge,
    LegLeftBridge,
    LegRenamed,
    LegState,
    LegStateChanged,
    Parked,
)
from callcenter.floor.reduce import reduce
from callcenter.floor.state import AgentState, Floor, Stage
from tests.people import CITIZEN, LI, WANG
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import NOON


def at_work() -> Desk:
    desk = Desk().open()
    desk.log_in(LI)
    desk.log_in(WANG)
    return desk


def test_a_citizens_call_enters_with_his_number_and_what_he_dialled() -> None:
    desk = at_work()
    caller = desk.pbx.citizen()
    desk.rest()

    call = desk.call(caller)
    assert (call.stage, call.direction) == (Stage.ENTERED, "inbound")
    assert (call.number, call.did, call.caller_leg) == (CITIZEN, "12345", caller.id)


def test_facts_about_legs_that_nobody_saw_begin_change_nothing() -> None:
    floor = Floor()
    where: dict[str, Any] = {"at": NOON, "leg_id": "main/1.1", "call_id": "main/1.1"}

    for fact in (
        LegStateChanged(**where, state=LegState.UP),
        LegJoinedBridge(**where, bridge_id="main/b"),
        LegHeld(**where),
        LegRenamed(**where, device="PJSIP/1001"),
        LegEnded(**where),
    ):
        step = reduce(floor, fact)
        assert step.floor is floor
        assert step.touched == frozenset()


def test_late_news_of_ringing_does_not_undo_an_answer() -> None:
    desk = at_work()
    _, leg = desk.talking(LI)
    late = LegStateChanged(
        at=desk.pbx.now, leg_id=leg.id, call_id=leg.call, state=LegState.RINGING
    )

    assert reduce(desk.floor, late).floor is desk.floor


def test_hold_is_a_stage_and_the_agent_still_talks() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    desk.pbx.hold(leg)
    desk.rest()

    assert desk.call(caller).stage is Stage.HELD
    assert desk.agent(LI).state is AgentState.TALKING
    desk.pbx.unhold(leg)
    desk.rest()
    assert desk.call(caller).stage is Stage.TALKING


def test_a_blind_transfer_rings_the_next_agent_and_leaves_the_first_his_after_call_work() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    rung = desk.pbx.blind_transfer(caller, leg, "PJSIP/1002")
    desk.rest()

    assert desk.agent(LI).state is AgentState.WRAP_UP
    assert (desk.agent(WANG).state, desk.agent(WANG).call_id) == (AgentState.RINGING, caller.call)
    desk.pbx.pick_up(caller, rung)
    desk.rest()
    call = desk.call(caller)
    assert (call.stage, call.agent_id) == (Stage.TALKING, WANG.id)
    assert call.talking == {WANG.id}
    desk.pbx.finish(caller, rung)
    desk.rest()
    assert desk.call(caller).wrapping == {LI.id, WANG.id}
    desk.finish_wrap_up(LI)
    assert desk.call(caller).wrapping == {WANG.id}
    desk.finish_wrap_up(WANG)
    assert caller.call not in desk.floor.calls


def test_a_parked_caller_is_fetched_by_a_colleague_and_stays_one_call() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    desk.pbx.park(caller, leg)
    desk.rest()

    assert desk.call(caller).stage is Stage.PARKED
    assert desk.agent(LI).state is AgentState.WRAP_UP
    taker = desk.pbx.fetch(caller, "PJSIP/1002")
    desk.rest()
    call = desk.call(caller)
    assert (call.stage, call.agent_id) == (Stage.TALKING, WANG.id)
    assert call.legs == {caller.id, taker.id}
    assert list(desk.floor.calls) == [call.id]


def test_moving_to_another_bridge_does_not_end_a_talk() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    desk.pbx.leave_bridge(leg)
    desk.rest()

    assert desk.agent(LI).state is AgentState.TALKING
    desk.pbx.bridge(caller, leg)
    desk.rest()
    assert desk.call(caller).stage is Stage.TALKING
    assert desk.agent(LI).wrap_up_until is None


def test_a_phone_that_masquerades_as_another_moves_the_talk_there() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    desk.tell(LegRenamed(at=desk.pbx.now, leg_id=leg.id, call_id="", device="PJSIP/1002"))

    assert desk.agent(WANG).state is AgentState.TALKING
    assert desk.agent(LI).state is AgentState.WRAP_UP
    assert desk.call(caller).talking == {WANG.id}


def test_a_caller_who_hangs_up_at_the_moment_of_the_answer_leaves_no_ghost() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    desk.pbx.state(rung, LegState.UP)
    desk.pbx.end(caller)
    desk.pbx.end(rung)
    desk.rest()

    assert desk.agent(LI).state is AgentState.READY
    assert caller.call not in desk.floor.calls


def test_leaving_a_bridge_may_be_told_after_joining_the_next() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    late = LegLeftBridge(at=desk.pbx.now, leg_id=leg.id, call_id=leg.call, bridge_id=leg.bridge)
    desk.pbx.bridge(caller, leg)
    desk.rest()
    desk.tell(late)

    assert desk.floor.legs[leg.id].bridge_id == leg.bridge
    assert desk.call(caller).stage is Stage.TALKING


def test_two_callers_in_the_same_parking_lot_stay_two_calls() -> None:
    desk = at_work()
    one, li = desk.talking(LI)
    other, wang = desk.talking(WANG)
    for caller, leg, space in ((one, li, "701"), (other, wang, "702")):
        desk.pbx.leave_bridge(caller)
        where = {"at": desk.pbx.now, "leg_id": caller.id, "call_id": caller.call}
        desk.tell(
            LegJoinedBridge(**where, bridge_id="main/lot"),  # type: ignore[arg-type]
            Parked(**where, space=space),  # type: ignore[arg-type]
        )
        desk.pbx.end(leg)
        desk.rest()

    assert [desk.call(caller).stage for caller in (one, other)] == [Stage.PARKED, Stage.PARKED]
