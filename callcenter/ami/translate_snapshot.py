"""The items of Asterisk's list answers, as a snapshot of one PBX."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from callcenter.ami.message import BadMessage, Headers, Message, picked, reader
from callcenter.ami.translate_phones import is_phone
from callcenter.ami.vocabulary import LEG_STATES, PHONE_STATES, Pbx, device_of, name_of, phone_of
from callcenter.floor.events import LegState, MemberSeen
from callcenter.floor.snapshot import SeenCaller, SeenLeg, Snapshot

T = TypeVar("T")

CHANNEL = reader(
    *("Channel", "ChannelState", "CallerIDNum", "CallerIDName", "Exten", "Uniqueid", "Linkedid"),
    *("Application", "ApplicationData", "Duration", "BridgeId"),
)
QUEUE = reader("Queue")
ENTRY = reader("Queue", "Position", "Uniqueid", "Wait")
MEMBER = reader(
    *("Queue", "Name", "Location", "Penalty", "InCall", "Status", "Paused", "PausedReason"),
)
DEVICE = reader("Device", "State")


class Lists(NamedTuple):
    """What was asked for a snapshot, each list whole."""

    channels: tuple[Message, ...]
    queues: tuple[Message, ...]
    devices: tuple[Message, ...]


class Taken(NamedTuple):
    """A snapshot, the items that could not be read, of which it knows nothing, and the members
    as Asterisk told them."""

    snapshot: Snapshot
    bad: tuple[BadMessage, ...]
    members: tuple[Message, ...]


def snapshot(lists: Lists, boot_id: str, at: datetime, pbx: Pbx) -> Taken:
    """Make one snapshot of the answers to CoreShowChannels, QueueStatus and DeviceStateList."""
    bad: list[BadMessage] = []
    by_event: dict[str, list[Message]] = {"QueueParams": [], "QueueEntry": [], "QueueMember": []}
    for item in lists.queues:
        by_event.setdefault(item.event, []).append(item)
    queues = read(
        by_event["QueueParams"], lambda m: pbx.prefix + picked(m.text, QUEUE)["Queue"], bad
    )
    taken = Snapshot(
        pbx=pbx.name,
        at=at,
        boot_id=boot_id,
        legs=read(lists.channels, lambda m: leg(picked(m.text, CHANNEL), pbx), bad),
        callers=read(by_event["QueueEntry"], lambda m: caller(picked(m.text, ENTRY), pbx), bad),
        queues=queues,
        members=read(
            by_event["QueueMember"], lambda m: member(picked(m.text, MEMBER), at, pbx), bad
        ),
        phones=dict(phone for phone in read(lists.devices, device, bad) if is_phone(phone[0])),
    )
    return Taken(taken, tuple(bad), tuple(by_event["QueueMember"]))


def read(
    items: Iterable[Message], one: Callable[[Message], T], bad: list[BadMessage]
) -> tuple[T, ...]:
    """Each item read; what is missing or unreadable goes to `bad`."""
    good = []
    for item in items:
        try:
            good.append(one(item))
        except BadMessage as error:
            bad.append(error)
        except KeyError as missing:
            bad.append(BadMessage(f"{missing.args[0]} is missing", item.text))
        except ValueError as unreadable:
            bad.append(BadMessage(str(unreadable), item.text))
    return tuple(good)


def leg(m: Headers, pbx: Pbx) -> SeenLeg:
    """CoreShowChannel."""
    device = device_of(m["Channel"])
    bridge = m["BridgeId"]
    return SeenLeg(
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        device=device,
        state=LEG_STATES.get(m["ChannelState"], LegState.DOWN),
        lasted=clock_time(m["Duration"]),
        number=pbx.number(m["CallerIDNum"], device),
        name=name_of(m["CallerIDName"]),
        dialled=m["Exten"],
        bridge_id=pbx.prefix + bridge if bridge else "",
        application=m["Application"],
        application_input=m["ApplicationData"],
    )


def caller(m: Headers, pbx: Pbx) -> SeenCaller:
    """QueueEntry."""
    return SeenCaller(
        queue=pbx.prefix + m["Queue"],
        leg_id=pbx.prefix + m["Uniqueid"],
        position=int(m["Position"]),
        waited=timedelta(seconds=int(m["Wait"])),
    )


def member(m: Headers, at: datetime, pbx: Pbx) -> MemberSeen:
    """QueueMember: the interface is called Location here, and the name Name."""
    return MemberSeen(
        at=at,
        queue=pbx.prefix + m["Queue"],
        phone=phone_of(m["Location"]),
        name=m["Name"],
        paused=m["Paused"] == "1",
        reason=m.get("PausedReason", ""),
        penalty=int(m["Penalty"]),
        in_call=m["InCall"] == "1",
        status=PHONE_STATES.get(m["Status"], "unknown"),
    )


def device(item: Message) -> tuple[str, str]:
    """A DeviceStateChange of DeviceStateList."""
    m = picked(item.text, DEVICE)
    return m["Device"], PHONE_STATES.get(m["State"], "unknown")


def clock_time(text: str) -> timedelta:
    """A duration such as 01:02:03."""
    hours, minutes, seconds = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
