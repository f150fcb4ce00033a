"""What one step with its differences for ten screens costs on a large floor, over a small one."""

import json
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from callcenter.floor.events import (
    AgentAnswered,
    AgentRung,
    AnyFact,
    CallEntered,
    CallerJoined,
    CallerLeft,
    LegEnded,
    LegJoinedBridge,
    LegLeftBridge,
    LegStarted,
    LegState,
    LegStateChanged,
    LinkRestored,
    MemberSeen,
    PhoneChanged,
    RosterLoaded,
)
from callcenter.floor.reduce import reduce
from callcenter.floor.state import Floor, Rules
from callcenter.numbers import Number, NumberKind
from callcenter.push.switchboard import PACE, Switchboard
from callcenter.push.viewer import Viewer
from callcenter.roles import Person, Role

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SMALL, LARGE = 100, 10_000
SCREENS = 10  # one agent's, nine supervisors': these see every item
AGENTS_PER_QUEUE = 10


class Nowhere:
    """A line that is always free, and counts what is put on it."""

    sent = 0
    length = 0

    def unsent(self) -> int:
        """Nothing ever waits."""
        return 0

    def put(self, message: bytes) -> None:
        """Gone."""
        self.sent += 1
        self.length += len(message)

    def end(self, code: int) -> None:
        """Never."""


class Centre:
    """A floor of about so many items, and ten screens that watch it."""

    def __init__(self, items: int, one_queue: bool) -> None:
        self.floor = Floor(rules=Rules(trunks=frozenset({"main:PJSIP/trunk"})))
        self.at = 1000.0
        self.calls = 0
        agents = items * 2 // 5
        self.queues = 1 if one_queue else max(1, agents // AGENTS_PER_QUEUE)
        self.people = [person(n, self.queues) for n in range(agents)]
        self.board = Switchboard(lambda: self.floor, lambda: NOON, lambda: self.at)
        for fact in self.opening():
            self.floor = reduce(self.floor, fact).floor
        callers = items - agents - self.queues - 1
        for n in range(callers):
            busy = self.people[n] if n < agents // 2 else None
            for fact in self.call(busy, ends=False):
                self.floor = reduce(self.floor, fact).floor
        self.lines = [self.open(n) for n in range(SCREENS)]
        self.turns()

    def items(self) -> int:
        """How many things are live."""
        floor = self.floor
        return len(floor.calls) + len(floor.agents) + len(floor.queues) + len(floor.links)

    def opening(self) -> Iterator[AnyFact]:
        """The roster, and every agent's phone in his queue."""
        yield LinkRestored(at=NOON, link="main", boot_id="1")
        yield RosterLoaded(at=NOON, people=tuple(self.people))
        for agent in self.people:
            yield MemberSeen(
                at=NOON,
                queue=f"main/{agent.queues[0]}",
                phone=agent.phone or "",
                name=agent.login,
                status="idle",
            )

    def open(self, n: int) -> Nowhere:
        """A screen: the first is that of the agent whose calls are measured."""
        line = Nowhere()
        supervisor = Person(id=f"s-{n}", login=f"s{n}", name="班长", role=Role.SUPERVISOR)
        who = supervisor if n else self.people[-1]
        self.board.open(Viewer(f"screen-{n}", "s", who, line))
        return line

    def call(self, agent: Person | None, *, ends: bool) -> list[AnyFact]:
        """A citizen's call: he waits; an agent, if there is one, is rung, answers, and it ends."""
        self.calls += 1
        at = NOON + timedelta(milliseconds=self.calls)
        leg, rung = f"main/1772.{2 * self.calls}", f"main/1772.{2 * self.calls + 1}"
        queue = f"main/{agent.queues[0]}" if agent else f"main/queue-{self.calls % self.queues}"
        number = Number(NumberKind.E164, f"+86138{self.calls % 10**8:08d}")
        caller: dict[str, Any] = {"at": at, "leg_id": leg, "call_id": leg}
        facts: list[AnyFact] = [
            LegStarted(
                **caller, device="PJSIP/trunk", number=number, name="张三", dialled="12345"
            ),
            CallEntered(**caller, did="12345"),
            LegStateChanged(**caller, state=LegState.UP),
            CallerJoined(**caller, queue=queue, position=1, number=number, name="张三"),
        ]
        if agent is None:
            return facts
        phone = agent.phone or ""
        answers: dict[str, Any] = {"at": at, "leg_id": rung, "call_id": leg}
        facts += [
            LegStarted(**answers, device=phone),
            AgentRung(**caller, queue=queue, phone=phone, agent_leg_id=rung),
            LegStateChanged(**answers, state=LegState.RINGING),
            PhoneChanged(at=at, pbx="main", phone=phone, state="ringing"),
            LegStateChanged(**answers, state=LegState.UP),
            CallerLeft(**caller, queue=queue, position=1),
            AgentAnswered(**caller, queue=queue, phone=phone, agent_leg_id=rung),
            LegJoinedBridge(**answers, bridge_id=f"main/b{self.calls}"),
            LegJoinedBridge(**caller, bridge_id=f"main/b{self.calls}"),
        ]
        if ends:
            facts += [
                LegLeftBridge(**answers, bridge_id=f"main/b{self.calls}"),
                LegEnded(**answers, cause=16),
                LegLeftBridge(**caller, bridge_id=f"main/b{self.calls}"),
                LegEnded(**caller, cause=16),
                PhoneChanged(at=at, pbx="main", phone=phone, state="idle"),
            ]
        return facts

    def turns(self) -> None:
        """Every screen that has news is sent it."""
        self.at += 2 * PACE
        while self.board.turn() == 0:
            pass

    def measured(self) -> list[float]:
        """Seconds of each step of one more call, with its differences for all the screens."""
        took = []
        for fact in self.call(self.people[-1], ends=True):
            begin = time.perf_counter()
            step = reduce(self.floor, fact)
            self.floor = step.floor
            self.board.changed(step)
            self.turns()
            took.append(time.perf_counter() - begin)
        return took


def person(n: int, queues: int) -> Person:
    """An agent of one queue."""
    return Person(
        id=f"p-{n}",
        login=f"a{n}",
        name=f"坐席{n}",
        role=Role.AGENT,
        phone=f"PJSIP/{n}",
        queues=(f"queue-{n % queues}",),
    )


def growth(one_queue: bool, rounds: int) -> dict[str, Any]:
    """The means of both floors' steps, taken in turns; and their ratio."""
    small, large = Centre(SMALL, one_queue), Centre(LARGE, one_queue)
    costs: dict[int, list[float]] = {SMALL: [], LARGE: []}
    for turn in range(rounds + 1):
        for size, centre in ((SMALL, small), (LARGE, large)):
            took = centre.measured()
            if turn:  # the first one warms up
                costs[size].append(statistics.mean(took))
    mean = {size: statistics.median(took) for size, took in costs.items()}
    return {
        "items": [small.items(), large.items()],
        "queues": [small.queues, large.queues],
        "step_us": [round(mean[size] * 1e6, 1) for size in (SMALL, LARGE)],
        "ratio": round(mean[LARGE] / mean[SMALL], 2),
        "frames_sent": [sum(line.sent for line in centre.lines) for centre in (small, large)],
    }


def measure(quick: bool = False) -> dict[str, Any]:
    """`step_growth` (bar 2): ten agents a queue. Beside it, without a bar: all in one queue."""
    rounds = 60 if quick else 500
    several = growth(one_queue=False, rounds=rounds)
    single = growth(one_queue=True, rounds=rounds // 10)
    return {
        "step_growth": several["ratio"],
        "screens": SCREENS,
        "queues_of_ten_agents": several,
        "all_in_one_queue": single,
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))  # noqa: T201
