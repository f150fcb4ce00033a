"""Facts from different threads of Asterisk may come in any order: the end is the same (F12), and
so it is when they come twice (F13)."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from callcenter.floor.effects import AnyOrder, WakeAt
from callcenter.floor.events import (
    AgentAnswered,
    AgentRung,
    AnyFact,
    DialEnded,
    DialStarted,
    LegFact,
    LegStarted,
    MemberSeen,
    PhoneChanged,
    PhoneReached,
)
from callcenter.floor.state import Floor
from tests.transcripts.story import NOON, Story, heard

NAMES = [
    "answered",
    "caller_hangs_up_talking",
    "gave_up_while_ringing",
    "agent_busy",
    "blind_transfer",
    "on_hold",
    "local_member",
    "parked_and_fetched",
]


def before(facts: list[AnyFact]) -> dict[int, set[int]]:
    """For each fact, by place, those that must come first: what the same channel said before,
    and the beginning of every channel it names. A queue's and a channel's threads are free; what
    is said of one phone, one thread of Asterisk says."""
    started = {fact.leg_id: i for i, fact in enumerate(facts) if isinstance(fact, LegStarted)}
    last: dict[str, int] = {}
    must: dict[int, set[int]] = defaultdict(set)
    for i, fact in enumerate(facts):
        line = fact.leg_id if isinstance(fact, LegFact) else ""
        if isinstance(fact, MemberSeen):
            line = f"{fact.queue} {fact.phone}"
        if isinstance(fact, PhoneChanged | PhoneReached):
            line = f"{type(fact).__name__} {fact.phone}"
        if line:
            must[i] |= {last[line]} if line in last else set()
            last[line] = i
        for leg_id in named(fact):
            must[i] |= {started[leg_id]} if leg_id in started else set()
    return must


def named(fact: AnyFact) -> list[str]:
    """The other channels that a fact names; what the dialplan began, it began before it rang."""
    match fact:
        case AgentRung() | AgentAnswered():
            return [fact.agent_leg_id]
        case DialStarted() | DialEnded():
            return [fact.rung_leg_id]
        case LegStarted() if fact.call_id != fact.leg_id:
            return [fact.call_id]
    return []


def shuffled(facts: list[AnyFact], choices: list[int]) -> list[AnyFact]:
    """One of the orders in which they could have come: nobody waits for more than eight."""
    must, left, came = before(facts), list(range(len(facts))), set[int]()
    order = []
    for choice in choices + [0] * len(facts):
        free = [i for i in left[:8] if must[i] <= came]
        if not free:
            break
        chosen = free[choice % len(free)]
        left.remove(chosen)
        came.add(chosen)
        order.append(facts[chosen])
    return order


def end(facts: list[AnyFact]) -> tuple[object, list[AnyOrder]]:
    """Where it ends and what was ordered; when exactly does depend on what came last."""
    story = Story().open().tell(*facts)
    orders = [
        replace(order, at=NOON) if isinstance(order, WakeAt) else order for order in story.orders
    ]
    return timeless(story.floor), sorted(orders, key=repr)


def timeless(floor: Floor) -> object:
    """The floor without the instants."""
    calls = [
        replace(call, since=NOON, joined_at=None, answered_at=None, started_at=NOON)
        for call in floor.calls.values()
    ]
    agents = [
        replace(agent, since=NOON, missed_at=None, wrap_up_until=None)
        for agent in floor.agents.values()
    ]
    return calls, sorted(agents, key=lambda agent: agent.person.id), floor.queues, floor.legs


def with_members(name: str) -> list[AnyFact]:
    """A transcript's facts, after who was a member when it began."""
    seen, facts = heard(name)
    return [*seen.members, *facts]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None)
@given(choices=st.lists(st.integers(0, 7), max_size=80))
def test_any_order_that_asterisks_threads_allow_ends_the_same(
    name: str, choices: list[int]
) -> None:
    facts = with_members(name)
    other = shuffled(facts, choices)

    assert len(other) == len(facts)
    assert end(other) == end(facts)


@pytest.mark.parametrize("name", NAMES)
def test_facts_that_come_twice_end_the_same(name: str) -> None:
    facts = with_members(name)
    twice = [again for fact in facts for again in (fact, fact)]

    assert end(twice) == end(facts)
