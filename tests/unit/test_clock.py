"""The one place that reads the clock reads it in UTC."""

from datetime import UTC, timedelta

from callcenter import clock


def test_now_is_an_instant_in_utc_and_monotonic_never_goes_back() -> None:
    first, began = clock.now(), clock.monotonic()

    assert first.tzinfo is UTC
    assert clock.now() - first >= timedelta(0)
    assert clock.monotonic() >= began
