"""When we heard a PBX."""

from callcenter.journal.heard import Turn, missed, spans
from tests.unit.journal.facts import at


def test_hearing_lasts_from_a_restored_link_to_a_lost_one() -> None:
    turns = [Turn("a", at(0), True), Turn("a", at(100), False), Turn("a", at(160), True)]

    assert spans(turns, {"a": at(500)}) == [(at(0), at(100)), (at(160), at(500))]


def test_a_killed_server_heard_until_its_last_fact() -> None:
    turns = [Turn("a", at(0), True), Turn("b", at(300), True)]

    assert spans(turns, {"a": at(200), "b": at(900)}) == [(at(0), at(200)), (at(300), at(900))]


def test_near_the_ends_of_hearing_we_cannot_say_what_we_heard() -> None:
    heard = [(at(0), at(100))]

    assert missed(at(3), heard)
    assert not missed(at(50), heard)
    assert missed(at(95), heard)
    assert missed(at(130), heard)
