"""The floor: what is going on right now. Frozen, and cheap to change one thing in.

Nothing here can refer back to itself, so the garbage collector need not walk through it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from rpds import HashTrieMap, HashTrieSet

from callcenter.floor.effects import AnyOrder
from callcenter.floor.events import LegState
from callcenter.numbers import Number
from callcenter.roles import Person


class Stage(StrEnum):
    """How far a call has come."""

    ENTERED = "entered"  # in the notice or the dialplan, not yet waiting
    WAITING = "waiting"
    RINGING = "ringing"  # waiting, and some agent's phone rings
    TALKING = "talking"
    HELD = "held"
    PARKED = "parked"
    ENDED = "ended"  # kept only while an agent still wraps it up


class AgentState(StrEnum):
    """What an agent is doing, as supervisors and reports name it."""

    OFFLINE = "offline"
    READY = "ready"
    PAUSED = "paused"
    RINGING = "ringing"
    TALKING = "talking"
    WRAP_UP = "wrap_up"


class Leg(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One channel."""

    id: str
    call_id: str
    device: str
    state: LegState
    since: datetime
    phone: str = ""  # its device as a key of `Floor.phones`
    rung: bool = False  # somebody is called with it, and the attempt has not failed
    queue: str = ""  # where it waits
    parked: str = ""  # the parking space it stands in
    number: Number | None = None
    name: str = ""
    dialled: str = ""
    bridge_id: str = ""
    held_since: datetime | None = None


class Call(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One caller's contact, whatever it is transferred through."""

    id: str
    pbx: str
    stage: Stage
    since: datetime  # when the stage began
    started_at: datetime
    direction: str = "inbound"  # inbound, outbound, internal
    number: Number | None = None
    name: str = ""
    did: str = ""
    caller_leg: str = ""
    legs: frozenset[str] = frozenset()
    queue: str = ""
    position: int = 0
    joined_at: datetime | None = None
    answered_at: datetime | None = None
    agent_id: str = ""  # who talks, or talked last
    ringing: frozenset[str] = frozenset()  # agents whose phones ring for it
    talking: frozenset[str] = frozenset()  # agents on the line, held or not
    wrapping: frozenset[str] = frozenset()  # agents with after-call work on it
    merged: frozenset[str] = frozenset()  # other ids under which Asterisk spoke of it
    recording_id: str = ""
    callback_asked: bool = False
    disposition: str = ""


class Agent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One person at work, and the phone that rings for him."""

    person: Person
    phone: str
    state: AgentState = AgentState.OFFLINE
    since: datetime
    logged_in: bool = False
    paused: bool = False
    reason: str = ""
    call_id: str = ""  # what he is rung for, talks on or wraps up
    wrap_up_until: datetime | None = None
    wrap_up_call: str = ""
    pause_asked: str = ""  # the reason of a pause that waits for the end of talk and wrap-up
    phone_state: str = "unknown"
    reachable: bool | None = None
    screens: frozenset[str] = frozenset()
    missed: int = 0  # rings in a row that were not answered
    missed_at: datetime | None = None
    places: frozenset[tuple[str, str]] = frozenset()  # his (queue, member's interface)
    lost_places: HashTrieMap[str, Member] = HashTrieMap()  # gone while we did not hear, by queue


class Member(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A phone's place in one queue, as Asterisk holds it."""

    phone: str
    name: str = ""
    paused: bool = False
    reason: str = ""
    penalty: int = 0
    in_call: bool = False
    status: str = "unknown"
    agent_id: str = ""  # whose phone it is; empty: nobody's we know


class Waiting(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A caller in a queue; `position` is the one he joined at, the line itself is by `since`."""

    call_id: str
    since: datetime
    position: int


class Queue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A queue of one PBX; `waiting` by caller's leg, `members` by phone."""

    id: str
    waiting: HashTrieMap[str, Waiting] = HashTrieMap()
    members: HashTrieMap[str, Member] = HashTrieMap()


class Phone(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A device: its state by Asterisk, its registration, and the legs on it."""

    state: str = "unknown"
    reachable: bool | None = None
    legs: HashTrieSet[str] = HashTrieSet()


class Link(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A thing we depend on; `since` when it went or came."""

    name: str
    up: bool
    since: datetime
    reason: str = ""
    boot_id: str = ""
    shutting_down: bool = False


def is_restart(link: Link, boot_id: str) -> bool:
    """True if this is another run of that Asterisk than the one we knew."""
    return bool(link.boot_id and boot_id and link.boot_id != boot_id)


class QueueRules(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the centre wants of one queue."""

    label: str = ""
    wrap_up: timedelta = timedelta(seconds=30)
    service_level: timedelta = timedelta(seconds=20)
    short_abandon: timedelta = timedelta(seconds=5)


class Rules(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The centre's rules that the floor applies, by queue id, and its list of pause reasons."""

    queues: dict[str, QueueRules] = {}
    pause_reasons: tuple[str, ...] = ("break", "meal", "training", "meeting", "other")
    trunks: frozenset[str] = frozenset()  # devices (`main:PJSIP/trunk`) whose legs are citizens

    def of(self, queue: str) -> QueueRules:
        """The queue's rules, or the defaults for one that nobody described."""
        return self.queues.get(queue) or QueueRules()


class Floor(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Everything that is going on. Never the memory: Postgres and the fact log are."""

    rules: Rules = Rules()
    links: HashTrieMap[str, Link] = HashTrieMap()
    legs: HashTrieMap[str, Leg] = HashTrieMap()
    calls: HashTrieMap[str, Call] = HashTrieMap()
    queues: HashTrieMap[str, Queue] = HashTrieMap()
    agents: HashTrieMap[str, Agent] = HashTrieMap()
    phones: HashTrieMap[str, str] = HashTrieMap()  # "main:PJSIP/1001" -> agent id
    devices: HashTrieMap[str, Phone] = HashTrieMap()  # "main:PJSIP/1001" -> what it does
    logins: HashTrieMap[str, str] = HashTrieMap()  # login -> agent id
    merged: HashTrieMap[str, str] = HashTrieMap()  # another id of a call -> its id


class Step(msgspec.Struct, frozen=True, gc=False):
    """One fact's consequence: the floor after it, what must be done, and which items changed.

    `touched` holds screen ids: `call:<id>`, `agent:<id>`, `queue:<id>`, `link:<name>`.
    """

    floor: Floor
    orders: tuple[AnyOrder, ...] = ()
    touched: frozenset[str] = frozenset()
