from callcenter.floor.events import LegState
from callcenter.floor.progress import PROGRESS


def test_a_leg_goes_from_down_through_ringing_to_up() -> None:
    assert sorted(LegState, key=PROGRESS.__getitem__) == ["down", "ringing", "up"]
