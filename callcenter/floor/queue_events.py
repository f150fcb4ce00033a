"""The facts about queues: callers who wait, members who are rung, and the members' phones."""

from datetime import timedelta

from callcenter.floor.fact import Fact, QueueFact
from callcenter.numbers import Number


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
