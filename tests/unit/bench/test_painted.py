"""Two clocks' words become one delay."""

from bench.painted import callers, invited, percentiles
from callcenter.rehearsal.sipp import Line


def test_the_invite_of_each_number_is_read_off_the_phones_log() -> None:
    lines = [
        Line("ringing", "1001", "13812340000", "2026-03-02 12:00:00.500000 1772452800.500000"),
        Line("cancelled", "1001", "13812340000"),
    ]

    assert invited(lines) == {"13812340000": 1772452800.5}


def test_every_caller_has_a_number_of_his_own() -> None:
    assert len({citizen.number for citizen in callers(60)}) == 60


def test_percentiles_are_milliseconds() -> None:
    assert percentiles([0.05] * 6) == {"p50": 50.0, "p95": 50.0}
