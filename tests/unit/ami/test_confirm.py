"""What would end something is confirmed by a snapshot where events carry no name."""

from datetime import UTC, datetime, timedelta

from callcenter.ami.confirm import contradicted
from callcenter.floor.events import (
    AbandonReported,
    AnyFact,
    CallerLeft,
    LegEnded,
    LegHeld,
    LegState,
    MemberRemoved,
    MemberSeen,
    PbxShutDown,
)
from callcenter.floor.snapshot import SeenCaller, SeenLeg, Snapshot

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LEG, QUEUE, PHONE = "main/1.1", "main/hotline", "PJSIP/1001"

NOTHING = Snapshot(pbx="main", at=NOON, boot_id="1", legs=(), callers=(), queues=(), members=())
EVERYTHING = Snapshot(
    pbx="main",
    at=NOON,
    boot_id="1",
    legs=(SeenLeg(leg_id=LEG, call_id=LEG, device="PJSIP/t", state=LegState.UP, lasted=SECOND),),
    callers=(SeenCaller(queue=QUEUE, leg_id=LEG, position=1, waited=SECOND),),
    queues=(QUEUE,),
    members=(MemberSeen(at=NOON, queue=QUEUE, phone=PHONE),),
)

ENDED: tuple[AnyFact, ...] = (
    LegEnded(at=NOON, leg_id=LEG, call_id=LEG),
    CallerLeft(at=NOON, leg_id=LEG, call_id=LEG, queue=QUEUE),
    AbandonReported(at=NOON, leg_id=LEG, call_id=LEG, queue=QUEUE, waited=SECOND),
    MemberRemoved(at=NOON, queue=QUEUE, phone=PHONE),
)


def test_what_a_snapshot_still_shows_has_not_ended() -> None:
    assert all(contradicted(fact, EVERYTHING) for fact in ENDED)


def test_what_a_snapshot_no_longer_shows_may_have_ended() -> None:
    assert not any(contradicted(fact, NOTHING) for fact in ENDED)


def test_a_pbx_that_answers_has_not_shut_down() -> None:
    assert contradicted(PbxShutDown(at=NOON, pbx="main"), NOTHING)


def test_what_ends_nothing_needs_no_confirmation() -> None:
    assert not contradicted(LegHeld(at=NOON, leg_id=LEG, call_id=LEG), EVERYTHING)
