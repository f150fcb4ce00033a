"""The loop: facts in order, a bug costs one fact, orders and screens follow each step."""

import asyncio
from datetime import UTC, datetime

from callcenter.engine import Engine
from callcenter.floor.effects import AnyOrder
from callcenter.floor.events import AnyFact, LinkLost, LinkRestored, RosterLoaded
from callcenter.floor.state import Floor, Step
from tests.people import EVERYBODY

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Seen:
    """What an engine handed on."""

    def __init__(self) -> None:
        self.recorded: list[AnyFact] = []
        self.orders: list[AnyOrder] = []
        self.steps: list[Step] = []

    def record(self, fact: AnyFact, step: Step) -> None:
        self.recorded.append(fact)

    def engine(self) -> Engine:
        return Engine(Floor(), self.record, self.orders.append, self.steps.append)


async def test_facts_are_taken_in_order_and_every_one_is_recorded() -> None:
    seen = Seen()
    engine = seen.engine()
    facts: list[AnyFact] = [
        LinkLost(at=NOON, link="main", reason="x"),
        LinkRestored(at=NOON, link="main"),
    ]

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        loop = tasks.create_task(engine.run())
        for fact in facts:
            engine.post(fact)
        await engine.until(lambda floor: "main" in floor.links and floor.links["main"].up)
        loop.cancel()

    assert seen.recorded == facts
    assert [sorted(step.touched) for step in seen.steps] == [["link:main"], ["link:main"]]


async def test_a_fact_that_a_bug_refuses_is_recorded_and_leaves_the_floor_untouched() -> None:
    seen = Seen()
    engine = seen.engine()
    engine.step(RosterLoaded(at=NOON, people=EVERYBODY))
    before = engine.floor
    broken: AnyFact = LinkLost(at=NOON, link=["not a name"])  # type: ignore[arg-type]

    engine.step(broken)

    assert engine.floor is before
    assert seen.recorded[-1] is broken
    assert engine.refused_by_bug == 1


async def test_a_fault_in_one_who_is_told_costs_neither_the_others_nor_the_next_fact() -> None:
    seen = Seen()

    def broken(fact: AnyFact, step: Step) -> None:
        raise OverflowError("too large for the log")

    engine = Engine(Floor(), broken, seen.orders.append, seen.steps.append)
    engine.step(LinkLost(at=NOON, link="main"))
    engine.step(LinkRestored(at=NOON, link="main"))

    assert engine.floor.links["main"].up
    assert len(seen.steps) == 2
    assert engine.refused_by_bug == 2


async def test_until_returns_at_once_when_the_floor_is_already_so() -> None:
    engine = Seen().engine()

    floor = await asyncio.wait_for(engine.until(lambda floor: True), 1)

    assert floor is engine.floor


async def test_settling_applies_whatever_was_handed_in() -> None:
    seen = Seen()
    engine = seen.engine()
    engine.post(LinkLost(at=NOON, link="main"))

    engine.settle()

    assert "main" in engine.floor.links
