"""Law 1 on real evidence: what Asterisk said, through facts and steps, to every screen."""

import asyncio
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from callcenter.ami.counts import Counts
from callcenter.ami.inbox import Inbox
from callcenter.ami.protocol import AmiProtocol
from callcenter.ami.translate import EVENTS, translate
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import AnyFact, RosterLoaded, WrapUpFinished
from callcenter.floor.reduce import reduce
from callcenter.floor.state import Floor, Rules, Step
from callcenter.push import views
from callcenter.push.diff import compared
from tests.people import ADA, EVERYBODY, LI, WANG, ZHAO
from tests.unit.push.floors import NOON, everything, snapshot
from tests.unit.push.test_switchboard import Centre

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(path.stem for path in HERE.glob("*.ami"))
ROSTER = tuple(replace(person, queues=("hotline", "complaints")) for person in EVERYBODY)


def facts_of(name: str) -> list[AnyFact]:
    """What one transcript's events mean; the answers to our own questions are left out."""
    inbox, pbx = Inbox(Counts("main")), Pbx("main")

    async def read() -> None:
        protocol = AmiProtocol(inbox.put, EVENTS, Counts("main"))
        protocol.connection_made(asyncio.Transport())
        protocol.believe("pbx1")
        protocol.data_received((HERE / f"{name}.ami").read_bytes())

    asyncio.run(read())
    facts = [translate(message, pbx) for message in inbox.take()]
    return [RosterLoaded(at=NOON, people=ROSTER), *(fact for fact in facts if fact is not None)]


def steps_of(name: str) -> Iterator[Step]:
    """The floor after each fact, and after the wrap-ups that agents end."""
    floor = Floor(rules=Rules(trunks=frozenset({"main:PJSIP/trunk"})))
    last = NOON
    for fact in facts_of(name):
        last = fact.at
        step = reduce(floor, fact)
        floor = step.floor
        yield step
    for agent in list(floor.agents.values()):
        done = WrapUpFinished(
            at=last + timedelta(seconds=1),
            agent_id=agent.person.id,
            by=agent.person.id,
            call_id=agent.call_id,
        )
        step = reduce(floor, done)
        floor = step.floor
        yield step


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_step_names_every_item_that_it_changed(name: str) -> None:
    floor = Floor()
    screens = {person: snapshot(floor, person) for person in EVERYBODY}
    for step in steps_of(name):
        assert compared(floor, step.floor) <= step.touched
        floor = step.floor
        for person, before in screens.items():
            now = snapshot(floor, person)
            untouched = (before.keys() | now.keys()) - step.touched
            own = f"agent:{person.id}" in step.touched

            assert own or all(before.get(i) == now.get(i) for i in untouched), step.touched
            screens[person] = now


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_every_screen_is_the_snapshot_after_every_real_call(name: str) -> None:
    dice = random.Random(name)
    centre = Centre()
    wires = {person: centre.opens(person) for person in (LI, WANG, ZHAO, ADA)}
    for step in steps_of(name):
        centre.becomes(step.floor, *step.touched)
        person = dice.choice(list(wires))
        match dice.randint(0, 5):
            case 0:
                wires[person].slow = not wires[person].slow
            case 1:
                wires[person] = centre.opens(person)
            case _:
                centre.waits(dice.choice([0.0, 0.05, 0.3]))
    for wire in wires.values():
        wire.slow = False
        wire.arrive()
    centre.waits(1.0)

    for person, wire in wires.items():
        assert wire.screen() == snapshot(centre.floor, person), person.login


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_an_agents_call_is_always_one_that_he_sees(name: str) -> None:
    for step in steps_of(name):
        for agent in step.floor.agents.values():
            call = f"call:{agent.call_id}"

            assert not agent.call_id or views.sees(step.floor, call, agent.person), agent
        assert set(everything(step.floor)) >= {f"agent:{person.id}" for person in EVERYBODY}
