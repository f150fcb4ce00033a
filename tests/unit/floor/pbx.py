"""A small PBX for tests of the floor: it takes our orders, says what Asterisk would say, and can
be asked for its whole state. It plays no role in the product."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from callcenter.floor.effects import AddMember, AnyOrder, PauseMember, RemoveMember, WakeAt
from callcenter.floor.events import (
    AbandonReported,
    AgentAnswered,
    AgentFinished,
    AgentMissed,
    AgentRung,
    AnyFact,
    CallEntered,
    CallerJoined,
    CallerLeft,
    DialEnded,
    DialStarted,
    LegEnded,
    LegHeld,
    LegJoinedBridge,
    LegLeftBridge,
    LegStarted,
    LegState,
    LegStateChanged,
    LegUnheld,
    MemberRemoved,
    MemberSeen,
    Parked,
    PhoneChanged,
    TimerFired,
    Unparked,
)
from callcenter.floor.snapshot import SeenCaller, SeenLeg, Snapshot
from callcenter.numbers import Number
from tests.people import CITIZEN, CITIZEN_NAME

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TRUNK = "PJSIP/trunk"
HOTLINE = "main/hotline"


@dataclass
class Channel:
    """A channel that is up."""

    id: str
    call: str
    device: str
    since: datetime
    number: Number | None = None
    name: str = ""
    dialled: str = ""
    state: LegState = LegState.DOWN
    bridge: str = ""
    queue: str = ""
    joined: datetime = NOON
    application: str = ""


@dataclass
class Pbx:
    """Asterisk, as far as the floor can tell. Every method appends to `said`."""

    now: datetime = NOON
    second: int = 1772
    counter: int = 0
    boot_id: str = "boot-1"
    channels: dict[str, Channel] = field(default_factory=dict)
    members: dict[tuple[str, str], MemberSeen] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    timers: dict[str, datetime] = field(default_factory=dict)
    said: list[AnyFact] = field(default_factory=list)
    bridges: int = 0
    deaf: bool = False  # to orders

    # --- time and orders

    def wait(self, seconds: float) -> None:
        """Time passes; timers that are due fire."""
        self.now += timedelta(seconds=seconds)
        for timer_id in sorted(name for name, at in self.timers.items() if at <= self.now):
            del self.timers[timer_id]
            self.said.append(TimerFired(at=self.now, timer_id=timer_id))

    def obey(self, order: AnyOrder) -> None:
        """Do what the floor ordered. Alarms are no business of Asterisk's."""
        if isinstance(order, WakeAt):
            self.timers[order.timer_id] = order.at
        elif not self.deaf:
            self._obey(order)

    def _obey(self, order: AnyOrder) -> None:
        match order:
            case AddMember():
                self._member(order.queue, order.phone, order.name, order.paused, order.reason)
            case PauseMember():
                known = self.members.get((order.queue, order.phone))
                if known is not None:
                    self._member(order.queue, order.phone, known.name, order.paused, order.reason)
            case RemoveMember():
                if self.members.pop((order.queue, order.phone), None) is not None:
                    removed = MemberRemoved(at=self.now, queue=order.queue, phone=order.phone)
                    self.said.append(removed)

    def _member(
        self, queue: str, phone: str, name: str, paused: bool, reason: str, in_call: bool = False
    ) -> None:
        member = MemberSeen(
            at=self.now,
            queue=queue,
            phone=phone,
            name=name,
            paused=paused,
            reason=reason,
            in_call=in_call,
            status=self.phones.get(phone, "idle"),
        )
        self.members[queue, phone] = member
        self.said.append(member)

    def _busy(self, phone: str, state: str, in_call: bool = False) -> None:
        self.phones[phone] = state
        self.said.append(PhoneChanged(at=self.now, pbx="main", phone=phone, state=state))
        for (queue, at_phone), member in sorted(self.members.items()):
            if at_phone == phone:
                self._member(queue, phone, member.name, member.paused, member.reason, in_call)

    # --- channels

    def _of(self, channel: Channel) -> dict[str, Any]:
        return {"at": self.now, "leg_id": channel.id, "call_id": channel.call}

    def start(
        self,
        device: str,
        call: str = "",
        number: Number | None = None,
        name: str = "",
        dialled: str = "",
    ) -> Channel:
        """A new channel; its name is its own call's unless it is somebody's."""
        self.counter += 1
        leg_id = f"main/pbx1-{self.second}.{self.counter}"
        channel = Channel(leg_id, call or leg_id, device, self.now, number, name, dialled)
        self.channels[leg_id] = channel
        self.said.append(
            LegStarted(
                at=self.now,
                leg_id=leg_id,
                call_id=channel.call,
                device=device,
                number=number,
                name=name,
                dialled=dialled,
            )
        )
        return channel

    def state(self, channel: Channel, state: LegState) -> None:
        channel.state = state
        self.said.append(LegStateChanged(**self._of(channel), state=state))

    def end(self, channel: Channel, cause: int = 16) -> None:
        """Hang up."""
        self.leave_bridge(channel)
        del self.channels[channel.id]
        self.said.append(LegEnded(**self._of(channel), cause=cause))
        if channel.device != TRUNK and not self.on(channel.device):
            self._busy(channel.device, "idle")

    def on(self, device: str) -> list[Channel]:
        """The channels on a phone."""
        return [channel for channel in self.channels.values() if channel.device == device]

    def bridge(self, *channels: Channel) -> None:
        """They hear each other; the oldest call gives its id to all of them, without a word."""
        self.bridges += 1
        bridge_id = f"main/bridge-{self.bridges}"
        for channel in channels:
            self.leave_bridge(channel)
        for channel in channels:
            self.enter(channel, bridge_id)

    def enter(self, channel: Channel, bridge_id: str) -> None:
        """One more in a bridge."""
        channel.bridge = bridge_id
        inside = [other for other in self.channels.values() if other.bridge == bridge_id]
        oldest = min((other.call for other in inside), key=lambda call: int(call.split(".")[1]))
        for other in inside:
            other.call = oldest
        self.said.append(LegJoinedBridge(**self._of(channel), bridge_id=bridge_id))

    def leave_bridge(self, channel: Channel) -> None:
        if channel.bridge:
            self.said.append(
                LegLeftBridge(
                    **self._of(channel),
                    bridge_id=channel.bridge,
                )
            )
            channel.bridge = ""

    # --- stories

    def citizen(self) -> Channel:
        """A citizen's call reaches the hotline and is answered by the notice."""
        caller = self.start(TRUNK, number=CITIZEN, name=CITIZEN_NAME, dialled="12345")
        caller.application = "Playback"
        self.said.append(CallEntered(**self._of(caller), did="12345"))
        self.state(caller, LegState.UP)
        return caller

    def join(self, caller: Channel, queue: str = HOTLINE) -> None:
        """He waits."""
        caller.queue, caller.joined, caller.application = queue, self.now, "Queue"
        self.said.append(
            CallerJoined(
                **self._of(caller),
                queue=queue,
                position=1 + sum(other.queue == queue for other in self.channels.values()),
                number=caller.number,
                name=caller.name,
            )
        )

    def ring(self, caller: Channel, phone: str) -> Channel:
        """The queue rings a member."""
        rung = self.start(phone, call=caller.call)
        where = self._of(caller)
        self.said += [
            AgentRung(**where, queue=caller.queue, phone=phone, agent_leg_id=rung.id),
            DialStarted(**where, rung_leg_id=rung.id),
        ]
        self.state(rung, LegState.RINGING)
        self._busy(phone, "ringing")
        return rung

    def answer(self, caller: Channel, rung: Channel) -> None:
        """The member picks up; Asterisk says that the caller left before it says who took him."""
        queue, caller.queue = caller.queue, ""
        waited = self.now - caller.joined
        where = self._of(caller)
        self.state(rung, LegState.UP)
        self.said += [
            DialEnded(**where, rung_leg_id=rung.id, result="answer"),
            CallerLeft(**where, queue=queue, position=1),
            AgentAnswered(
                **where, queue=queue, phone=rung.device, agent_leg_id=rung.id, waited=waited
            ),
        ]
        self._busy(rung.device, "in_use", in_call=True)
        self.bridge(rung, caller)

    def miss(self, caller: Channel, rung: Channel) -> None:
        """The member does not pick up."""
        where = self._of(caller)
        self.said += [
            DialEnded(**where, rung_leg_id=rung.id, result="noanswer"),
            AgentMissed(**where, queue=caller.queue, phone=rung.device),
        ]
        self.end(rung, cause=19)

    def give_up(self, caller: Channel, rung: Channel | None = None) -> None:
        """A waiting caller hangs up; no AgentRingNoAnswer then, and DialEnd comes twice."""
        where = self._of(caller)
        if rung is not None:
            cancelled = DialEnded(**where, rung_leg_id=rung.id, result="cancel")
            self.said += [cancelled, cancelled]
            self.end(rung, cause=26)
        waited = self.now - caller.joined
        self.said += [
            AbandonReported(**where, queue=caller.queue, waited=waited),
            CallerLeft(**where, queue=caller.queue, position=1),
        ]
        caller.queue = ""
        self.end(caller)

    def time_out(self, caller: Channel) -> None:
        """The queue sends him on; it reads just like giving up, but he lives."""
        where = self._of(caller)
        self.said += [
            AbandonReported(**where, queue=caller.queue, waited=self.now - caller.joined),
            CallerLeft(**where, queue=caller.queue, position=1),
        ]
        caller.queue, caller.application = "", "Playback"

    def finish(self, caller: Channel, agent: Channel) -> None:
        """A talk ends."""
        self.said.append(
            AgentFinished(
                **self._of(caller),
                queue=HOTLINE,
                phone=agent.device,
                reason="caller",
            )
        )
        self.end(agent)
        self.end(caller)

    def hold(self, channel: Channel) -> None:
        self.said.append(LegHeld(**self._of(channel)))

    def unhold(self, channel: Channel) -> None:
        self.said.append(LegUnheld(**self._of(channel)))

    def dial(self, caller: Channel, phone: str) -> Channel:
        """One leg rings a phone outside any queue."""
        rung = self.start(phone, call=caller.call)
        self.said.append(DialStarted(**self._of(caller), rung_leg_id=rung.id))
        self.state(rung, LegState.RINGING)
        self._busy(phone, "ringing")
        return rung

    def pick_up(self, caller: Channel, rung: Channel) -> None:
        """And is answered."""
        self.state(rung, LegState.UP)
        self.said.append(
            DialEnded(
                **self._of(caller),
                rung_leg_id=rung.id,
                result="answer",
            )
        )
        if caller.state is not LegState.UP:
            self.state(caller, LegState.UP)
        self._busy(rung.device, "in_use")
        self.bridge(rung, caller)
        caller.application = "Dial"

    def blind_transfer(self, caller: Channel, agent: Channel, phone: str) -> Channel:
        """The agent sends the caller to another phone and is gone."""
        self.leave_bridge(caller)
        self.end(agent)
        caller.application = "Dial"
        return self.dial(caller, phone)

    def park(self, caller: Channel, agent: Channel) -> None:
        """The agent parks the caller and is gone."""
        self.bridge(caller)
        caller.application = "Park"
        self.said.append(Parked(**self._of(caller), space="701"))
        self.end(agent)

    def fetch(self, caller: Channel, phone: str) -> Channel:
        """Somebody else takes him out of the space, on a leg that began as a call of its own."""
        taker = self.start(phone, dialled="701")
        self.state(taker, LegState.UP)
        self._busy(phone, "in_use")
        self.bridge(caller, taker)
        self.said.append(Unparked(**self._of(caller), how="retrieved"))
        return taker

    # --- asked for everything

    def snapshot(self) -> Snapshot:
        """The whole truth."""
        return Snapshot(
            pbx="main",
            at=self.now,
            boot_id=self.boot_id,
            legs=tuple(
                SeenLeg(
                    leg_id=channel.id,
                    call_id=channel.call,
                    device=channel.device,
                    state=channel.state,
                    lasted=self.now - channel.since,
                    number=channel.number,
                    name=channel.name,
                    dialled=channel.dialled,
                    bridge_id=channel.bridge,
                    application=channel.application,
                    application_input="hotline,t" if channel.application == "Queue" else "",
                )
                for channel in self.channels.values()
            ),
            callers=tuple(
                SeenCaller(
                    queue=channel.queue,
                    leg_id=channel.id,
                    position=1,
                    waited=self.now - channel.joined,
                )
                for channel in self.channels.values()
                if channel.queue
            ),
            queues=(HOTLINE,),
            members=tuple(self.members.values()),
            phones=dict(self.phones),
        )

    def restart(self, *, keep_members: bool) -> None:
        """Killed and started again: not a word about what was."""
        self.second += 1000
        self.counter = 0
        self.boot_id = f"boot-{self.second}"
        self.channels.clear()
        self.phones = dict.fromkeys(self.phones, "idle")
        idle = {
            place: MemberSeen(
                at=self.now,
                queue=member.queue,
                phone=member.phone,
                name=member.name,
                paused=member.paused,
                reason=member.reason,
                status="idle",
            )
            for place, member in self.members.items()
        }
        self.members = idle if keep_members else {}
