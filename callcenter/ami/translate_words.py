"""What our own dialplan says in UserEvents, as facts; its contract is dialplans/README.md."""

import re
from collections.abc import Callable
from datetime import datetime

from callcenter.ami.message import Headers
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import (
    CallbackAsked,
    CallEntered,
    NoticeEnded,
    NoticeStarted,
    Overflowed,
    RecordingStarted,
)

OPAQUE = re.compile(r"[A-Za-z0-9-]{1,64}")

Word = CallEntered | NoticeStarted | NoticeEnded | CallbackAsked | Overflowed | RecordingStarted


def entered(m: Headers, at: datetime, pbx: Pbx) -> CallEntered:
    """CallcenterEntered."""
    return CallEntered(at=at, leg_id=leg(m, pbx), call_id=call(m, pbx), did=m.get("Did") or "")


def notice(m: Headers, at: datetime, pbx: Pbx) -> NoticeStarted | NoticeEnded:
    """CallcenterNotice."""
    match m["State"]:
        case "started":
            return NoticeStarted(at=at, leg_id=leg(m, pbx), call_id=call(m, pbx))
        case "ended":
            return NoticeEnded(at=at, leg_id=leg(m, pbx), call_id=call(m, pbx))
        case _:
            raise ValueError("State is neither started nor ended")


def callback_asked(m: Headers, at: datetime, pbx: Pbx) -> CallbackAsked:
    """CallcenterCallbackAsked."""
    return CallbackAsked(at=at, leg_id=leg(m, pbx), call_id=call(m, pbx), queue=queue(m, pbx))


def recording(m: Headers, at: datetime, pbx: Pbx) -> RecordingStarted:
    """CallcenterRecording."""
    if not OPAQUE.fullmatch(m["File"]):
        raise ValueError("File is not an opaque id")
    return RecordingStarted(
        at=at, leg_id=leg(m, pbx), call_id=call(m, pbx), recording_id=m["File"]
    )


def overflow(m: Headers, at: datetime, pbx: Pbx) -> Overflowed:
    """CallcenterOverflow."""
    return Overflowed(
        at=at,
        leg_id=leg(m, pbx),
        call_id=call(m, pbx),
        queue=queue(m, pbx),
        why=(m.get("Why") or "").lower(),
    )


WORDS: dict[str, Callable[[Headers, datetime, Pbx], Word]] = {
    "CallcenterEntered": entered,
    "CallcenterNotice": notice,
    "CallcenterCallbackAsked": callback_asked,
    "CallcenterRecording": recording,
    "CallcenterOverflow": overflow,
}


def user_event(m: Headers, at: datetime, pbx: Pbx) -> Word | None:
    """UserEvent: those of somebody else's dialplan are none of ours."""
    word = WORDS.get(m["UserEvent"])
    return word(m, at, pbx) if word else None


def leg(m: Headers, pbx: Pbx) -> str:
    """The leg that the dialplan named: not Uniqueid, for any dialplan may set that header."""
    return pbx.prefix + m["Leg"]


def call(m: Headers, pbx: Pbx) -> str:
    """The call that the dialplan named."""
    return pbx.prefix + m["Call"]


def queue(m: Headers, pbx: Pbx) -> str:
    """The queue that the dialplan named, if any."""
    named = m.get("Queue")
    return pbx.prefix + named if named else ""
