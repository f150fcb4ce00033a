"""Lines of Asterisk's own files into the facts that AMI would have told (pure).

CEL has the legs, to the microsecond; queue_log has the queues, in whole seconds and with members'
names instead of their phones. What CEL says of the same leg makes queue_log's rows exact.
"""

import csv
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from callcenter.ami.vocabulary import Pbx, device_of, phone_of
from callcenter.floor.events import (
    AbandonReported,
    AgentAnswered,
    AgentFinished,
    AgentMissed,
    AnyFact,
    CallbackAsked,
    CallerJoined,
    CallerLeft,
    LegEnded,
    LegJoinedBridge,
    LegLeftBridge,
    LegStarted,
    LegState,
    LegStateChanged,
    Overflowed,
)

NEAR = timedelta(seconds=2)
NOBODY = frozenset({"", "NONE", "CLI", "MANAGER", "REALTIME"})
CALLBACK_KEY = "1"  # the one key that our dialplan gives to waiting callers


class CelRow(msgspec.Struct, frozen=True):
    """One line of CEL in our own layout (config/asterisk/cel_custom.conf)."""

    kind: str
    at: datetime
    linkedid: str
    uniqueid: str
    channel: str
    number: str
    exten: str
    application: str
    extra: dict[str, object]


class QueueRow(msgspec.Struct, frozen=True):
    """One line of queue_log; `at` is in whole seconds."""

    kind: str
    at: datetime
    uniqueid: str
    queue: str
    member: str
    more: tuple[str, ...]


def cel_row(line: str) -> CelRow | None:
    """None for what is no such line: torn, or of somebody else's layout."""
    try:
        [columns] = csv.reader([line], strict=True)
        kind, at, linkedid, uniqueid, channel, number, exten, _, application, *_, extra = columns
        when = instant(at)
        more = msgspec.json.decode(extra, type=dict[str, object]) if extra else {}
    except (ValueError, OverflowError, OSError, csv.Error, msgspec.MsgspecError):
        return None
    return CelRow(kind, when, linkedid, uniqueid, channel, number, exten, application, more)


def instant(text: str) -> datetime:
    """CEL's time: seconds since 1970, or as its `dateformat` writes it. Raises ValueError.

    A written one without an offset is in this machine's own time, as Asterisk's is.
    """
    if text.replace(".", "", 1).isdigit():
        return datetime.fromtimestamp(float(text), UTC)
    return datetime.fromisoformat(text).astimezone(UTC)


def queue_row(line: str) -> QueueRow | None:
    """None for what is no line of queue_log."""
    parts = line.split("|")
    try:
        at, uniqueid, queue, member, kind, *more = parts
        when = datetime.fromtimestamp(int(at), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return QueueRow(kind, when, uniqueid, queue, member, tuple(more))


def leg_facts(row: CelRow, pbx: Pbx) -> list[AnyFact]:
    """What one line of CEL says."""
    leg: dict[str, Any] = {
        "at": row.at,
        "leg_id": pbx.prefix + row.uniqueid,
        "call_id": pbx.prefix + row.linkedid,
    }
    bridge = f"{pbx.prefix}{row.extra.get('bridge_id', '')}"
    device = device_of(row.channel)
    match row.kind:
        case "CHAN_START":
            number = pbx.number(row.number, device)
            return [LegStarted(**leg, device=device, number=number, dialled=row.exten)]
        case "ANSWER":
            return [LegStateChanged(**leg, state=LegState.UP)]
        case "BRIDGE_ENTER":
            return [LegJoinedBridge(**leg, bridge_id=bridge)]
        case "BRIDGE_EXIT":
            return [LegLeftBridge(**leg, bridge_id=bridge)]
        case "HANGUP":
            cause = row.extra.get("hangupcause", 0)
            return [LegEnded(**leg, cause=cause if isinstance(cause, int) else 0)]
    return []


class Clues:
    """What CEL knows that queue_log does not: exact times, calls' ids, members' phones."""

    def __init__(self, rows: Iterable[CelRow], pbx: Pbx) -> None:
        self._pbx = pbx
        self._times: dict[tuple[str, str], list[datetime]] = defaultdict(list)
        self._devices: dict[str, str] = {}
        self._linkedids: dict[str, str] = {}
        self._phones: dict[str, str] = {}  # a member's name -> his phone, once he has answered
        for row in rows:
            kind = row.kind
            if kind.startswith("APP_"):
                kind = f"{kind} {row.application}"
            self._times[kind, row.uniqueid].append(row.at)
            self._devices.setdefault(row.uniqueid, device_of(row.channel))
            self._linkedids.setdefault(row.uniqueid, row.linkedid)

    def at(self, row: QueueRow, *kinds: str) -> datetime:
        """When it happened: CEL's time of what goes with it, else the second that it names."""
        for kind in kinds:
            times = self._times.get((kind, row.uniqueid), [])
            place = bisect_left(times, row.at)
            if place < len(times) and times[place] - row.at < NEAR:
                return times[place]
        return row.at

    def call_id(self, row: QueueRow) -> str:
        """The call it belongs to; without CEL, the caller's own leg gives it its name."""
        return self._pbx.prefix + self._linkedids.get(row.uniqueid, row.uniqueid)

    def phone(self, member: str, uniqueid: str = "") -> str:
        """The member's phone: his leg's device, or that of an earlier call of his."""
        device = self._devices.get(uniqueid)
        if device is not None:
            self._phones[member] = phone_of(device)
        if "/" in member:  # a member without a name is called by his interface
            return phone_of(member)
        return self._phones.get(member, "")


class Telling(msgspec.Struct, frozen=True):
    """One line of queue_log, with what makes it exact."""

    row: QueueRow
    clues: Clues
    pbx: Pbx

    def caller(self, *kinds: str) -> dict[str, Any]:
        """The fields of every fact about a caller; the time is CEL's of the first of `kinds`."""
        return {
            "at": self.clues.at(self.row, *kinds),
            "leg_id": self.pbx.prefix + self.row.uniqueid,
            "call_id": self.clues.call_id(self.row),
            "queue": self.pbx.prefix + self.row.queue,
        }

    def seconds(self, place: int) -> timedelta:
        """A length of time among the line's details."""
        return timedelta(seconds=int(self.row.more[place]))


def queue_facts(row: QueueRow, clues: Clues, pbx: Pbx) -> list[AnyFact]:
    """What one line of queue_log says of a caller; nothing if it is about members alone."""
    tell = TOLD.get(row.kind)
    if tell is None or row.uniqueid in NOBODY:
        return []
    try:
        return tell(Telling(row, clues, pbx))
    except (ValueError, IndexError, OverflowError):
        return []


def entered(told: Telling) -> list[AnyFact]:
    """ENTERQUEUE(url|callerid|position); a caller's number is written raw, bars and all."""
    _, *raw, position = told.row.more
    number = told.pbx.number("|".join(raw), "")
    return [CallerJoined(**told.caller("APP_START Queue"), number=number, position=int(position))]


def connected(told: Telling) -> list[AnyFact]:
    """CONNECT(holdtime|bridged uniqueid|ringtime)."""
    uniqueid = told.row.more[1]
    caller = told.caller("BRIDGE_ENTER")
    answered = AgentAnswered(
        **caller,
        phone=told.clues.phone(told.row.member, uniqueid),
        agent_leg_id=told.pbx.prefix + uniqueid,
        waited=told.seconds(0),
        rang=told.seconds(2),
    )
    return [CallerLeft(**caller), answered]


def missed(told: Telling) -> list[AnyFact]:
    """RINGNOANSWER(ringtime in ms), of a member whose phone is known."""
    phone = told.clues.phone(told.row.member)
    rang = timedelta(milliseconds=int(told.row.more[0]))
    return [AgentMissed(**told.caller(), phone=phone, rang=rang)] if phone else []


def completed(told: Telling) -> list[AnyFact]:
    """COMPLETEAGENT, COMPLETECALLER(holdtime|calltime|position)."""
    phone = told.clues.phone(told.row.member)
    reason = "agent" if told.row.kind == "COMPLETEAGENT" else "caller"
    caller = told.caller("APP_END Queue")
    return [AgentFinished(**caller, phone=phone, reason=reason, talked=told.seconds(1))]


def abandoned(told: Telling) -> list[AnyFact]:
    """ABANDON(position|original position|waited)."""
    caller = told.caller("APP_END Queue", "HANGUP")
    return [AbandonReported(**caller, waited=told.seconds(2)), CallerLeft(**caller)]


def let_go(why: str) -> Callable[[Telling], list[AnyFact]]:
    """EXITWITHTIMEOUT, EXITEMPTY, WITHDRAW: the dialplan goes on."""

    def tell(told: Telling) -> list[AnyFact]:
        caller = told.caller("APP_END Queue")
        return [CallerLeft(**caller), Overflowed(**caller, why=why)]

    return tell


def pressed(told: Telling) -> list[AnyFact]:
    """EXITWITHKEY(key|position|…)."""
    caller = told.caller("APP_END Queue")
    if told.row.more[0] == CALLBACK_KEY:
        return [CallerLeft(**caller), CallbackAsked(**caller)]
    return [CallerLeft(**caller), Overflowed(**caller, why="key")]


TOLD: dict[str, Callable[[Telling], list[AnyFact]]] = {
    "ENTERQUEUE": entered,
    "CONNECT": connected,
    "RINGNOANSWER": missed,
    "COMPLETEAGENT": completed,
    "COMPLETECALLER": completed,
    "ABANDON": abandoned,
    "EXITWITHTIMEOUT": let_go("timeout"),
    "EXITEMPTY": let_go("leaveempty"),
    "WITHDRAW": let_go("withdraw"),
    "EXITWITHKEY": pressed,
}
