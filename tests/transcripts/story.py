"""A transcript as the floor lives it: the snapshot of the log-in, then every event, in words."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from callcenter.ami.message import Message, all_headers
from callcenter.ami.translate import translate
from callcenter.ami.translate_snapshot import Lists, snapshot
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.effects import AnyOrder
from callcenter.floor.events import AnyFact, LinkRestored, RosterLoaded
from callcenter.floor.reduce import reduce
from callcenter.floor.resync import missed
from callcenter.floor.snapshot import Snapshot
from callcenter.floor.state import Floor, Rules
from callcenter.roles import Person
from tests.people import LI, WANG

HERE = Path(__file__).parent
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
RULES = Rules(trunks=frozenset({"main:PJSIP/trunk"}))
PBX = Pbx("main")
CHANNELS, QUEUES = "CoreShowChannels", "QueueStatus"


def messages(name: str) -> list[Message]:
    """The transcript's messages, after the greeting."""
    text = (HERE / f"{name}.ami").read_text(encoding="utf-8").replace("\r\n", "\n")
    _, _, text = text.partition("\n")
    found = []
    for part in text.strip("\n").split("\n\n"):
        first, _, _ = part.partition("\n")
        event = first.removeprefix("Event: ") if first.startswith("Event: ") else ""
        found.append(Message(event, part.replace("\n", "\r\n"), NOON))
    return found


def heard(name: str) -> tuple[Snapshot, list[AnyFact]]:
    """What we were told at the log-in, and the facts after it."""
    lists: dict[str, list[Message]] = {CHANNELS: [], QUEUES: []}
    boot_id, facts = "", []
    for message in messages(name):
        headers = all_headers(message.text)
        asked = headers.get("ActionID", "")
        if asked == "CoreStatus":
            boot_id = headers["CoreStartupDate"] + headers["CoreStartupTime"]
        elif asked in lists and message.event and "EventList" not in headers:
            lists[asked].append(message)
        elif message.event:
            facts.append(translate(message, PBX))
    told = [fact for fact in facts if fact is not None]
    at = told[0].at if told else NOON
    asked_for = Lists(tuple(lists[CHANNELS]), tuple(lists[QUEUES]), ())
    return snapshot(asked_for, boot_id, at, PBX).snapshot, told


@dataclass
class Story:
    """A floor that goes through transcripts, and what could be seen of it meanwhile."""

    floor: Floor = field(default_factory=lambda: Floor(rules=RULES))
    orders: list[AnyOrder] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    states: dict[str, list[str]] = field(default_factory=dict)
    missed: tuple[AnyFact, ...] = ()

    def open(self) -> "Story":
        """Everybody is known."""
        return self.tell(RosterLoaded(at=NOON, people=(LI, WANG)))

    def play(self, name: str) -> "Story":
        """Log in, and live through the transcript."""
        seen, facts = heard(name)
        self.missed = missed(self.floor, seen)
        self.tell(*self.missed)
        self.tell(LinkRestored(at=seen.at, link="main", boot_id=seen.boot_id))
        return self.tell(*facts)

    def tell(self, *facts: AnyFact) -> "Story":
        """These happened."""
        for fact in facts:
            step = reduce(self.floor, fact)
            self.floor = step.floor
            self.orders += step.orders
            for call in self.floor.calls.values():
                _note(self.stages, call.stage.value)
            for agent in self.floor.agents.values():
                _note(self.states.setdefault(agent.person.id, []), agent.state.value)
        return self

    def of(self, person: Person) -> list[str]:
        """What an agent did, one thing after the other, since he was there."""
        return [state for state in self.states[person.id] if state != "offline"]


def _note(seen: list[str], now: str) -> None:
    if not seen or seen[-1] != now:
        seen.append(now)


def told(name: str) -> Story:
    """One transcript from its beginning to its end."""
    return Story().open().play(name)
