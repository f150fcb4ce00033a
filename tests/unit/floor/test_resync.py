from datetime import timedelta

from msgspec.structs import replace

from callcenter.floor.events import (
    AgentAnswered,
    CallerJoined,
    CallerLeft,
    LegEnded,
    LegIdentified,
    LegJoinedBridge,
    LegLeftBridge,
    LegRenamed,
    LegStarted,
    LegState,
    LegStateChanged,
    LinkRestored,
    MemberRemoved,
    PhoneChanged,
    Unparked,
)
from callcenter.floor.resync import missed
from callcenter.floor.state import AgentState, Stage
from tests.people import CITIZEN, LI, WANG
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import HOTLINE


def at_work() -> Desk:
    desk = Desk().open()
    desk.log_in(LI)
    desk.log_in(WANG)
    return desk


def kinds(facts: tuple[object, ...]) -> list[str]:
    return [type(fact).__name__ for fact in facts]


def test_an_exact_floor_missed_nothing() -> None:
    desk = at_work()
    desk.talking(LI)
    desk.ringing(WANG)
    desk.waiting()

    assert missed(desk.floor, desk.pbx.snapshot()) == ()


def test_a_caller_who_came_while_we_were_away_has_waited_since_then() -> None:
    desk = at_work()
    desk.lose_link()
    caller = desk.pbx.citizen()
    desk.pbx.join(caller)
    joined = desk.pbx.now
    desk.wait(8)
    facts = desk.find_link()

    assert kinds(facts) == ["LegStarted", "CallerJoined"]
    assert isinstance(facts[0], LegStarted)
    assert (facts[0].number, facts[0].state) == (CITIZEN, LegState.UP)
    assert isinstance(facts[1], CallerJoined)
    assert facts[1].at == joined
    assert desk.floor.queues[HOTLINE].waiting[caller.id].since == joined


def test_a_caller_who_left_while_we_were_away_is_lost_with_his_leg() -> None:
    desk = at_work()
    caller = desk.waiting()
    desk.lose_link()
    desk.pbx.give_up(caller)
    facts = desk.find_link()

    assert facts == (LegEnded(at=desk.pbx.now, leg_id=caller.id, call_id=caller.call, lost=True),)
    assert not len(desk.floor.calls)


def test_a_caller_whom_the_queue_sent_on_only_left_the_line() -> None:
    desk = at_work()
    caller = desk.waiting()
    desk.lose_link()
    desk.pbx.time_out(caller)
    facts = desk.find_link()

    assert facts == (
        CallerLeft(at=desk.pbx.now, leg_id=caller.id, call_id=caller.call, queue=HOTLINE),
    )


def test_who_talks_to_whom_is_read_off_the_bridges() -> None:
    desk = at_work()
    desk.lose_link()
    caller = desk.pbx.citizen()
    desk.pbx.join(caller)
    rung = desk.pbx.ring(caller, "PJSIP/1001")
    desk.pbx.answer(caller, rung)
    facts = desk.find_link()

    answered = [fact for fact in facts if isinstance(fact, AgentAnswered)]
    assert [(fact.queue, fact.phone, fact.agent_leg_id) for fact in answered] == [
        (HOTLINE, "PJSIP/1001", rung.id)
    ]
    call = desk.call(caller)
    assert (call.stage, call.queue, call.agent_id) == (Stage.TALKING, HOTLINE, LI.id)
    assert desk.agent(LI).state is AgentState.TALKING
    desk.pbx.finish(caller, rung)
    desk.rest()
    assert desk.agent(LI).state is AgentState.WRAP_UP


def test_a_ring_that_began_while_we_were_away_pops() -> None:
    desk = at_work()
    caller = desk.waiting()
    desk.lose_link()
    desk.pbx.ring(caller, "PJSIP/1001")
    desk.find_link()

    assert desk.agent(LI).state is AgentState.RINGING
    assert desk.call(caller).ringing == {LI.id}


def test_an_answer_we_did_not_hear_is_an_answer() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    desk.lose_link()
    desk.pbx.answer(caller, rung)
    facts = desk.find_link()

    assert {LegStateChanged, LegJoinedBridge, CallerLeft, AgentAnswered} <= {
        type(fact) for fact in facts
    }
    assert missed(desk.floor, desk.pbx.snapshot()) == ()
    assert desk.agent(LI).state is AgentState.TALKING


def test_a_leg_that_moved_left_one_bridge_and_joined_another() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    before = caller.bridge
    desk.lose_link()
    desk.pbx.bridge(caller, leg)
    facts = desk.find_link()

    assert kinds(facts) == ["LegLeftBridge", "LegJoinedBridge"] * 2
    assert isinstance(facts[0], LegLeftBridge)
    assert facts[0].bridge_id == before


def test_a_parked_caller_who_was_fetched_meanwhile_is_no_longer_parked() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    desk.pbx.park(caller, leg)
    desk.rest()
    desk.lose_link()
    desk.pbx.fetch(caller, "PJSIP/1002")
    facts = desk.find_link()

    assert [fact.how for fact in facts if isinstance(fact, Unparked)] == ["retrieved"]
    assert (desk.call(caller).stage, desk.call(caller).agent_id) == (Stage.TALKING, WANG.id)


def test_another_boot_ends_every_leg_even_one_whose_id_came_back() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    snapshot = replace(desk.pbx.snapshot(), boot_id="boot-2")
    facts = missed(desk.floor, snapshot)

    ended = {fact.leg_id for fact in facts if isinstance(fact, LegEnded) and fact.lost}
    started = {fact.leg_id for fact in facts if isinstance(fact, LegStarted)}
    assert ended == started == {caller.id, leg.id}


def test_the_first_boot_we_see_is_no_restart() -> None:
    desk = Desk()
    desk.tell(LinkRestored(at=desk.pbx.now, link="main"))
    desk.waiting()

    assert missed(desk.floor, desk.pbx.snapshot()) == ()


def test_members_and_phones_are_compared_whole() -> None:
    desk = at_work()
    desk.lose_link()
    desk.pbx.phones["PJSIP/1002"] = "unavailable"
    desk.pbx.members[HOTLINE, "PJSIP/1002"] = replace(
        desk.pbx.members[HOTLINE, "PJSIP/1002"], paused=True, reason="meal"
    )
    del desk.pbx.members[HOTLINE, "PJSIP/1001"]
    facts = desk.find_link()

    at = desk.pbx.now
    assert facts == (
        MemberRemoved(at=at, queue=HOTLINE, phone="PJSIP/1001"),
        desk.pbx.members[HOTLINE, "PJSIP/1002"],
        PhoneChanged(at=at, pbx="main", phone="PJSIP/1002", state="unavailable"),
    )
    assert (desk.agent(WANG).reason, desk.agent(WANG).phone_state) == ("meal", "unavailable")
    assert desk.agent(LI).state is AgentState.OFFLINE


def test_another_pbx_is_none_of_this_ones_business() -> None:
    desk = at_work()
    desk.talking(LI)
    other = replace(desk.pbx.snapshot(), pbx="far", legs=(), callers=(), members=(), phones={})

    assert missed(desk.floor, other) == ()


def test_a_leg_that_changed_its_phone_its_number_or_its_call_is_told() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    internal = desk.pbx.start("PJSIP/1009")
    desk.rest()
    snapshot = desk.pbx.snapshot()
    changed = {
        leg.id: replace(snapshot.legs[1], device="PJSIP/1002"),
        internal.id: replace(snapshot.legs[2], number=CITIZEN, call_id=caller.call),
    }
    legs = tuple(changed.get(seen.leg_id, seen) for seen in snapshot.legs)
    facts = missed(desk.floor, replace(snapshot, legs=legs))

    assert isinstance(facts[0], LegRenamed)
    assert facts[0].device == "PJSIP/1002"
    assert facts[1] == LegIdentified(
        at=desk.pbx.now, leg_id=internal.id, call_id=caller.call, number=CITIZEN
    )
    desk.tell(*facts)
    assert desk.floor.legs[leg.id].device == "PJSIP/1002"
    assert desk.floor.legs[internal.id].call_id == caller.call


def test_time_since_a_leg_began_is_counted_back_from_the_snapshot() -> None:
    desk = at_work()
    desk.lose_link()
    caller = desk.pbx.citizen()
    desk.pbx.wait(90)
    desk.find_link()

    assert desk.call(caller).started_at == desk.pbx.now - timedelta(seconds=90)
