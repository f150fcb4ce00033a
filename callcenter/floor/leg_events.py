"""The facts about legs: channels, bridges, hold, parking, transfers, the dialplan's own words."""

from enum import StrEnum

from callcenter.floor.fact import LegFact
from callcenter.numbers import Number


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


# --- what the dialplan says of a call (UserEvents)


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
