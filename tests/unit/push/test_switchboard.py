import random
from dataclasses import dataclass, field

from msgspec.structs import replace

from callcenter.floor.effects import Reply
from callcenter.floor.state import Floor, Link, Stage, Step
from callcenter.push.switchboard import MOST_SCREENS, PACE, Switchboard
from callcenter.push.viewer import TOO_SLOW, Viewer
from callcenter.roles import Person
from tests.people import ADA, LI, WANG, ZHAO
from tests.unit.push.floors import NOON, agent, call, day, floor_of, put, snapshot
from tests.unit.push.lines import Wire

RINGING = call(stage=Stage.RINGING, ringing=frozenset({LI.id}))
CALL = f"call:{RINGING.id}"


@dataclass
class Centre:
    """A switchboard whose clock and floor the test moves."""

    floor: Floor = field(default_factory=floor_of)
    at: float = 1000.0
    screens: int = 0

    def __post_init__(self) -> None:
        self.board = Switchboard(lambda: self.floor, lambda: NOON, lambda: self.at)

    def opens(self, person: Person, session: str = "s") -> Wire:
        self.screens += 1
        wire = Wire()
        self.last = Viewer(f"screen-{self.screens}", session, person, wire)
        self.board.open(self.last)
        return wire

    def becomes(self, floor: Floor, *touched: str) -> None:
        self.floor = floor
        self.board.changed(Step(floor, (), frozenset(touched)))

    def waits(self, seconds: float) -> None:
        """Let time pass, every turn taken when it is due."""
        until = self.at + seconds
        while True:
            wait = self.board.turn()
            if wait == 0:
                continue
            if wait is None or self.at + wait > until:
                break
            self.at += wait
        self.at = until
        while self.board.turn() == 0:
            pass


def test_law_1_the_screen_is_the_snapshot_for_every_viewer_on_slow_lines_across_reconnects() -> (
    None
):
    for seed in range(60):
        dice = random.Random(seed)
        centre = Centre()
        wires = {person: centre.opens(person) for person in (LI, WANG, ZHAO, ADA)}
        for step in day(seed, 60):
            centre.becomes(step.floor, *step.touched)
            person = dice.choice(list(wires))
            match dice.randint(0, 5):
                case 0:
                    wires[person].slow = not wires[person].slow
                case 1:
                    wires[person].arrive()
                case 2:
                    wires[person] = centre.opens(person)
                case _:
                    centre.waits(dice.choice([0.0, 0.01, 0.07, 0.3]))
        for wire in wires.values():
            wire.slow = False
            wire.arrive()
        centre.waits(1.0)

        for person, wire in wires.items():
            assert wire.screen() == snapshot(centre.floor, person), (seed, person.login)


def test_no_frame_ever_carries_what_the_viewer_may_not_see() -> None:
    centre = Centre()
    wires = [(person, centre.opens(person)) for person in (LI, WANG)]
    floors = []
    for step in day(seed=5, steps=200):
        centre.becomes(step.floor, *step.touched)
        centre.waits(0.05)
        floors.append(step.floor)

    for person, wire in wires:
        allowed = {item_id for floor in floors for item_id in snapshot(floor, person)}
        sent = {item_id for delta in wire.deltas() for item_id in delta["put"]}

        assert sent <= allowed


def test_a_pop_goes_out_inside_the_step_even_to_a_screen_that_was_just_served() -> None:
    centre = Centre(floor_of(agent(LI)))
    wire = centre.opens(LI)

    centre.becomes(put(centre.floor, RINGING), CALL)

    assert CALL in wire.screen()


def test_the_first_change_after_quiet_goes_out_next_and_a_burst_ten_times_a_second() -> None:
    centre = Centre()
    wire = centre.opens(ZHAO)
    centre.waits(1.0)
    before = len(wire.deltas())

    centre.becomes(put(centre.floor, RINGING), CALL)
    centre.waits(0.0)
    assert len(wire.deltas()) == before + 1

    for n in range(100):
        centre.becomes(put(centre.floor, call(position=n)), CALL)
        centre.waits(0.01)
    assert len(wire.deltas()) - before <= 1 + 1.0 / PACE
    centre.waits(PACE)
    assert wire.screen() == snapshot(centre.floor, ZHAO)


def test_a_line_that_takes_nothing_for_ten_seconds_is_closed_and_the_others_never_notice() -> None:
    centre = Centre()
    slow, other = centre.opens(LI), centre.opens(WANG)
    slow.slow = True
    link = Link(name="main", up=True, since=NOON)
    centre.becomes(put(centre.floor, link), "link:main")

    for n in range(99):
        centre.waits(0.1)
        link = Link(name="main", up=n % 2 == 0, since=NOON)
        centre.becomes(put(centre.floor, link), "link:main")
        assert len(slow._under_way) <= 1
    assert (slow.ended, other.ended) == (0, 0)
    centre.waits(TOO_SLOW - 9.9 + 3 * PACE)

    assert slow.ended == 4008
    assert other.screen() == snapshot(centre.floor, WANG)
    assert len(centre.board) == 1


def test_a_line_held_up_by_a_sign_of_life_is_closed_too() -> None:
    centre = Centre()
    wire = centre.opens(LI)
    centre.waits(5.0)
    wire.slow = True

    centre.board.beat()
    centre.waits(TOO_SLOW + 2 * PACE)

    assert wire.ended == 4008


def test_a_quiet_centre_asks_for_no_turns() -> None:
    centre = Centre()
    centre.opens(LI)
    centre.waits(1.0)

    assert centre.board.turn() is None


def test_a_sixth_screen_closes_the_persons_oldest_and_nobody_elses() -> None:
    centre = Centre()
    other = centre.opens(WANG)
    wires = [centre.opens(LI) for _ in range(MOST_SCREENS + 1)]

    assert [wire.ended for wire in wires] == [4009] + [0] * MOST_SCREENS
    assert other.ended == 0


def test_a_session_that_ends_takes_its_screens_along_and_a_person_all_of_his() -> None:
    centre = Centre()
    first, second = centre.opens(LI, "session-1"), centre.opens(LI, "session-2")
    other = centre.opens(WANG, "session-3")

    assert centre.board.end_session("session-1") == 1
    assert (first.ended, second.ended) == (4003, 0)
    assert centre.board.end_session(LI.id) == 1
    assert (second.ended, other.ended) == (4003, 0)
    assert centre.board.end_session("nobody") == 0


def test_a_screen_that_ended_is_sent_nothing_more() -> None:
    centre = Centre(floor_of(agent(LI)))
    wire = centre.opens(LI)
    centre.board.end_session(LI.id)

    centre.becomes(put(centre.floor, RINGING), CALL)
    centre.board.beat()
    centre.waits(20.0)

    assert len(wire.sent) == 1


def test_an_answer_goes_to_the_screen_that_asked_and_to_no_other() -> None:
    centre = Centre()
    first, second = centre.opens(LI), centre.opens(LI)

    centre.board.reply(Reply(screen_id="screen-2", key="k", ok=False, code="unknown_reason"))
    centre.board.reply(Reply(screen_id="screen-gone", key="k", ok=True))

    assert [m for m in second.sent if m["type"] == "answer"] == [
        {"type": "answer", "key": "k", "ok": False, "code": "unknown_reason", "detail": ""}
    ]
    assert [m for m in first.sent if m["type"] == "answer"] == []


def test_an_answer_on_a_busy_line_waits_and_is_not_lost() -> None:
    centre = Centre()
    wire = centre.opens(LI)
    wire.slow = True
    centre.board.beat()

    centre.board.reply(Reply(screen_id="screen-1", key="k", ok=True))
    wire.arrive()
    wire.slow = False
    centre.waits(2 * PACE)

    assert wire.sent[-1]["type"] == "answer"


def test_two_hundred_screens_take_turns_a_few_at_a_time() -> None:
    centre = Centre()
    wires = [centre.opens(person_of(n)) for n in range(200)]
    centre.waits(1.0)

    centre.becomes(put(centre.floor, Link(name="main", up=False, since=NOON)), "link:main")
    centre.board.turn()
    served = sum(len(wire.deltas()) > 1 for wire in wires)
    centre.waits(0.0)

    assert 0 < served < 20
    assert all(len(wire.deltas()) == 2 for wire in wires)


def person_of(n: int) -> Person:
    return replace(LI, id=f"p-{n}", login=f"a{n}", name=f"坐席{n}")


def test_closing_twice_and_the_last_screen_leave_nothing_behind() -> None:
    centre = Centre(floor_of(agent(LI), RINGING))
    centre.opens(LI)

    centre.board.close(centre.last)
    centre.board.close(centre.last)

    assert len(centre.board) == 0
    assert centre.board._watchers == {}
    assert centre.board._by_person == {}
