"""A call, told."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from callcenter.journal.answers import (
    CallStory,
    Disposition,
    PastCall,
    PastLeg,
    PastSpan,
    PastVisit,
)
from callcenter.journal.story import lines

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


STORY = CallStory(
    call=PastCall(
        call_id="main/1.1",
        direction="inbound",
        number_kind="e164",
        number="+8613800138000",
        name="张三丰",
        did="12345",
        started_at=NOON,
        answered_at=after(20),
        ended_at=after(80),
        outcome="answered",
        why="",
        stage="talking",
        ended_by="caller",
        queue="main/hotline",
        agent_id="p-li",
        waited=12.0,
        talked=60.0,
        held=None,
        recovered=True,
    ),
    legs=(
        PastLeg(
            leg_id="main/1.2",
            device="main:PJSIP/1001",
            role="agent",
            agent_id="p-li",
            started_at=after(15),
            answered_at=after(20),
            ended_at=after(80),
            cause=16,
            rang=5.0,
            talked=60.0,
            held=None,
            recovered=False,
        ),
    ),
    visits=(
        PastVisit(
            queue="main/hotline",
            joined_at=after(8),
            left_at=after(20),
            answered_at=after(20),
            outcome="answered",
            why="",
            stage="ringing",
            position=1,
            agent_id="p-li",
            waited=12.0,
            rang=5.0,
            rings=1,
            missed=0,
            recovered=False,
        ),
    ),
    spans=(
        PastSpan(
            agent_id="p-li",
            state="wrap_up",
            reason="",
            call_id="main/1.1",
            since=after(81),
            until=None,
        ),
    ),
    dispositions=(
        Disposition(
            key=UUID(int=1),
            call_id="main/1.1",
            agent_id="p-li",
            code="solved",
            note="",
            saved_at=after(90),
        ),
    ),
    merged=("main/1.7",),
)


def test_a_call_is_told_in_the_order_it_happened() -> None:
    told = lines(STORY)

    assert told[:5] == (
        "main/1.1  inbound  +8613800138000 张三丰",
        "outcome: answered, by caller",
        "waited 12.0 s, talked 60.0 s, held -",
        "part of this is known only from Asterisk's own files",
        "merged with main/1.7",
    )
    assert told[5:] == (
        "2026-11-23 12:00:00.000Z  the call arrives for 12345",
        "2026-11-23 12:00:08.000Z  joins main/hotline at place 1",
        "2026-11-23 12:00:15.000Z  agent main:PJSIP/1001 of p-li starts",
        "2026-11-23 12:00:20.000Z  leaves main/hotline: answered by p-li, waited 12.0 s,"
        " 1 rings, 0 missed",
        "2026-11-23 12:00:20.000Z  agent main:PJSIP/1001 of p-li answers",
        "2026-11-23 12:01:20.000Z  the call ends: answered",
        "2026-11-23 12:01:20.000Z  agent main:PJSIP/1001 of p-li ends, cause 16, talked 60.0 s",
        "2026-11-23 12:01:21.000Z  p-li is wrap_up",
        "2026-11-23 12:01:30.000Z  p-li records solved",
    )
