from msgspec.structs import replace

from callcenter.floor.change import Change
from callcenter.floor.events import LegState
from callcenter.floor.state import Call, Floor, Leg, Phone, Queue, Stage
from tests.unit.floor.pbx import NOON

CALL = Call(id="main/1.1", pbx="main", stage=Stage.ENTERED, since=NOON, started_at=NOON)
LEG = Leg(
    id="main/1.1",
    call_id="main/1.1",
    device="PJSIP/1001",
    phone="main:PJSIP/1001",
    state=LegState.DOWN,
    since=NOON,
)


def test_a_change_of_nothing_gives_the_very_same_floor() -> None:
    floor = Floor()
    change = Change(floor, NOON)
    change.put_call(CALL)
    floor = change.step().floor

    again = Change(floor, NOON)
    again.put_call(replace(CALL))
    step = again.step()
    assert step.floor is floor
    assert step.touched == frozenset()


def test_what_was_put_or_dropped_is_touched() -> None:
    change = Change(Floor(), NOON)
    change.put_call(CALL)
    change.put_queue(Queue(id="main/hotline"))
    step = change.step()
    assert step.touched == {"call:main/1.1", "queue:main/hotline"}

    change = Change(step.floor, NOON)
    change.drop_call(CALL)
    assert change.step().touched == {"call:main/1.1"}


def test_a_leg_is_found_by_the_phone_it_is_on_and_leaves_no_trace() -> None:
    change = Change(Floor(), NOON)
    change.put_leg(LEG)
    assert change.legs_on("main:PJSIP/1001") == [LEG]

    moved = replace(LEG, phone="main:PJSIP/1002")
    change.put_leg(moved)
    assert change.legs_on("main:PJSIP/1001") == []
    assert change.legs_on("main:PJSIP/1002") == [moved]
    change.drop_leg(moved)
    assert not len(change.devices)
    assert change.device("main:PJSIP/1002") == Phone()
