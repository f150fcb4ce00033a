"""Facts for the journal's tests, counted in seconds from noon."""

from datetime import UTC, datetime, timedelta

from callcenter.floor.events import CallerJoined
from callcenter.numbers import Number, NumberKind

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CITIZEN = Number(NumberKind.E164, "+8613800138000", "13800138000")


def at(second: float) -> datetime:
    """An instant of the test's day."""
    return NOON + timedelta(seconds=second)


def joined(number: int) -> CallerJoined:
    """One of many facts that only differ by their call."""
    leg = f"main/{number}.0"
    return CallerJoined(at=at(number), leg_id=leg, call_id=leg, queue="main/hotline", position=1)
