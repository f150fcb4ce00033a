"""What was heard, completed by what Asterisk wrote."""

from callcenter.floor.events import CallerJoined, LegEnded, LinkLost
from callcenter.journal.evidence import Evidence
from tests.unit.journal.facts import HOTLINE, at, call

HUNG_UP = LegEnded(at=at(10), leg_id=call(1), call_id=call(1), cause=16)
GONE = LegEnded(at=at(60), leg_id=call(1), call_id=call(1), lost=True)


def join(second: float) -> CallerJoined:
    return CallerJoined(at=at(second), leg_id=call(1), call_id=call(1), queue=HOTLINE, position=1)


def test_what_we_heard_ourselves_is_not_taken_from_a_witness() -> None:
    evidence = Evidence([join(3.4)], [join(3)])

    assert evidence.of(CallerJoined) == [join(3.4)]
    assert not evidence.recovered


def test_a_witness_fills_a_gap_and_it_is_marked() -> None:
    evidence = Evidence([join(3)], [join(3), HUNG_UP])

    assert evidence.first(LegEnded) == HUNG_UP
    assert evidence.recovered_legs == {call(1)}


def test_a_second_joining_that_we_missed_is_a_gap() -> None:
    assert Evidence([join(3)], [join(3), join(50)]).of(CallerJoined) == [join(3), join(50)]


def test_a_witness_knows_better_than_that_it_was_gone_when_we_looked() -> None:
    assert Evidence([GONE], [HUNG_UP]).of(LegEnded) == [HUNG_UP]
    assert Evidence([GONE]).of(LegEnded) == [GONE]


def test_an_end_that_we_heard_after_all_stands_above_it_too() -> None:
    evidence = Evidence([GONE, HUNG_UP])

    assert evidence.of(LegEnded) == [HUNG_UP]
    assert not evidence.recovered


def test_what_was_gone_when_we_looked_ended_when_the_link_broke() -> None:
    lost = LinkLost(at=at(20), link="main")

    [end] = Evidence([join(3), lost, GONE]).of(LegEnded)
    assert (end.at, end.lost) == (at(20), True)


def test_a_break_before_the_last_word_of_a_leg_is_not_its_end() -> None:
    lost = LinkLost(at=at(2), link="main")

    [end] = Evidence([lost, join(3), GONE]).of(LegEnded)
    assert end.at == at(60)
