"""The facts: every input to the floor, past tense, stamped with `at` (UTC, Asterisk's clock).

Ids carry the PBX's name: `main/1772.1`. A leg is one channel; a call is all that one caller's
contact became, and its id is that of its oldest leg. A phone is a device as Asterisk names it
(`PJSIP/1001`), a queue id is `main/hotline`, an agent id is a person's id.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from callcenter.numbers import Number
from callcenter.roles import Person


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """Something that happened."""

    at: datetime


class LegFact(Fact, frozen=True, kw_only=True):
    """Something that happened to one leg of a call."""

    leg_id: str
    call_id: str


class QueueFact(LegFact, frozen=True, kw_only=True):
    """Something that happened to a caller (`leg_id` is the caller's) in a queue."""

    queue: str


# --- links to what we depend on


class LinkLost(Fact, frozen=True, kw_only=True):
    """We no longer hear from a PBX (or, name `postgres`, from the memory): the floor is stale."""

    link: str
    reason: str = ""


class LinkRestored(Fact, frozen=True, kw_only=True):
    """We hear again and have compared everything; `boot_id` tells Asterisk's runs apart."""

    link: str
    boot_id: str = ""


class PbxShutDown(Fact, frozen=True, kw_only=True):
    """Asterisk said that it goes down; hangups around it are the system's, not the callers'."""

    pbx: str


# --- legs


class LegState(StrEnum):
    """How far a leg has come."""

    DOWN = "down"
    RINGING = "ringing"
    UP = "up"


class LegStarted(LegFact, frozen=True, kw_only=True):
    """A channel came into being. `dialled` is what it dialled (the DID of an inbound call)."""

    device: str
    number: Number | None = None
    name: str = ""
    dialled: str = ""
    state: LegState = LegState.DOWN


class LegStateChanged(LegFact, frozen=True, kw_only=True):
    """A leg began to ring or was answered."""

    state: LegState


class LegIdentified(LegFact, frozen=True, kw_only=True):
    """The line told us a number or name later than at the start."""

    number: Number | None = None
    name: str = ""


class LegRenamed(LegFact, frozen=True, kw_only=True):
    """A masquerade gave this leg another device."""

    device: str


class LegEnded(LegFact, frozen=True, kw_only=True):
    """A leg hung up; `cause` is Q.850. `lost`: nobody saw it end, a snapshot no longer had it."""

    cause: int = 0
    lost: bool = False


class LegJoinedBridge(LegFact, frozen=True, kw_only=True):
    """A leg can hear whoever else is in this bridge."""

    bridge_id: str


class LegLeftBridge(LegFact, frozen=True, kw_only=True):
    """A leg left a bridge."""

    bridge_id: str


class LegHeld(LegFact, frozen=True, kw_only=True):
    """This leg put the other side on hold."""


class LegUnheld(LegFact, frozen=True, kw_only=True):
    """This leg took the other side back."""


class DialStarted(LegFact, frozen=True, kw_only=True):
    """`rung_leg_id` is being rung on behalf of `leg_id`."""

    rung_leg_id: str


class DialEnded(LegFact, frozen=True, kw_only=True):
    """The attempt to reach `rung_leg_id` ended: answer, busy, noanswer, cancel, congestion, …"""

    rung_leg_id: str
    result: str


class Parked(LegFact, frozen=True, kw_only=True):
    """A caller was put in a parking space."""

    space: str


class Unparked(LegFact, frozen=True, kw_only=True):
    """Parking ended: `how` is `retrieved`, `timeout` or `gave_up`."""

    how: str


class Transferred(LegFact, frozen=True, kw_only=True):
    """A leg sent its call elsewhere, `how` is `blind` or `attended`, with `other_leg_ids`."""

    how: str
    ok: bool
    to: str = ""
    other_leg_ids: tuple[str, ...] = ()


# --- the dialplan's own words (UserEvents)


class CallEntered(LegFact, frozen=True, kw_only=True):
    """A call reached our hotline, before any notice."""

    did: str = ""


class NoticeStarted(LegFact, frozen=True, kw_only=True):
    """The recording notice began to play."""


class NoticeEnded(LegFact, frozen=True, kw_only=True):
    """The recording notice was heard to its end."""


class CallbackAsked(LegFact, frozen=True, kw_only=True):
    """A waiting caller pressed the key to be called back."""

    queue: str = ""


class Overflowed(LegFact, frozen=True, kw_only=True):
    """The queue sent the caller on; `why` is QUEUESTATUS in lower case (timeout, full, …)."""

    queue: str = ""
    why: str = ""


class RecordingStarted(LegFact, frozen=True, kw_only=True):
    """The call is being recorded under an opaque id; never a path."""

    recording_id: str


# --- queues


class CallerJoined(QueueFact, frozen=True, kw_only=True):
    """A caller began to wait."""

    position: int
    number: Number | None = None
    name: str = ""


class CallerLeft(QueueFact, frozen=True, kw_only=True):
    """A caller stopped waiting, for whatever reason (Asterisk says so before it says why)."""

    position: int = 0


class AbandonReported(QueueFact, frozen=True, kw_only=True):
    """Asterisk says a caller gave up. It says the same of timeouts: only a hangup settles it."""

    waited: timedelta
    position: int = 0


class AgentRung(QueueFact, frozen=True, kw_only=True):
    """A member's phone rings for this caller."""

    phone: str
    agent_leg_id: str = ""


class AgentAnswered(QueueFact, frozen=True, kw_only=True):
    """A member took the call."""

    phone: str
    agent_leg_id: str = ""
    waited: timedelta | None = None
    rang: timedelta | None = None


class AgentMissed(QueueFact, frozen=True, kw_only=True):
    """A member was rung and did not take it (busy and rejected included)."""

    phone: str
    rang: timedelta | None = None


class AgentFinished(QueueFact, frozen=True, kw_only=True):
    """Asterisk's view of a talk's end, not always right: `agent`, `caller` or `transfer`."""

    phone: str
    reason: str
    talked: timedelta | None = None
    waited: timedelta | None = None


class MemberSeen(Fact, frozen=True, kw_only=True):
    """The whole present truth about one phone's membership of one queue."""

    queue: str
    phone: str
    name: str = ""
    paused: bool = False
    reason: str = ""
    penalty: int = 0
    in_call: bool = False
    status: str = "unknown"


class MemberRemoved(Fact, frozen=True, kw_only=True):
    """A phone no longer belongs to a queue."""

    queue: str
    phone: str


# --- phones


class PhoneChanged(Fact, frozen=True, kw_only=True):
    """A device's state by Asterisk: idle, in_use, ringing, on_hold, busy, unavailable, unknown."""

    pbx: str
    phone: str
    state: str


class PhoneReached(Fact, frozen=True, kw_only=True):
    """A registration came, went, or answered (`reachable`) or missed a qualify."""

    pbx: str
    phone: str
    reachable: bool


# --- people


class RosterLoaded(Fact, frozen=True, kw_only=True):
    """Everybody who may log in, whole; replaces what was known."""

    people: tuple[Person, ...]


class Request(Fact, frozen=True, kw_only=True):
    """Somebody asked for something. `agent_id` is whom it is for, `by` who asked."""

    agent_id: str
    by: str
    screen_id: str = ""
    key: str = ""


class LogInRequested(Request, frozen=True, kw_only=True):
    """Take calls from my queues, on this phone (none: the one on record)."""

    phone: str = ""


class LogOutRequested(Request, frozen=True, kw_only=True):
    """Take no more calls."""


class PauseRequested(Request, frozen=True, kw_only=True):
    """Send no calls for now, for a reason from the list."""

    reason: str


class ReadyRequested(Request, frozen=True, kw_only=True):
    """Send calls again."""


class WrapUpFinished(Request, frozen=True, kw_only=True):
    """After-call work on this call is done."""

    call_id: str


class DispositionSaved(Fact, frozen=True, kw_only=True):
    """An agent's record of a call is durable."""

    call_id: str
    agent_id: str
    code: str


class ScreenOpened(Fact, frozen=True, kw_only=True):
    """A person opened a screen."""

    agent_id: str
    screen_id: str


class ScreenClosed(Fact, frozen=True, kw_only=True):
    """A screen went away."""

    agent_id: str
    screen_id: str


# --- ourselves


class OrderFailed(Fact, frozen=True, kw_only=True):
    """Asterisk refused, or never answered, what we ordered for an agent."""

    order: str
    agent_id: str = ""
    screen_id: str = ""
    key: str = ""
    detail: str = ""


class TimerFired(Fact, frozen=True, kw_only=True):
    """The time we asked to be woken at has come."""

    timer_id: str


AnyFact = (
    LinkLost
    | LinkRestored
    | PbxShutDown
    | LegStarted
    | LegStateChanged
    | LegIdentified
    | LegRenamed
    | LegEnded
    | LegJoinedBridge
    | LegLeftBridge
    | LegHeld
    | LegUnheld
    | DialStarted
    | DialEnded
    | Parked
    | Unparked
    | Transferred
    | CallEntered
    | NoticeStarted
    | NoticeEnded
    | CallbackAsked
    | Overflowed
    | RecordingStarted
    | CallerJoined
    | CallerLeft
    | AbandonReported
    | AgentRung
    | AgentAnswered
    | AgentMissed
    | AgentFinished
    | MemberSeen
    | MemberRemoved
    | PhoneChanged
    | PhoneReached
    | RosterLoaded
    | LogInRequested
    | LogOutRequested
    | PauseRequested
    | ReadyRequested
    | WrapUpFinished
    | DispositionSaved
    | ScreenOpened
    | ScreenClosed
    | OrderFailed
    | TimerFired
)
