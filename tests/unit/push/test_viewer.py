from callcenter.push.encode import Encodings
from callcenter.push.viewer import LONGEST_DELTA, TOO_SLOW, Viewer
from callcenter.roles import Person
from tests.people import LI, ZHAO
from tests.unit.push.floors import NOON, agent, call, floor_of, put, snapshot
from tests.unit.push.lines import Wire

RINGING = call(ringing=frozenset({LI.id}))
CALL = f"call:{RINGING.id}"


def viewer_of(person: Person) -> tuple[Viewer, Wire]:
    wire = Wire()
    return Viewer("screen-1", "session-1", person, wire), wire


def test_the_first_delta_is_a_snapshot_even_of_an_empty_floor() -> None:
    viewer, wire = viewer_of(LI)

    viewer.begin(floor_of())
    viewer.show(floor_of(), Encodings(), NOON, 0.0)

    assert [(d["snapshot"], d["put"]) for d in wire.deltas()] == [(True, {})]
    assert not viewer.has_news()


def test_an_item_that_came_and_went_before_its_turn_is_never_sent() -> None:
    viewer, wire = viewer_of(ZHAO)
    viewer.begin(floor_of())
    viewer.show(floor_of(), Encodings(), NOON, 0.0)
    viewer.touch(floor_of(RINGING), [CALL])

    viewer.show(floor_of(), Encodings(), NOON, 0.1)

    assert len(wire.deltas()) == 1
    assert not viewer.has_news()


def test_a_message_under_way_for_too_long_is_a_line_too_slow() -> None:
    viewer, wire = viewer_of(LI)
    wire.slow = True
    viewer.begin(floor_of())
    viewer.show(floor_of(), Encodings(), NOON, 100.0)

    assert viewer.is_busy()
    assert not viewer.is_stuck(100.0 + TOO_SLOW)
    assert viewer.is_stuck(100.1 + TOO_SLOW)

    wire.arrive()

    assert not viewer.is_stuck(200.0)


def test_a_screen_of_many_items_comes_in_pieces_that_bound_what_a_line_holds_up() -> None:
    floor = floor_of(agent(ZHAO))
    for n in range(2000):
        floor = put(floor, call(f"main/{n}"))
    viewer, wire = viewer_of(ZHAO)
    encodings = Encodings()
    viewer.begin(floor)
    longest = 0
    wire.slow = True

    while viewer.has_news():
        viewer.show(floor, encodings, NOON, 0.0)
        longest = max(longest, wire.unsent())
        wire.arrive()

    assert longest < LONGEST_DELTA + 4096
    assert [d["snapshot"] for d in wire.deltas()].count(True) == 1
    assert wire.deltas()[0]["snapshot"]
    assert wire.screen() == snapshot(floor, ZHAO)


def test_answers_go_before_the_rest() -> None:
    viewer, wire = viewer_of(LI)
    viewer.begin(floor_of())
    viewer.answer(b'{"type":"answer"}')

    viewer.show(floor_of(), Encodings(), NOON, 0.0)

    assert [message["type"] for message in wire.sent] == ["answer", "delta"]
