from callcenter.floor.events import LegState
from callcenter.floor.state import AgentState, Stage
from tests.people import LI
from tests.unit.floor.desk import Desk


def test_the_stages_of_an_answered_call_and_since_when_it_is_in_them() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    stages = []
    caller = desk.pbx.citizen()
    desk.rest()
    for act in ("join", "ring", "answer", "finish"):
        stages.append((desk.call(caller).stage, desk.call(caller).since))
        desk.pbx.wait(5)
        match act:
            case "join":
                desk.pbx.join(caller)
            case "ring":
                rung = desk.pbx.ring(caller, "PJSIP/1001")
            case "answer":
                desk.pbx.answer(caller, rung)
            case "finish":
                desk.pbx.finish(caller, rung)
        desk.rest()
    stages.append((desk.call(caller).stage, desk.call(caller).since))

    assert [stage for stage, _ in stages] == [
        Stage.ENTERED,
        Stage.WAITING,
        Stage.RINGING,
        Stage.TALKING,
        Stage.ENDED,
    ]
    seconds = [(since - stages[0][1]).total_seconds() for _, since in stages]
    assert seconds == [0, 5, 10, 15, 20]


def test_a_phone_that_was_picked_up_talks_before_its_bridge_is_there() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller, rung = desk.ringing(LI)
    desk.pbx.state(rung, LegState.UP)
    desk.rest()

    assert desk.call(caller).stage is Stage.TALKING
    assert desk.call(caller).ringing == frozenset()
    assert desk.agent(LI).state is AgentState.TALKING


def test_a_call_without_a_queue_leaves_no_after_call_work() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller = desk.pbx.citizen()
    rung = desk.pbx.dial(caller, "PJSIP/1001")
    desk.pbx.pick_up(caller, rung)
    desk.rest()
    assert desk.agent(LI).call_id == caller.call

    desk.pbx.finish(caller, rung)
    desk.rest()
    assert desk.agent(LI).state is AgentState.READY
    assert not len(desk.floor.calls)


def test_who_has_picked_up_on_one_of_his_legs_is_not_rung_on_another() -> None:
    desk = Desk().open()
    desk.log_in(LI)
    caller, local = desk.ringing(LI)  # as with a Local member, whose phone is a leg of its own
    phone = desk.pbx.dial(local, "PJSIP/1001")
    desk.pbx.state(phone, LegState.UP)
    desk.rest()

    assert desk.call(caller).ringing == frozenset()
    assert desk.agent(LI).state is AgentState.TALKING
