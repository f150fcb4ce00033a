"""Random days of a small centre, built straight from the floor's records, and a screen."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import msgspec
from msgspec.structs import replace

from callcenter.floor.state import (
    Agent,
    AgentState,
    Call,
    Floor,
    Link,
    Member,
    Queue,
    QueueRules,
    Rules,
    Stage,
    Step,
    Waiting,
)
from callcenter.numbers import Number, NumberKind
from callcenter.push import views
from callcenter.push.diff import compared
from callcenter.roles import Person
from tests.people import ADA, CITIZEN, CITIZEN_NAME, LI, WANG, ZHAO

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SHORT = Number(NumberKind.SHORT, "12345", "12345")
HIDDEN = Number(NumberKind.HIDDEN, "", "anonymous")
RULES = Rules(queues={"main/hotline": QueueRules(label="市民热线")})
PEOPLE = (LI, WANG, ZHAO, ADA)
Screen: TypeAlias = dict[str, Any]
QUEUES = ("main/hotline", "main/complaints")


def agent(person: Person, **fields: Any) -> Agent:
    """A person at work, ready unless the fields say otherwise."""
    whole = {"state": AgentState.READY, "since": NOON, **fields}
    return Agent(person=person, phone=person.phone or "", **whole)


def call(call_id: str = "main/1772.1", **fields: Any) -> Call:
    """A citizen's call, waiting unless the fields say otherwise."""
    whole = {
        "pbx": "main",
        "stage": Stage.WAITING,
        "since": NOON,
        "started_at": NOON,
        "number": CITIZEN,
        "name": CITIZEN_NAME,
        "queue": "main/hotline",
        **fields,
    }
    return Call(id=call_id, **whole)


def floor_of(*things: Agent | Call | Queue | Link) -> Floor:
    """A floor with exactly these on it."""
    floor = Floor(rules=RULES)
    for thing in things:
        floor = put(floor, thing)
    return floor


def put(floor: Floor, thing: Agent | Call | Queue | Link) -> Floor:
    """The floor with one thing more, or another instead."""
    match thing:
        case Agent():
            return replace(floor, agents=floor.agents.insert(thing.person.id, thing))
        case Call():
            return replace(floor, calls=floor.calls.insert(thing.id, thing))
        case Queue():
            return replace(floor, queues=floor.queues.insert(thing.id, thing))
        case Link():
            return replace(floor, links=floor.links.insert(thing.name, thing))


def day(seed: int, steps: int) -> Iterator[Step]:
    """A random day: every step changes, adds or takes away a few things."""
    dice = random.Random(seed)
    floor = floor_of()
    for _ in range(steps):
        before = floor
        for _ in range(dice.randint(1, 3)):
            floor = changed_somehow(floor, dice)
        yield Step(floor, (), frozenset(compared(before, floor)))


def changed_somehow(floor: Floor, dice: random.Random) -> Floor:
    """The floor after one random change."""
    call_id = f"main/1772.{dice.randint(1, 6)}"
    person = dice.choice(PEOPLE)
    match dice.randint(0, 7):
        case 0:
            return replace(floor, calls=floor.calls.discard(call_id))
        case 1:
            return replace(floor, agents=floor.agents.discard(person.id))
        case 2:
            return replace(floor, queues=floor.queues.discard(dice.choice(QUEUES)))
        case 3:
            return put(floor, Link(name="main", up=dice.random() < 0.5, since=NOON))
        case 4:
            return put(floor, random_queue(dice))
        case 5:
            return put(floor, random_agent(person, dice))
        case _:
            return put(floor, random_call(call_id, dice))


def random_call(call_id: str, dice: random.Random) -> Call:
    """A call anywhere between its beginning and its wrap-up."""
    ids = [person.id for person in PEOPLE]
    return call(
        call_id,
        stage=dice.choice(list(Stage)),
        number=dice.choice([CITIZEN, SHORT, HIDDEN, None]),
        ringing=frozenset(dice.sample(ids, dice.choice([0, 0, 1, 2]))),
        talking=frozenset(dice.sample(ids, dice.choice([0, 0, 1]))),
        wrapping=frozenset(dice.sample(ids, dice.choice([0, 0, 1]))),
        position=dice.randint(0, 5),
    )


def random_agent(person: Person, dice: random.Random) -> Agent:
    """An agent in any state, in one queue or two, with a call or none."""
    queues = dice.choice([("hotline",), ("hotline", "complaints"), ()])
    return agent(
        msgspec.structs.replace(person, queues=queues),
        state=dice.choice(list(AgentState)),
        call_id=dice.choice(["", f"main/1772.{dice.randint(1, 6)}"]),
        screens=frozenset(dice.sample("abc", dice.randint(0, 3))),
    )


def random_queue(dice: random.Random) -> Queue:
    """A queue with a few callers and phones."""
    queue = Queue(id=dice.choice(QUEUES))
    for n in range(dice.randint(0, 3)):
        since = NOON + timedelta(seconds=dice.randint(0, 90))
        waiting = Waiting(call_id=f"main/1772.{n}", since=since, position=n + 1)
        queue = replace(queue, waiting=queue.waiting.insert(f"main/1772.{n}", waiting))
    for n in range(dice.randint(0, 2)):
        member = Member(phone=f"PJSIP/{1001 + n}", paused=dice.random() < 0.5)
        queue = replace(queue, members=queue.members.insert(member.phone, member))
    return queue


# --- the screen, as a browser has it


def apply(screen: Screen, delta: dict[str, Any]) -> Screen:
    """What `store.ts` does."""
    kept = {} if delta["snapshot"] else {k: v for k, v in screen.items() if k not in delta["drop"]}
    return {**kept, **delta["put"]}


def snapshot(floor: Floor, person: Person) -> Screen:
    """What this person must see, by looking at the whole floor."""
    items = {item_id: views.item(floor, item_id, person) for item_id in everything(floor)}
    shown = {item_id: item for item_id, item in items.items() if item is not None}
    return dict(json.loads(msgspec.json.encode(shown)))


def everything(floor: Floor) -> Iterator[str]:
    """Every item's id."""
    yield from (f"call:{name}" for name in floor.calls)
    yield from (f"agent:{name}" for name in floor.agents)
    yield from (f"queue:{name}" for name in floor.queues)
    yield from (f"link:{name}" for name in floor.links)
