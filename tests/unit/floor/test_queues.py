from callcenter.floor.events import AgentAnswered, CallerLeft, DialEnded
from callcenter.floor.reduce import reduce
from callcenter.floor.state import AgentState, Stage
from tests.people import LI, WANG
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import HOTLINE


def at_work() -> Desk:
    desk = Desk().open()
    desk.log_in(LI)
    desk.log_in(WANG)
    return desk


def test_a_caller_waits_in_the_line_of_his_queue() -> None:
    desk = at_work()
    caller = desk.waiting()

    line = desk.floor.queues[HOTLINE].waiting
    assert line[caller.id].call_id == caller.call
    assert line[caller.id].since == desk.pbx.now
    assert (desk.call(caller).stage, desk.call(caller).queue) == (Stage.WAITING, HOTLINE)


def test_who_gives_up_while_a_phone_rings_takes_the_pop_with_him() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    desk.pbx.give_up(caller, rung)
    desk.rest()

    assert desk.agent(LI).state is AgentState.READY
    assert desk.agent(LI).missed == 0
    assert not len(desk.floor.calls)
    assert not len(desk.floor.queues[HOTLINE].waiting)


def test_the_pop_is_gone_when_the_caller_left_before_a_word_of_the_agents_leg() -> None:
    desk = at_work()
    caller, _ = desk.ringing(LI)
    desk.tell(CallerLeft(at=desk.pbx.now, leg_id=caller.id, call_id=caller.call, queue=HOTLINE))

    assert desk.agent(LI).state is AgentState.READY
    assert desk.call(caller).ringing == frozenset()


def test_a_timeout_reads_like_giving_up_but_the_call_lives_on() -> None:
    desk = at_work()
    caller = desk.waiting()
    desk.pbx.time_out(caller)
    desk.rest()

    assert desk.call(caller).stage is Stage.ENTERED
    assert not len(desk.floor.queues[HOTLINE].waiting)


def test_one_who_did_not_answer_is_counted_and_the_next_is_rung_for_the_same_call() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    desk.pbx.miss(caller, rung)
    desk.rest()

    assert (desk.agent(LI).state, desk.agent(LI).missed) == (AgentState.READY, 1)
    assert desk.call(caller).stage is Stage.WAITING
    desk.pbx.ring(caller, "PJSIP/1002")
    desk.rest()
    assert desk.call(caller).ringing == {WANG.id}


def test_a_miss_that_is_told_twice_counts_once() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    desk.pbx.miss(caller, rung)
    desk.tell(*desk.pbx.said[:2], *desk.pbx.said[:2])

    assert desk.agent(LI).missed == 1


def test_an_answer_takes_back_the_misses() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    desk.pbx.miss(caller, rung)
    desk.pbx.now += desk.pbx.now.resolution
    rung = desk.pbx.ring(caller, "PJSIP/1001")
    desk.pbx.answer(caller, rung)
    desk.rest()

    assert desk.agent(LI).missed == 0


def test_of_two_who_are_rung_at_once_one_gets_the_call() -> None:
    desk = at_work()
    caller, li = desk.ringing(LI)
    wang = desk.pbx.ring(caller, "PJSIP/1002")
    desk.rest()
    assert desk.call(caller).ringing == {LI.id, WANG.id}

    desk.pbx.answer(caller, wang)
    desk.rest()
    assert desk.call(caller).ringing == frozenset()
    assert desk.agent(LI).state is AgentState.READY
    desk.pbx.end(li)
    desk.rest()
    assert (desk.call(caller).agent_id, desk.agent(WANG).state) == (WANG.id, AgentState.TALKING)


def test_between_leaving_the_line_and_the_answer_the_agent_is_never_shown_ready() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    desk.pbx.answer(caller, rung)
    told, desk.pbx.said = desk.pbx.said, []

    states = []
    for fact in told:
        desk.tell(fact)
        states.append(desk.agent(LI).state)
    assert set(states) == {AgentState.TALKING}


def test_an_answer_tells_since_when_and_by_whom() -> None:
    desk = at_work()
    caller = desk.waiting()
    desk.pbx.wait(12)
    rung = desk.pbx.ring(caller, "PJSIP/1001")
    desk.pbx.answer(caller, rung)
    desk.rest()

    call = desk.call(caller)
    assert call.agent_id == LI.id
    assert call.answered_at is not None
    assert call.joined_at is not None
    assert (call.answered_at - call.joined_at).total_seconds() == 12


def test_a_cancelled_ring_may_be_told_twice() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    cancelled = DialEnded(
        at=desk.pbx.now,
        leg_id=caller.id,
        call_id=caller.call,
        rung_leg_id=rung.id,
        result="cancel",
    )
    desk.tell(cancelled)

    assert desk.agent(LI).state is AgentState.READY
    assert reduce(desk.floor, cancelled).floor is desk.floor


def test_an_answer_by_a_phone_of_nobody_is_still_an_answer() -> None:
    desk = at_work()
    caller = desk.waiting()
    desk.tell(
        AgentAnswered(
            at=desk.pbx.now,
            leg_id=caller.id,
            call_id=caller.call,
            queue=HOTLINE,
            phone="PJSIP/9999",
        )
    )

    assert desk.call(caller).answered_at == desk.pbx.now
    assert desk.call(caller).agent_id == ""
    assert not len(desk.floor.queues[HOTLINE].waiting)


def test_a_colleague_who_calls_the_hotline_is_a_caller_and_has_no_after_call_work() -> None:
    desk = at_work()
    colleague = desk.pbx.start("PJSIP/1002", dialled="12345")
    desk.pbx.state(colleague, colleague.state.UP)
    desk.pbx.join(colleague)
    rung = desk.pbx.ring(colleague, "PJSIP/1001")
    desk.pbx.answer(colleague, rung)
    desk.rest()
    assert desk.call(colleague).talking == {LI.id}

    desk.pbx.finish(colleague, rung)
    desk.rest()
    assert desk.agent(LI).state is AgentState.WRAP_UP
    assert desk.agent(WANG).state is AgentState.READY


def test_joining_that_is_told_again_does_not_begin_the_wait_anew() -> None:
    desk = at_work()
    caller = desk.waiting()
    joined = desk.pbx.now
    desk.pbx.wait(5)
    desk.pbx.join(caller)
    desk.rest()

    assert desk.call(caller).joined_at == joined
    assert desk.floor.queues[HOTLINE].waiting[caller.id].since == joined
