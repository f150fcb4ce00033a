"""An AMI message into a fact; only this file and its translate_ siblings know event names."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from callcenter.ami import translate_legs as legs
from callcenter.ami import translate_phones as phones
from callcenter.ami import translate_queues as queues
from callcenter.ami import translate_words as words
from callcenter.ami.message import BadMessage, Headers, Message, doubled, reader
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import AnyFact

Find = Callable[[str], list[tuple[str, str]]]
Translation = Callable[[Headers, datetime, Pbx], AnyFact | None]


class Kind(NamedTuple):
    """How one kind of event becomes a fact: what to find of its headers, and the translation.

    A message with `noise` in it means nothing to us, and is not even read.
    """

    find: Find
    translation: Translation
    noise: str = "\0"


def kind(translation: Translation, *headers: str, noise: str = "\0") -> Kind:
    """A kind of event and the headers that its translation reads."""
    return Kind(reader("Timestamp", *headers).findall, translation, noise)


LEG = ("Uniqueid", "Linkedid")
PARTY = ("Channel", "CallerIDNum", "CallerIDName")
DIAL = (*LEG, "DestUniqueid")
PARKEE = ("ParkeeUniqueid", "ParkeeLinkedid")
WORD = ("UserEvent", "Call", "Leg", "State", "Did", "Queue", "Why", "File")
CALLER = (*LEG, "Queue")
PAUSE = ("Paused", "PausedReason")
AGENT = (*CALLER, "Interface")
MEMBER = (*("Queue", "Interface", "MemberName", "Penalty", "InCall", "Status"), *PAUSE)

EVENTS: dict[str, Kind] = {
    "Newchannel": kind(legs.newchannel, *LEG, *PARTY, "Exten", "ChannelState"),
    "Newstate": kind(legs.newstate, *LEG, "ChannelState"),
    "NewCallerid": kind(legs.newcallerid, *LEG, *PARTY),
    "Rename": kind(legs.rename, "Uniqueid", "Newname"),
    "Hangup": kind(legs.hangup, *LEG, "Cause"),
    "BridgeEnter": kind(legs.bridge_enter, *LEG, "BridgeUniqueid"),
    "BridgeLeave": kind(legs.bridge_leave, *LEG, "BridgeUniqueid"),
    "Hold": kind(legs.hold, *LEG),
    "Unhold": kind(legs.unhold, *LEG),
    "DialBegin": kind(legs.dial_begin, *DIAL),
    "DialEnd": kind(legs.dial_end, *DIAL, "DialStatus"),
    "ParkedCall": kind(legs.parked_call, *PARKEE, "ParkingSpace"),
    "UnParkedCall": kind(legs.retrieved, *PARKEE),
    "ParkedCallTimeOut": kind(legs.park_timeout, *PARKEE),
    "ParkedCallGiveUp": kind(legs.park_given_up, *PARKEE),
    "BlindTransfer": kind(legs.blind_transfer, *legs.BLIND_TRANSFER),
    "AttendedTransfer": kind(legs.attended_transfer, *legs.ATTENDED_TRANSFER),
    "UserEvent": kind(words.user_event, *WORD),
    "QueueCallerJoin": kind(queues.caller_join, *CALLER, *PARTY, "Position"),
    "QueueCallerLeave": kind(queues.caller_leave, *CALLER, "Position"),
    "QueueCallerAbandon": kind(queues.caller_abandon, *CALLER, "Position", "HoldTime"),
    "AgentCalled": kind(queues.agent_called, *AGENT, "DestUniqueid"),
    "AgentConnect": kind(queues.agent_connect, *AGENT, "DestUniqueid", "HoldTime", "RingTime"),
    "AgentRingNoAnswer": kind(queues.agent_missed, *AGENT, "RingTime"),
    "AgentComplete": kind(queues.agent_complete, *AGENT, "Reason", "TalkTime", "HoldTime"),
    "QueueMemberStatus": kind(queues.member, *MEMBER),
    "QueueMemberAdded": kind(queues.member, *MEMBER),
    "QueueMemberPause": kind(queues.member, *MEMBER),
    "QueueMemberPenalty": kind(queues.member, *MEMBER),
    "QueueMemberRinginuse": kind(queues.member, *MEMBER),
    "QueueMemberRemoved": kind(queues.member_removed, "Queue", "Interface"),
    "DeviceStateChange": kind(phones.device_state, "Device", "State", noise="\r\nDevice: Queue:"),
    "ContactStatus": kind(phones.contact_status, "EndpointName", "ContactStatus"),
    "Shutdown": kind(phones.shutdown),
}


def translate(message: Message, pbx: Pbx) -> AnyFact | None:
    """What the message means in a call centre; None if it means nothing to us.

    It happened when Asterisk says so, or else when it arrived. Raises BadMessage for a message
    that we know, with a part missing, doubled or unreadable.
    """
    kind = EVENTS.get(message.event)
    if kind is None:
        return None
    find, translation, noise = kind
    text = message.text
    if noise in text:
        return None
    pairs = find(text)
    headers = dict(pairs)
    if len(headers) != len(pairs):
        raise doubled(pairs, text)
    try:
        stamp = headers.get("Timestamp")
        at = datetime.fromtimestamp(float(stamp), UTC) if stamp else message.arrived
        return translation(headers, at, pbx)
    except KeyError as missing:
        raise BadMessage(f"{missing.args[0]} is missing", text) from None
    except (ValueError, OverflowError, OSError) as unreadable:
        raise BadMessage(str(unreadable), text) from None
