from callcenter.floor.events import (
    CallbackAsked,
    CallEntered,
    NoticeEnded,
    NoticeStarted,
    Overflowed,
    RecordingStarted,
)
from callcenter.floor.reduce import reduce
from callcenter.floor.state import Floor
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import NOON


def test_what_the_dialplan_says_of_a_call_stands_on_its_card() -> None:
    desk = Desk().open()
    caller = desk.waiting()
    at, leg_id, call_id = desk.pbx.now, caller.id, caller.call
    desk.tell(
        CallEntered(at=at, leg_id=leg_id, call_id=call_id, did="12366"),
        RecordingStarted(at=at, leg_id=leg_id, call_id=call_id, recording_id="r-1"),
        CallbackAsked(at=at, leg_id=leg_id, call_id=call_id),
    )

    call = desk.call(caller)
    assert (call.did, call.recording_id, call.callback_asked) == ("12366", "r-1", True)


def test_a_word_about_a_leg_that_is_not_known_makes_no_ghost_of_a_call() -> None:
    floor = Floor()

    for kind in (CallEntered, NoticeStarted, NoticeEnded, CallbackAsked, Overflowed):
        fact = kind(at=NOON, leg_id="main/1.1", call_id="main/1.1")
        assert reduce(floor, fact).floor is floor
