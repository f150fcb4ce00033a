"""The push channel's words: every message and item, both ways. The browser's types come from here.

Instants are UTC. Durations are never pushed: items carry `since`, and the browser counts from the
server's `now` that came with the message.
"""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

PROTOCOL = 1

END = r"(?![\s\S])"  # not `$`: in Python that also matches before a last line feed
Word = Annotated[str, msgspec.Meta(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*" + END)]
"""A key, a reason's code, an id: one short line, whatever a browser sends."""

Phone = Annotated[str, msgspec.Meta(max_length=80, pattern="^[A-Za-z0-9/@._-]*" + END)]
"""A device as Asterisk names it."""

CLOSE_CODES: dict[int, str] = {
    1001: "The server goes away; come back after a moment.",
    1012: "The server restarts; come back after a moment.",
    4000: "The message was not understood; the reason names the field.",
    4001: "No valid ticket within five seconds; ask HTTP for a new one.",
    4003: "The session ended (log-out, disabled, password or role changed); log in again.",
    4008: "The line was too slow: one message could not be sent within ten seconds.",
    4009: "Another screen of yours was opened, and five are the most; this one was the oldest.",
    4010: "Another protocol version; reload the page.",
    4029: "Too many messages; slow down.",
}


class Out(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """What the server sends."""


class In(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    """What a browser sends. `key` comes back in the reply."""


# --- items: what is on a screen, always whole


class NumberView(msgspec.Struct, frozen=True, kw_only=True):
    """A party's number as this viewer may see it, with where it is from."""

    kind: Literal["e164", "short", "internal", "hidden"]
    text: str
    region: str = ""
    carrier: str = ""


class AgentItem(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="agent"):
    """An agent and what he is doing."""

    id: str  # "agent:<person id>"
    agent_id: str
    name: str
    phone: str
    state: Literal["offline", "ready", "paused", "ringing", "talking", "wrap_up"]
    since: datetime
    reason: str = ""
    pause_asked: str = ""  # the reason of a pause that begins after the talk and its wrap-up
    call: str | None = None  # item id of the call he is rung for, talks on or wraps up
    wrap_up_until: datetime | None = None
    phone_state: str = "unknown"
    reachable: bool | None = None
    screens: int = 0
    missed: int = 0
    queues: tuple[str, ...] = ()


class CallItem(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="call"):
    """A call: the pop's card while it rings, and through talk and wrap-up."""

    id: str  # "call:<call id>"
    call_id: str
    direction: Literal["inbound", "outbound", "internal"]
    stage: Literal["entered", "waiting", "ringing", "talking", "held", "parked", "ended"]
    since: datetime
    started_at: datetime
    number: NumberView | None = None
    name: str = ""
    did: str = ""
    queue: str = ""
    queue_label: str = ""
    position: int = 0  # where he joined the line; where he stands now: the queue's `waiting`
    joined_at: datetime | None = None
    answered_at: datetime | None = None
    agent_id: str = ""
    ringing: tuple[str, ...] = ()
    recording: bool = False
    callback_asked: bool = False
    disposition: str = ""


class WaitingView(msgspec.Struct, frozen=True, kw_only=True):
    """One caller in a queue's line; `position` is his present place in it."""

    call: str
    since: datetime
    position: int


class MemberView(msgspec.Struct, frozen=True, kw_only=True):
    """One phone in a queue; `agent_id` is empty for a phone that is nobody's."""

    phone: str
    agent_id: str = ""
    paused: bool = False
    reason: str = ""
    in_call: bool = False
    status: str = "unknown"


class QueueItem(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="queue"):
    """A queue: who waits, first in line first, and who could answer.

    An agent learns of his own queues how many wait and since when: `call` is empty in each of
    `waiting`, and `members` is empty. Supervisors see all of it.
    """

    id: str  # "queue:<queue id>"
    queue: str
    label: str
    service_level: int  # seconds
    waiting: tuple[WaitingView, ...] = ()
    members: tuple[MemberView, ...] = ()


class LinkItem(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="link"):
    """A PBX or the memory (`postgres`): while it is down, what hangs on it is stale since then."""

    id: str  # "link:<name>"
    name: str
    up: bool
    since: datetime
    reason: str = ""


Item = AgentItem | CallItem | QueueItem | LinkItem


# --- what the server sends


class Welcome(Out, frozen=True, kw_only=True, tag="welcome"):
    """The ticket was good. A delta with `snapshot` follows."""

    protocol: int
    now: datetime
    agent_id: str
    role: Literal["agent", "supervisor", "admin"]
    boot: str  # another server run than before: the browser may have to reload itself


class Delta(Out, frozen=True, kw_only=True, tag="delta"):
    """What changed since the last delta; `snapshot`: forget everything first."""

    now: datetime
    put: dict[str, Item] = {}
    drop: tuple[str, ...] = ()
    snapshot: bool = False


class Beat(Out, frozen=True, kw_only=True, tag="beat"):
    """Sent every ten seconds, so that a browser notices a dead line."""

    now: datetime


class Answer(Out, frozen=True, kw_only=True, tag="answer"):
    """What became of a request; `code` is a refusal's stable word."""

    key: str
    ok: bool
    code: str = ""
    detail: str = ""


OutMessage = Welcome | Delta | Beat | Answer


# --- what a browser sends


class Hello(In, frozen=True, kw_only=True, tag="hello"):
    """The first message: the one-time ticket from POST /api/v1/session/ticket."""

    ticket: Annotated[str, msgspec.Meta(max_length=128)]
    protocol: int = PROTOCOL


class LogIn(In, frozen=True, kw_only=True, tag="log_in"):
    """Take calls on this phone (none: the one on record)."""

    key: Word
    phone: Phone = ""


class LogOut(In, frozen=True, kw_only=True, tag="log_out"):
    """Take no more calls."""

    key: Word


class Pause(In, frozen=True, kw_only=True, tag="pause"):
    """Take no calls for now."""

    key: Word
    reason: Word


class Ready(In, frozen=True, kw_only=True, tag="ready"):
    """Take calls again."""

    key: Word


class FinishWrapUp(In, frozen=True, kw_only=True, tag="finish_wrap_up"):
    """After-call work is done."""

    key: Word
    call_id: Annotated[str, msgspec.Meta(max_length=128)]


class Steer(In, frozen=True, kw_only=True, tag="steer"):
    """A supervisor does it for an agent."""

    key: Word
    agent_id: Word
    action: Literal["pause", "ready", "log_out"]
    reason: Word = ""


InMessage = Hello | LogIn | LogOut | Pause | Ready | FinishWrapUp | Steer
