from datetime import timedelta

from callcenter.floor.agents import timer_id
from callcenter.floor.effects import PauseMember, WakeAt
from callcenter.floor.state import AgentState, Floor, QueueRules, Rules, Stage
from callcenter.roles import Person, Role
from tests.people import LI, WANG
from tests.unit.floor.desk import RULES, Desk
from tests.unit.floor.pbx import HOTLINE


def at_work() -> Desk:
    desk = Desk().open()
    desk.log_in(LI)
    desk.log_in(WANG)
    desk.ordered()
    return desk


def test_a_ring_is_a_state_that_whoever_reconnects_still_sees() -> None:
    desk = at_work()
    caller, _ = desk.ringing(LI)

    assert desk.agent(LI).state is AgentState.RINGING
    assert desk.agent(LI).call_id == caller.call
    assert desk.call(caller).ringing == {LI.id}


def test_after_a_queues_call_the_agent_is_paused_for_his_after_call_work() -> None:
    desk = at_work()
    caller = desk.wrapping_up(LI)

    agent = desk.agent(LI)
    until = desk.pbx.now + timedelta(seconds=30)
    assert (agent.state, agent.wrap_up_until) == (AgentState.WRAP_UP, until)
    assert desk.ordered() == [
        PauseMember(
            phone="PJSIP/1001", agent_id=LI.id, queue=HOTLINE, paused=True, reason="wrap-up"
        ),
        WakeAt(timer_id=timer_id(LI.id, caller.call), at=until),
    ]


def test_the_card_stays_while_the_agent_works_on_it_and_then_goes() -> None:
    desk = at_work()
    caller = desk.wrapping_up(LI)

    assert desk.call(caller).stage is Stage.ENDED
    assert desk.agent(LI).call_id == caller.call
    desk.finish_wrap_up(LI)
    assert caller.call not in desk.floor.calls
    assert desk.agent(LI).call_id == ""
    assert desk.agent(LI).state is AgentState.READY


def test_after_call_work_ends_by_itself_when_its_time_is_over() -> None:
    desk = at_work()
    desk.wrapping_up(LI)

    desk.wait(29)
    assert desk.agent(LI).state is AgentState.WRAP_UP
    desk.wait(1)
    assert desk.agent(LI).state is AgentState.READY
    assert not len(desk.floor.calls)


def test_each_queue_has_its_own_time_for_after_call_work() -> None:
    rules = Rules(trunks=RULES.trunks, queues={HOTLINE: QueueRules(wrap_up=timedelta(0))})
    desk = Desk(floor=Floor(rules=rules)).open()
    desk.log_in(LI)
    caller = desk.wrapping_up(LI)

    assert desk.agent(LI).state is AgentState.READY
    assert caller.call not in desk.floor.calls


def test_a_pause_asked_for_in_a_talk_comes_after_the_after_call_work() -> None:
    desk = at_work()
    caller, leg = desk.talking(LI)
    desk.ordered()
    desk.pause(LI, "meal")

    assert desk.answer() == "ok"
    assert desk.pauses() == []
    desk.pbx.finish(caller, leg)
    desk.rest()
    assert desk.pauses() == ["wrap-up"]
    desk.finish_wrap_up(LI)
    assert desk.pauses() == ["meal"]
    assert (desk.agent(LI).state, desk.agent(LI).reason) == (AgentState.PAUSED, "meal")


def test_a_pause_asked_for_in_a_talk_of_no_queue_comes_when_it_ends() -> None:
    desk = at_work()
    leg = desk.pbx.start("PJSIP/1001", dialled="1002")
    rung = desk.pbx.dial(leg, "PJSIP/1002")
    desk.pbx.pick_up(leg, rung)
    desk.rest()
    desk.pause(LI)
    desk.ordered()
    desk.pbx.end(rung)
    desk.pbx.end(leg)
    desk.rest()

    assert desk.pauses() == ["break"]
    assert desk.agent(LI).state is AgentState.PAUSED
    assert desk.agent(WANG).state is AgentState.READY


def test_who_was_paused_when_he_was_rung_is_paused_again_afterwards() -> None:
    desk = at_work()
    caller, rung = desk.ringing(LI)
    desk.pause(LI, "training")
    desk.pbx.answer(caller, rung)
    desk.pbx.finish(caller, rung)
    desk.rest()
    desk.ordered()
    desk.finish_wrap_up(LI)

    assert desk.pauses() == ["training"]


def test_who_is_ready_before_the_time_is_over_ends_his_after_call_work() -> None:
    desk = at_work()
    caller = desk.wrapping_up(LI)
    desk.ready(LI)

    assert desk.agent(LI).state is AgentState.READY
    assert caller.call not in desk.floor.calls


def test_a_colleagues_call_in_after_call_work_takes_the_card_and_gives_it_back() -> None:
    desk = at_work()
    caller = desk.wrapping_up(LI)
    other = desk.pbx.start("PJSIP/1002", dialled="1001")
    rung = desk.pbx.dial(other, "PJSIP/1001")
    desk.rest()

    assert (desk.agent(LI).state, desk.agent(LI).call_id) == (AgentState.RINGING, other.call)
    desk.pbx.end(rung)
    desk.pbx.end(other)
    desk.rest()
    assert (desk.agent(LI).state, desk.agent(LI).call_id) == (AgentState.WRAP_UP, caller.call)


def test_somebody_who_unpauses_him_in_asterisk_ends_his_after_call_work() -> None:
    desk = at_work()
    caller = desk.wrapping_up(LI)
    desk.pbx.obey(PauseMember(phone="PJSIP/1001", agent_id=LI.id, queue=HOTLINE, paused=False))
    desk.rest()

    assert desk.agent(LI).state is AgentState.READY
    assert caller.call not in desk.floor.calls


def test_after_our_restart_a_pause_for_after_call_work_gets_its_time_anew() -> None:
    before = at_work()
    before.wrapping_up(LI)
    desk = Desk(pbx=before.pbx).open()
    desk.pbx.timers.clear()
    desk.lose_link()
    desk.find_link()

    assert desk.agent(LI).state is AgentState.WRAP_UP
    desk.wait(30)
    assert desk.agent(LI).state is AgentState.READY


def test_an_alarm_for_an_earlier_call_ends_no_later_work() -> None:
    desk = at_work()
    first = desk.wrapping_up(LI)
    desk.finish_wrap_up(LI)
    desk.wrapping_up(LI)
    desk.pbx.timers[timer_id(LI.id, first.call)] = desk.pbx.now
    desk.wait(1)

    assert desk.agent(LI).state is AgentState.WRAP_UP


def test_a_member_phone_that_talks_outside_the_queue_shows_its_agent_talking() -> None:
    desk = at_work()
    leg = desk.pbx.start("PJSIP/1001", dialled="1002")
    rung = desk.pbx.dial(leg, "PJSIP/1002")
    desk.pbx.pick_up(leg, rung)
    desk.rest()

    assert desk.agent(LI).state is AgentState.TALKING
    assert desk.agent(WANG).state is AgentState.TALKING
    assert desk.call(leg).direction == "internal"


def test_an_agent_in_two_queues_is_paused_when_both_say_so() -> None:
    two = Person(
        id="p-two",
        login="two",
        name="孙悦",
        role=Role.AGENT,
        phone="PJSIP/1009",
        queues=("hotline", "sales"),
    )
    desk = Desk().open((two,))
    desk.log_in(two)
    desk.pause(two, "meal")

    assert desk.agent(two).state is AgentState.PAUSED
    desk.pbx.obey(
        PauseMember(phone="PJSIP/1009", agent_id=two.id, queue="main/sales", paused=False)
    )
    desk.rest()
    assert desk.agent(two).state is AgentState.READY


def test_the_next_queue_call_replaces_the_after_call_work_of_the_one_before() -> None:
    desk = at_work()
    first = desk.wrapping_up(LI)
    second, leg = desk.talking(WANG)
    rung = desk.pbx.blind_transfer(second, leg, "PJSIP/1001")
    desk.pbx.pick_up(second, rung)
    desk.pbx.finish(second, rung)
    desk.rest()

    assert desk.agent(LI).call_id == second.call
    assert first.call not in desk.floor.calls
    assert desk.call(second).wrapping == {LI.id, WANG.id}
