"""A call centre for tests of the floor: the small PBX, the floor, people who ask for things."""

from dataclasses import dataclass, field
from typing import Any

from callcenter.floor.effects import AnyOrder, PauseMember, Reply, WakeAt
from callcenter.floor.events import (
    AnyFact,
    LinkLost,
    LinkRestored,
    LogInRequested,
    LogOutRequested,
    PauseRequested,
    ReadyRequested,
    RosterLoaded,
    TimerFired,
    WrapUpFinished,
)
from callcenter.floor.reduce import reduce
from callcenter.floor.resync import missed
from callcenter.floor.state import Agent, Call, Floor, Rules, Step
from callcenter.roles import Person
from tests.people import EVERYBODY
from tests.unit.floor.pbx import Channel, Pbx

RULES = Rules(trunks=frozenset({"main:PJSIP/trunk"}))


@dataclass
class Desk:
    """Tells the floor what the PBX says, and the PBX what the floor orders, until both rest."""

    pbx: Pbx = field(default_factory=Pbx)
    floor: Floor = field(default_factory=lambda: Floor(rules=RULES))
    facts: list[AnyFact] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    orders: list[AnyOrder] = field(default_factory=list)
    deaf: bool = False

    def open(self, people: tuple[Person, ...] = EVERYBODY) -> "Desk":
        """Load the roster and connect."""
        self.tell(RosterLoaded(at=self.pbx.now, people=people))
        self.tell(LinkRestored(at=self.pbx.now, link="main", boot_id=self.pbx.boot_id))
        return self

    def tell(self, *facts: AnyFact) -> None:
        """These happened; then everything that follows from them."""
        self._step(*facts)
        self.rest()

    def rest(self) -> None:
        """Hear what the PBX said meanwhile, and so on until it says nothing more."""
        while self.pbx.said:
            said, self.pbx.said = self.pbx.said, []
            heard = [fact for fact in said if not self.deaf or isinstance(fact, TimerFired)]
            self._step(*heard)

    def _step(self, *facts: AnyFact) -> None:
        for fact in facts:
            step = reduce(self.floor, fact)
            self.facts.append(fact)
            self.steps.append(step)
            self.floor = step.floor
            self.orders += step.orders
            for order in step.orders:
                if not self.deaf or isinstance(order, WakeAt):
                    self.pbx.obey(order)

    def ordered(self) -> list[AnyOrder]:
        """What was ordered since the last look."""
        orders, self.orders = self.orders, []
        return orders

    def pauses(self) -> list[str | None]:
        """The pauses ordered since the last look, by reason; None: unpaused."""
        return [
            order.reason if order.paused else None
            for order in self.ordered()
            if isinstance(order, PauseMember)
        ]

    def answer(self) -> str:
        """The code of the last answer to somebody's screen, `ok` if it was granted."""
        replies = [order for order in self.orders if isinstance(order, Reply)]
        return "ok" if replies[-1].ok else replies[-1].code

    # --- people

    def log_in(self, person: Person, phone: str = "") -> None:
        self.tell(LogInRequested(**self._asks(person), phone=phone))

    def log_out(self, person: Person) -> None:
        self.tell(LogOutRequested(**self._asks(person)))

    def pause(self, person: Person, reason: str = "break") -> None:
        self.tell(PauseRequested(**self._asks(person), reason=reason))

    def ready(self, person: Person) -> None:
        self.tell(ReadyRequested(**self._asks(person)))

    def finish_wrap_up(self, person: Person, call_id: str = "") -> None:
        call_id = call_id or self.agent(person).call_id
        self.tell(WrapUpFinished(**self._asks(person), call_id=call_id))

    def _asks(self, person: Person) -> dict[str, Any]:
        return {
            "at": self.pbx.now,
            "agent_id": person.id,
            "by": person.id,
            "screen_id": "screen-1",
            "key": "key-1",
        }

    def wait(self, seconds: float) -> None:
        self.pbx.wait(seconds)
        self.rest()

    # --- stories

    def waiting(self) -> Channel:
        """A citizen waits."""
        caller = self.pbx.citizen()
        self.pbx.join(caller)
        self.rest()
        return caller

    def ringing(self, person: Person) -> tuple[Channel, Channel]:
        """A citizen waits and this agent's phone rings."""
        caller = self.waiting()
        rung = self.pbx.ring(caller, person.phone or "")
        self.rest()
        return caller, rung

    def talking(self, person: Person) -> tuple[Channel, Channel]:
        """A citizen talks to this agent."""
        caller, rung = self.ringing(person)
        self.pbx.answer(caller, rung)
        self.rest()
        return caller, rung

    def wrapping_up(self, person: Person) -> Channel:
        """This agent has just talked to a citizen."""
        caller, agent = self.talking(person)
        self.pbx.finish(caller, agent)
        self.rest()
        return caller

    # --- the link

    def lose_link(self) -> None:
        """We hear nothing from now on."""
        self._step(LinkLost(at=self.pbx.now, link="main", reason="closed"))
        self.deaf = True

    def find_link(self) -> tuple[AnyFact, ...]:
        """We hear again, and catch up."""
        self.pbx.said.clear()
        facts = missed(self.floor, self.pbx.snapshot())
        self._step(*facts)
        self.deaf = False
        self.tell(LinkRestored(at=self.pbx.now, link="main", boot_id=self.pbx.boot_id))
        return facts

    # --- looking

    def agent(self, person: Person) -> Agent:
        return self.floor.agents[person.id]

    def call(self, channel: Channel) -> Call:
        return self.floor.calls[channel.call]
