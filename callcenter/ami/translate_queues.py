"""What Asterisk says of queues and their members, as facts."""

from datetime import datetime, timedelta

from callcenter.ami.message import Headers
from callcenter.ami.vocabulary import (
    PHONE_STATES,
    Pbx,
    device_of,
    name_of,
    phone_of,
    seconds,
)
from callcenter.floor.events import (
    AbandonReported,
    AgentAnswered,
    AgentFinished,
    AgentMissed,
    AgentRung,
    CallerJoined,
    CallerLeft,
    MemberRemoved,
    MemberSeen,
)


def caller_join(m: Headers, at: datetime, pbx: Pbx) -> CallerJoined:
    """QueueCallerJoin."""
    return CallerJoined(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        queue=pbx.prefix + m["Queue"],
        position=int(m["Position"]),
        number=pbx.number(m["CallerIDNum"], device_of(m["Channel"])),
        name=name_of(m["CallerIDName"]),
    )


def caller_leave(m: Headers, at: datetime, pbx: Pbx) -> CallerLeft:
    """QueueCallerLeave: comes before AgentConnect, and after QueueCallerAbandon."""
    return CallerLeft(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        queue=pbx.prefix + m["Queue"],
        position=int(m["Position"]),
    )


def caller_abandon(m: Headers, at: datetime, pbx: Pbx) -> AbandonReported:
    """QueueCallerAbandon: raised for timeouts and withdrawals too."""
    return AbandonReported(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        queue=pbx.prefix + m["Queue"],
        waited=seconds(m["HoldTime"]),
        position=int(m["Position"]),
    )


def agent_called(m: Headers, at: datetime, pbx: Pbx) -> AgentRung:
    """AgentCalled."""
    return AgentRung(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        queue=pbx.prefix + m["Queue"],
        phone=phone_of(m["Interface"]),
        agent_leg_id=pbx.prefix + m["DestUniqueid"],
    )


def agent_connect(m: Headers, at: datetime, pbx: Pbx) -> AgentAnswered:
    """AgentConnect: HoldTime is the caller's whole wait, RingTime this phone's ringing."""
    return AgentAnswered(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        queue=pbx.prefix + m["Queue"],
        phone=phone_of(m["Interface"]),
        agent_leg_id=pbx.prefix + m["DestUniqueid"],
        waited=seconds(m["HoldTime"]),
        rang=seconds(m["RingTime"]),
    )


def agent_missed(m: Headers, at: datetime, pbx: Pbx) -> AgentMissed:
    """AgentRingNoAnswer: its RingTime is in milliseconds, alone among its kind."""
    return AgentMissed(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        queue=pbx.prefix + m["Queue"],
        phone=phone_of(m["Interface"]),
        rang=timedelta(milliseconds=int(m["RingTime"])),
    )


def agent_complete(m: Headers, at: datetime, pbx: Pbx) -> AgentFinished:
    """AgentComplete."""
    return AgentFinished(
        at=at,
        leg_id=pbx.prefix + m["Uniqueid"],
        call_id=pbx.prefix + m["Linkedid"],
        queue=pbx.prefix + m["Queue"],
        phone=phone_of(m["Interface"]),
        reason=m["Reason"],
        talked=seconds(m["TalkTime"]),
        waited=seconds(m["HoldTime"]),
    )


def member(m: Headers, at: datetime, pbx: Pbx) -> MemberSeen:
    """QueueMemberStatus, -Added, -Pause, -Penalty, -Ringinuse: each tells the whole member."""
    return MemberSeen(
        at=at,
        queue=pbx.prefix + m["Queue"],
        phone=phone_of(m["Interface"]),
        name=m["MemberName"],
        paused=m["Paused"] == "1",
        reason=m.get("PausedReason") or "",
        penalty=int(m["Penalty"]),
        in_call=m["InCall"] == "1",
        status=PHONE_STATES.get(m["Status"], "unknown"),
    )


def member_removed(m: Headers, at: datetime, pbx: Pbx) -> MemberRemoved:
    """QueueMemberRemoved."""
    return MemberRemoved(at=at, queue=pbx.prefix + m["Queue"], phone=phone_of(m["Interface"]))
