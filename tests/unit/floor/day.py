"""A random day at the small PBX: whatever may happen next, one of it happens."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from callcenter.floor.events import DispositionSaved, LegState, ScreenClosed, ScreenOpened
from callcenter.roles import Person
from tests.people import LI, WANG
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import TRUNK, Channel

AGENTS = (LI, WANG)
Action = tuple[str, Callable[[], object]]


class Day:
    """Takes numbers and lives through what they mean."""

    def __init__(self) -> None:
        self.desk = Desk().open()
        self.held: set[str] = set()
        for agent in AGENTS:
            self.desk.log_in(agent)

    def live(self, choices: list[int]) -> "Day":
        """One event a number; what can happen depends on what did."""
        for choice in choices:
            self.one(choice)
        return self

    def one(self, choice: int) -> str:
        """The next event."""
        self.desk.pbx.now += self.desk.pbx.now.resolution * (1 + choice * 7919 % 3_000_000)
        asked = choice % 5 == 0  # people ask for things less often than telephones ring
        actions = list(self.people() if asked else self.telephones())
        name, act = actions[choice // 5 % len(actions)]
        act()
        self.desk.rest()
        return name

    def people(self) -> Iterator[Action]:
        """What somebody at a desk may do now."""
        for person in AGENTS:
            yield from self._asks(person)

    def telephones(self) -> Iterator[Action]:
        """What may happen on the lines now."""
        pbx = self.desk.pbx
        if sum(channel.device == TRUNK for channel in pbx.channels.values()) < 4:
            yield "a citizen calls", pbx.citizen
        yield "time passes", lambda: self.desk.wait(7)
        for channel in sorted(pbx.channels.values(), key=lambda channel: channel.id):
            if channel.device == TRUNK:
                yield from self._citizen(channel)

    def _asks(self, person: Person) -> Iterator[Action]:
        desk, at = self.desk, self.desk.pbx.now
        screen: dict[str, Any] = {
            "at": at,
            "agent_id": person.id,
            "screen_id": f"s-{person.login}",
        }
        yield "logs in", lambda: desk.log_in(person)
        yield "logs in again", lambda: desk.log_in(person)
        yield "logs out", lambda: desk.log_out(person)
        yield "pauses", lambda: desk.pause(person)
        yield "is ready again", lambda: desk.ready(person)
        yield "is ready", lambda: desk.ready(person)
        yield "opens a screen", lambda: desk.tell(ScreenOpened(**screen))
        yield "closes a screen", lambda: desk.tell(ScreenClosed(**screen))
        call_id = desk.agent(person).call_id
        if call_id:
            yield "finishes", lambda: desk.finish_wrap_up(person)
            saved = DispositionSaved(at=at, call_id=call_id, agent_id=person.id, code="solved")
            yield "notes", lambda: desk.tell(saved)

    def _citizen(self, caller: Channel) -> Iterator[Action]:
        pbx = self.desk.pbx
        others = [c for c in pbx.channels.values() if c.call == caller.call and c is not caller]
        rung = [c for c in others if c.state is not LegState.UP]
        talking = [c for c in others if c.state is LegState.UP and c.bridge]
        if caller.application == "Playback":
            yield "joins", lambda: pbx.join(caller)
            yield "hangs up in the notice", lambda: pbx.end(caller)
        elif caller.queue:
            yield from self._waits(caller, rung)
        elif caller.application == "Park":
            yield "hangs up parked", lambda: pbx.end(caller)
            for phone in self._free():
                yield "is fetched", partial(pbx.fetch, caller, phone)
        elif rung:
            yield "transferee answers", lambda: pbx.pick_up(caller, rung[0])
        elif talking:
            yield from self._talks(caller, talking[0])
        else:
            yield "hangs up", lambda: pbx.end(caller)

    def _waits(self, caller: Channel, rung: list[Channel]) -> Iterator[Action]:
        pbx = self.desk.pbx
        yield "gives up", lambda: pbx.give_up(caller, rung[0] if rung else None)
        if rung:
            yield "answers", lambda: pbx.answer(caller, rung[0])
            yield "misses", lambda: pbx.miss(caller, rung[0])
            return
        yield "times out", lambda: pbx.time_out(caller)
        for phone in self._free():
            member = pbx.members.get((caller.queue, phone))
            if member is not None and not member.paused:
                yield "rings", partial(pbx.ring, caller, phone)

    def _talks(self, caller: Channel, agent: Channel) -> Iterator[Action]:
        pbx = self.desk.pbx
        yield "talk ends", lambda: pbx.finish(caller, agent)
        yield "agent hangs up first", lambda: self._agent_first(caller, agent)
        yield "holds", lambda: pbx.hold(agent)
        yield "unholds", lambda: pbx.unhold(agent)
        yield "parks", lambda: pbx.park(caller, agent)
        for phone in self._free():
            yield (
                "transfers",
                partial(pbx.blind_transfer, caller, agent, phone),
            )

    def _free(self) -> list[str]:
        """The agents' phones that nobody talks on."""
        return [
            person.phone or "" for person in AGENTS if not self.desk.pbx.on(person.phone or "")
        ]

    def _agent_first(self, caller: Channel, agent: Channel) -> None:
        self.desk.pbx.end(agent)
        self.desk.pbx.end(caller)
