"""A call centre at work for the benchmarks: 200 people, one hotline, calls in every stage."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from callcenter.floor.events import AnyFact, LinkRestored, MemberSeen, RosterLoaded
from callcenter.floor.state import QueueRules, Rules
from callcenter.roles import Person, Role

AGENTS, SUPERVISORS = 190, 10
FIRST_PHONE = 2000
RULES = Rules(
    queues={"main/hotline": QueueRules(label="市民热线", wrap_up=timedelta(seconds=3))},
    trunks=frozenset({"main:PJSIP/trunk"}),
)


def phone(n: int) -> str:
    """The n-th agent's phone, as Asterisk names it."""
    return f"PJSIP/{FIRST_PHONE + n}"


def person(n: int) -> Person:
    """One of the staff: agents first, then supervisors, then again agents for what is beyond."""
    if n % (AGENTS + SUPERVISORS) >= AGENTS:
        return Person(id=f"p-{n}", login=f"l{n}", name=f"班长{n}", role=Role.SUPERVISOR)
    return Person(
        id=f"p-{n}",
        login=f"l{n}",
        name=f"坐席{n}",
        role=Role.AGENT,
        phone=phone(n),
        queues=("hotline",),
    )


def staff() -> tuple[Person, ...]:
    """190 agents and 10 supervisors."""
    return tuple(person(n) for n in range(AGENTS + SUPERVISORS))


def opening(at: datetime) -> Iterator[AnyFact]:
    """The morning: everybody is known, the PBX is there, every agent's phone is in the queue."""
    yield LinkRestored(at=at, link="main", boot_id="1")
    yield RosterLoaded(at=at, people=staff())
    for agent in staff()[:AGENTS]:
        yield MemberSeen(
            at=at,
            queue="main/hotline",
            phone=agent.phone or "",
            name=agent.login,
            status="idle",
        )
