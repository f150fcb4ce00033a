"""How stays in queues ended."""

import pytest

from callcenter.floor.events import (
    AgentMissed,
    AgentRung,
    AnyFact,
    CallbackAsked,
    CallerJoined,
    LegEnded,
    PbxShutDown,
)
from callcenter.journal.verdict_rows import VisitRow
from callcenter.journal.verdicts import verdict
from tests.unit.journal import facts
from tests.unit.journal.facts import HOTLINE, PHONE, RULES, at, call, seconds

ID = call(1)


def visit(*known: AnyFact) -> VisitRow:
    found = verdict(ID, known, (), RULES)
    assert found is not None
    [row] = found.visits
    return row


@pytest.mark.parametrize(
    ("known", "outcome", "why", "stage", "waited"),
    [
        (facts.answered(1), "answered", "", "talking", 11),
        (facts.gave_up_waiting(1), "abandoned", "", "waiting", 5),
        (facts.gave_up_while_ringing(1), "abandoned", "", "ringing", 9),
        (facts.timed_out(1), "flow_out", "timeout", "waiting", 20),
    ],
)
def test_each_stay_ends_in_one_way(
    known: list[AnyFact], outcome: str, why: str, stage: str, waited: int
) -> None:
    row = visit(*known)

    assert (row.outcome, row.why, row.stage) == (outcome, why, stage)
    assert row.waited == seconds(waited)


def test_a_caller_who_still_waits_has_no_outcome() -> None:
    assert visit(*facts.ringing(1)).outcome == ""


def test_a_callback_asked_for_is_no_abandon() -> None:
    asked = CallbackAsked(at=at(9), leg_id=ID, call_id=ID, queue=HOTLINE)
    end = LegEnded(at=at(12), leg_id=ID, call_id=ID, cause=16)

    row = visit(*facts.waiting(1), asked, end)
    assert (row.outcome, row.why) == ("flow_out", "callback_asked")


def test_a_call_that_nobody_saw_end_is_lost() -> None:
    row = visit(*facts.waiting(1), LegEnded(at=at(9), leg_id=ID, call_id=ID, lost=True))

    assert (row.outcome, row.why) == ("lost", "unseen")


@pytest.mark.parametrize(
    ("cause", "down", "outcome"), [(0, 10, "lost"), (16, 10, "abandoned"), (0, 60, "abandoned")]
)
def test_only_a_hangup_without_cause_just_before_the_shutdown_is_the_systems(
    cause: int, down: int, outcome: str
) -> None:
    end = LegEnded(at=at(9), leg_id=ID, call_id=ID, cause=cause)

    row = visit(*facts.waiting(1), end, PbxShutDown(at=at(down), pbx="main"))
    assert row.outcome == outcome


def test_a_phone_that_missed_the_call_does_not_ring_any_more() -> None:
    missed = AgentMissed(at=at(7), leg_id=ID, call_id=ID, queue=HOTLINE, phone=PHONE)
    rung = AgentRung(at=at(5), leg_id=ID, call_id=ID, queue=HOTLINE, phone=PHONE)

    row = visit(*facts.gave_up_waiting(1), rung, missed)
    assert (row.stage, row.rings, row.missed) == ("waiting", 1, 1)


def test_who_waits_twice_has_two_stays() -> None:
    again = CallerJoined(at=at(30), leg_id=ID, call_id=ID, queue=HOTLINE, position=2)
    timed_out = facts.timed_out(1)[:-1]
    end = LegEnded(at=at(33), leg_id=ID, call_id=ID, cause=16)

    found = verdict(ID, [*timed_out, again, end], (), RULES)
    assert found is not None
    assert [(row.outcome, row.position) for row in found.visits] == [
        ("flow_out", 1),
        ("abandoned", 2),
    ]
    assert found.outcome == "abandoned"


def test_a_stay_whose_beginning_we_missed_begins_where_its_wait_did() -> None:
    known = [f for f in facts.answered(1) if not isinstance(f, CallerJoined)]

    assert visit(*known).joined_at == at(3)
