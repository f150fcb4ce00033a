"""How far a leg has come, as a number: news of it may be late, but it never goes back."""

from callcenter.floor.events import LegState

PROGRESS = {LegState.DOWN: 0, LegState.RINGING: 1, LegState.UP: 2}
