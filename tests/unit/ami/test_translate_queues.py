"""Queues and their members, as Asterisk told them and as facts."""

from datetime import timedelta
from typing import Any

import pytest

from callcenter.floor.events import (
    AbandonReported,
    AgentAnswered,
    AgentFinished,
    AgentMissed,
    AgentRung,
    AnyFact,
    CallerJoined,
    CallerLeft,
    MemberRemoved,
    MemberSeen,
)
from callcenter.numbers import Number, NumberKind
from tests.unit.ami.said import STAMPED, fact

CALLER = "main/pbx1-1795474400.0"
AGENT = "main/pbx1-1795474401.4"
QUEUE = "main/hotline"

WHO = """\
Channel: PJSIP/trunk-00000000
CallerIDNum: 13812345678
CallerIDName: 张三
Uniqueid: pbx1-1795474400.0
Linkedid: pbx1-1795474400.0
"""
RUNG = """\
DestChannel: PJSIP/1001-00000001
DestCallerIDNum: 1001
DestUniqueid: pbx1-1795474401.4
DestLinkedid: pbx1-1795474400.0
Queue: hotline
Interface: PJSIP/1001
MemberName: agent-1
"""
MEMBER = """\
Queue: hotline
MemberName: 李雷
Interface: PJSIP/1001
StateInterface: PJSIP/1001
Membership: dynamic
Penalty: 2
CallsTaken: 0
LastCall: 0
LastPause: 1795474317
LoginTime: 1795474314
InCall: 0
Status: 1
Paused: 1
PausedReason: meal
Ringinuse: 0
Wrapuptime: 0
"""


def event(name: str, *blocks: str) -> AnyFact | None:
    """The fact of an event with these blocks of headers."""
    return fact(f"Event: {name}\nTimestamp: 1795474400.791700\n" + "".join(blocks))


def test_a_caller_begins_to_wait() -> None:
    assert event(
        "QueueCallerJoin", WHO, "Queue: hotline\nPosition: 3\nCount: 3\n"
    ) == CallerJoined(
        at=STAMPED,
        leg_id=CALLER,
        call_id=CALLER,
        queue=QUEUE,
        position=3,
        number=Number(NumberKind.E164, "+8613812345678", "13812345678"),
        name="张三",
    )


def test_a_caller_stops_waiting() -> None:
    heard = event("QueueCallerLeave", WHO, "Queue: hotline\nCount: 0\nPosition: 1\n")

    assert heard == CallerLeft(at=STAMPED, leg_id=CALLER, call_id=CALLER, queue=QUEUE, position=1)


def test_asterisk_says_that_a_caller_gave_up() -> None:
    headers = "Queue: hotline\nPosition: 1\nOriginalPosition: 2\nHoldTime: 42\n"

    assert event("QueueCallerAbandon", WHO, headers) == AbandonReported(
        at=STAMPED,
        leg_id=CALLER,
        call_id=CALLER,
        queue=QUEUE,
        waited=timedelta(seconds=42),
        position=1,
    )


def test_a_members_phone_rings_and_is_answered() -> None:
    who: dict[str, Any] = {"at": STAMPED, "leg_id": CALLER, "call_id": CALLER, "queue": QUEUE}

    rung = event("AgentCalled", WHO, RUNG)
    answered = event("AgentConnect", WHO, RUNG, "HoldTime: 7\nRingTime: 4\n")

    assert rung == AgentRung(**who, phone="PJSIP/1001", agent_leg_id=AGENT)
    assert answered == AgentAnswered(
        **who,
        phone="PJSIP/1001",
        agent_leg_id=AGENT,
        waited=timedelta(seconds=7),
        rang=timedelta(seconds=4),
    )


def test_ringing_without_an_answer_is_told_in_milliseconds() -> None:
    heard = event("AgentRingNoAnswer", WHO, RUNG, "RingTime: 15000\n")

    assert heard == AgentMissed(
        at=STAMPED,
        leg_id=CALLER,
        call_id=CALLER,
        queue=QUEUE,
        phone="PJSIP/1001",
        rang=timedelta(seconds=15),
    )


def test_a_talk_ends_even_where_the_members_leg_is_gone_already() -> None:
    alone = "Queue: hotline\nInterface: PJSIP/1001\nMemberName: agent-1\n"

    heard = event("AgentComplete", WHO, alone, "HoldTime: 2\nTalkTime: 9\nReason: caller\n")

    assert heard == AgentFinished(
        at=STAMPED,
        leg_id=CALLER,
        call_id=CALLER,
        queue=QUEUE,
        phone="PJSIP/1001",
        reason="caller",
        talked=timedelta(seconds=9),
        waited=timedelta(seconds=2),
    )


@pytest.mark.parametrize(
    "name", [f"QueueMember{what}" for what in ("Status", "Added", "Pause", "Penalty", "Ringinuse")]
)
def test_every_event_of_a_member_tells_the_whole_member(name: str) -> None:
    assert event(name, MEMBER) == MemberSeen(
        at=STAMPED,
        queue=QUEUE,
        phone="PJSIP/1001",
        name="李雷",
        paused=True,
        reason="meal",
        penalty=2,
        in_call=False,
        status="idle",
    )


def test_a_member_leaves_and_a_local_one_is_known_by_its_phone() -> None:
    local = MEMBER.replace("Interface: PJSIP/1001", "Interface: Local/1001@agents/n", 1)

    heard = event("QueueMemberRemoved", local)

    assert heard == MemberRemoved(at=STAMPED, queue=QUEUE, phone="PJSIP/1001")
