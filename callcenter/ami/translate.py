"""An AMI message into a fact; only this file and its translate_ siblings know event names."""

from collections.abc import Callable
from datetime import datetime

from callcenter.ami import translate_legs as legs
from callcenter.ami import translate_phones as phones
from callcenter.ami import translate_queues as queues
from callcenter.ami import translate_words as words
from callcenter.ami.message import Message
from callcenter.ami.vocabulary import Pbx, said_at
from callcenter.floor.events import Fact

Translation = Callable[[Message, datetime, Pbx], Fact | None]

EVENTS: dict[str, Translation] = {
    "Newchannel": legs.newchannel,
    "Newstate": legs.newstate,
    "NewCallerid": legs.newcallerid,
    "Rename": legs.rename,
    "Hangup": legs.hangup,
    "BridgeEnter": legs.bridge_enter,
    "BridgeLeave": legs.bridge_leave,
    "Hold": legs.hold,
    "Unhold": legs.unhold,
    "DialBegin": legs.dial_begin,
    "DialEnd": legs.dial_end,
    "ParkedCall": legs.parked_call,
    "UnParkedCall": legs.retrieved,
    "ParkedCallTimeOut": legs.park_timeout,
    "ParkedCallGiveUp": legs.park_given_up,
    "BlindTransfer": legs.blind_transfer,
    "AttendedTransfer": legs.attended_transfer,
    "UserEvent": words.user_event,
    "QueueCallerJoin": queues.caller_join,
    "QueueCallerLeave": queues.caller_leave,
    "QueueCallerAbandon": queues.caller_abandon,
    "AgentCalled": queues.agent_called,
    "AgentConnect": queues.agent_connect,
    "AgentRingNoAnswer": queues.agent_missed,
    "AgentComplete": queues.agent_complete,
    "QueueMemberStatus": queues.member,
    "QueueMemberAdded": queues.member,
    "QueueMemberPause": queues.member,
    "QueueMemberPenalty": queues.member,
    "QueueMemberRinginuse": queues.member,
    "QueueMemberRemoved": queues.member_removed,
    "DeviceStateChange": phones.device_state,
    "ContactStatus": phones.contact_status,
    "Shutdown": phones.shutdown,
}


def translate(message: Message, arrived: datetime, pbx: Pbx) -> Fact | None:
    """What the message means in a call centre; None if it means nothing to us.

    Raises BadMessage for a message that we know, with a part missing.
    """
    translation = EVENTS.get(message.event)
    if translation is None:
        return None
    return translation(message, said_at(message, arrived), pbx)
