"""Only a difference that lasts is one."""

from datetime import UTC, datetime, timedelta

from callcenter.ami.verify import lasting
from callcenter.floor.events import LegEnded, MemberRemoved, PhoneChanged

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(seconds=5)


def gone(leg: str, at: datetime) -> LegEnded:
    return LegEnded(at=at, leg_id=leg, call_id=leg, lost=True)


def test_a_difference_that_both_comparisons_found_is_told_as_the_second_saw_it() -> None:
    assert lasting([gone("main/1.1", NOON)], [gone("main/1.1", LATER)]) == (
        gone("main/1.1", LATER),
    )


def test_an_event_that_was_only_on_its_way_is_no_difference() -> None:
    assert lasting([gone("main/1.1", NOON)], [gone("main/1.2", LATER)]) == ()


def test_different_things_about_the_same_phone_are_different() -> None:
    removed = MemberRemoved(at=NOON, queue="main/hotline", phone="PJSIP/1001")
    changed = PhoneChanged(at=LATER, pbx="main", phone="PJSIP/1001", state="idle")

    assert lasting([removed], [changed]) == ()
