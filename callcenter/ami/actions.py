"""Orders into AMI action fields, and fields into the one form in which they may leave."""

import re
from collections.abc import Mapping, Sequence

from callcenter.floor.effects import (
    AddMember,
    AnyOrder,
    HangUp,
    PauseMember,
    RemoveMember,
    Reply,
    WakeAt,
)
from callcenter.refusal import Refused

Fields = Mapping[str, str | Sequence[str]]

LONGEST_LINE = 1000  # Asterisk reads 1,022 bytes of a line, and answers longer ones twice
MOST_LINES = 100  # it reads 128
LONGEST_ID = 64  # longer ones lose their line end inside Asterisk and glue messages together

NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
ACTION_ID = re.compile(r"[A-Za-z0-9._-]+")
# besides ASCII's control characters: what others take for a line end (U+0085, U+2028, U+2029)
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# headers that name a channel: one that begins with a slash is a regex over all channels
CHANNELS = frozenset({"channel", "channel1", "channel2", "extrachannel", "timeoutchannel"})


def encoded(fields: Fields) -> bytes:
    """The bytes of an action, headers in the given order. The only way from fields to the line.

    Raises Refused if a field could be read as anything but itself.
    """
    lines = []
    for name, value in fields.items():
        for one in (value,) if isinstance(value, str) else value:
            lines.append(line(name, one))
    if len(lines) > MOST_LINES:
        raise Refused("ami_action_too_long", f"{len(lines)} headers", 400)
    return b"".join(lines) + b"\r\n"


def line(name: str, value: str) -> bytes:
    """One header line. Raises Refused."""
    if not NAME.fullmatch(name):
        raise Refused("ami_field_unsafe", repr(name), 400)
    if FORBIDDEN.search(value):
        raise Refused("ami_field_unsafe", name, 400)
    if name.lower() == "actionid" and not (
        len(value) <= LONGEST_ID and ACTION_ID.fullmatch(value)
    ):
        raise Refused("ami_field_unsafe", name, 400)
    if name.lower() in CHANNELS and value.lstrip().startswith("/"):
        raise Refused("ami_field_unsafe", name, 400)
    written = f"{name}: {value}\r\n".encode()
    if len(written) > LONGEST_LINE:
        raise Refused("ami_field_too_long", name, 400)
    return written


def actions(order: AnyOrder, interface: str = "") -> tuple[Fields, ...]:
    """What to ask of Asterisk for this order; nothing for orders that are not Asterisk's.

    `interface`: how the queue knows the phone, if it is not the phone itself.
    """
    match order:
        case AddMember():
            added = add_member(order, interface or order.phone)
            if not (order.paused and order.reason):
                return (added,)
            # QueueAdd can pause, but not say why
            return (added, pause_member(order, interface or order.phone))
        case RemoveMember():
            member = {"Queue": local(order.queue), "Interface": interface or order.phone}
            return ({"Action": "QueueRemove", **member},)
        case PauseMember():
            return (pause_member(order, interface or order.phone),)
        case HangUp():
            return ({"Action": "Hangup", "Channel": local(order.leg_id)},)
        case WakeAt() | Reply():
            return ()


def is_so_already(order: AnyOrder, answer: str) -> bool:
    """True if Asterisk refused because what we want is so already."""
    match order:
        case AddMember():
            return "already there" in answer.lower()
        case RemoveMember():
            return "not there" in answer.lower()
        case HangUp():
            return "no such channel" in answer.lower()
        case _:
            return False


def add_member(order: AddMember, interface: str) -> dict[str, str]:
    """QueueAdd; a Local member is told apart by the state of the phone behind it."""
    fields = {"Action": "QueueAdd", "Queue": local(order.queue), "Interface": interface}
    fields["MemberName"] = order.name
    if interface != order.phone:
        fields["StateInterface"] = order.phone
    fields["Paused"] = "true" if order.paused else "false"
    return fields


def pause_member(order: AddMember | PauseMember, interface: str) -> dict[str, str]:
    """QueuePause; a reason is kept only with a pause."""
    fields = {"Action": "QueuePause", "Queue": local(order.queue), "Interface": interface}
    fields["Paused"] = "true" if order.paused else "false"
    if order.paused:
        fields["Reason"] = order.reason
    return fields


def local(id_: str) -> str:
    """An id without the name of its PBX: `main/hotline` is that PBX's `hotline`."""
    _, _, own = id_.partition("/")
    if not own:
        raise Refused("ami_field_unsafe", "id", 400)
    return own
