"""The floor's laws, over random days: nothing untouched changes, the same day gives the same
floor and orders, and after a break the floor is where the PBX is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from callcenter.floor.events import LegEnded
from callcenter.floor.reduce import reduce
from callcenter.floor.resync import missed
from callcenter.floor.state import AgentState, Floor, Stage
from tests.people import LI, WANG
from tests.unit.floor.day import Day
from tests.unit.floor.desk import RULES

DAYS = st.lists(st.integers(0, 10_000), max_size=60)
BREAKS = st.lists(st.integers(0, 10_000), max_size=25)


def items(floor: Floor) -> dict[str, object]:
    """Everything that a screen may show, by its id there."""
    kinds = {
        "call": floor.calls,
        "agent": floor.agents,
        "queue": floor.queues,
        "link": floor.links,
    }
    return {f"{kind}:{name}": it for kind, of in kinds.items() for name, it in of.items()}


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_what_a_step_did_not_touch_is_as_it_was(choices: list[int]) -> None:
    day = Day().live(choices)

    before: dict[str, object] = {}
    for step in day.desk.steps:
        after = items(step.floor)
        changed = {
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        }
        assert changed == step.touched
        before = after


@settings(max_examples=20, deadline=None)
@given(DAYS)
def test_the_same_day_gives_the_same_floor_and_the_same_orders(choices: list[int]) -> None:
    day = Day().live(choices)

    floor = Floor(rules=RULES)
    for fact, step in zip(day.desk.facts, day.desk.steps, strict=True):
        again = reduce(floor, fact)
        assert (again.floor, again.orders) == (step.floor, step.orders)
        floor = again.floor


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_comparing_an_exact_floor_with_the_pbx_finds_nothing_missed(choices: list[int]) -> None:
    day = Day()
    for choice in choices:
        day.one(choice)

        assert missed(day.desk.floor, day.desk.pbx.snapshot()) == ()


@settings(max_examples=25, deadline=None)
@given(DAYS, BREAKS, BREAKS)
def test_after_a_break_the_floor_is_where_the_pbx_is(
    before: list[int], unheard: list[int], after: list[int]
) -> None:
    day = Day().live(before)
    day.desk.lose_link()
    day.live(unheard)
    day.desk.find_link()

    assert missed(day.desk.floor, day.desk.pbx.snapshot()) == ()
    assert day.desk.floor.legs.keys() == day.desk.pbx.channels.keys()
    day.live(after)
    assert missed(day.desk.floor, day.desk.pbx.snapshot()) == ()


@settings(max_examples=30, deadline=None)
@given(DAYS, BREAKS)
def test_after_a_restart_nothing_of_before_is_left(before: list[int], after: list[int]) -> None:
    day = Day().live(before)
    ready = {who.id for who in (LI, WANG) if day.desk.agent(who).logged_in}
    live = set(day.desk.floor.legs)
    day.desk.lose_link()
    day.desk.pbx.restart(keep_members=False)
    facts = day.desk.find_link()

    assert {fact.leg_id for fact in facts if isinstance(fact, LegEnded) and fact.lost} == live
    assert not len(day.desk.floor.legs)
    assert {call.stage for call in day.desk.floor.calls.values()} <= {Stage.ENDED}
    assert {who.id for who in (LI, WANG) if day.desk.agent(who).logged_in} == ready
    day.live(after)
    assert missed(day.desk.floor, day.desk.pbx.snapshot()) == ()


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_when_the_day_is_over_nothing_is_left_of_it(choices: list[int]) -> None:
    day = Day().live(choices)
    for channel in list(day.desk.pbx.channels.values()):
        day.desk.pbx.end(channel)
    day.desk.rest()
    day.desk.wait(3600)

    floor = day.desk.floor
    assert not len(floor.calls)
    assert not len(floor.legs)
    assert not len(floor.merged)
    assert not any(len(queue.waiting) for queue in floor.queues.values())
    assert not any(len(phone.legs) for phone in floor.devices.values())
    resting = {AgentState.READY, AgentState.PAUSED, AgentState.OFFLINE}
    assert {agent.state for agent in floor.agents.values()} <= resting


@settings(max_examples=25, deadline=None)
@given(DAYS)
def test_a_fact_that_comes_twice_changes_nothing_more(choices: list[int]) -> None:
    day = Day().live(choices)

    for fact, step in zip(day.desk.facts, day.desk.steps, strict=True):
        assert reduce(step.floor, fact).floor == step.floor


def contradictions(floor: Floor) -> list[str]:
    """What cannot be true at the same time."""
    wrong = []
    for call in floor.calls.values():
        if any(floor.legs[leg_id].call_id != call.id for leg_id in call.legs):
            wrong.append(f"{call.id}: a leg of another call")
        if bool(call.legs) != (call.stage is not Stage.ENDED):
            wrong.append(f"{call.id}: {call.stage} with {len(call.legs)} legs")
        for agent_id in call.wrapping:
            if floor.agents[agent_id].wrap_up_call != call.id:
                wrong.append(f"{call.id}: {agent_id} does not wrap it up")
        if call.ringing & call.talking:
            wrong.append(f"{call.id}: rung and talking")
    for queue in floor.queues.values():
        for leg_id, waiting in queue.waiting.items():
            leg = floor.legs[leg_id]
            if (leg.queue, leg.call_id) != (queue.id, waiting.call_id):
                wrong.append(f"{queue.id}: {leg_id} does not wait here")
    for agent in floor.agents.values():
        if agent.call_id and agent.call_id not in floor.calls:
            wrong.append(f"{agent.person.id}: a card of no call")
        if agent.wrap_up_call and agent.wrap_up_until is None:
            wrong.append(f"{agent.person.id}: after-call work without an end")
        wrong += [
            f"{agent.person.id}: not a member of {queue_id}"
            for queue_id, phone in agent.places
            if phone not in floor.queues[queue_id].members
        ]
    return wrong


@settings(max_examples=25, deadline=None)
@given(DAYS, BREAKS)
def test_the_floor_never_contradicts_itself(choices: list[int], unheard: list[int]) -> None:
    day = Day().live(choices)
    day.desk.lose_link()
    day.live(unheard)
    day.desk.find_link()

    for step in day.desk.steps:
        assert contradictions(step.floor) == []
