"""How much one browser may say: so many messages a second, and a few more in a burst."""

RATE = 20.0
BURST = 50.0


class Allowance:
    """Messages one line may still send; refills with time."""

    def __init__(self, at: float, rate: float = RATE, burst: float = BURST) -> None:
        self._rate = rate
        self._burst = burst
        self._left = burst
        self._at = at

    def take(self, at: float) -> bool:
        """Spend one at this second of the monotonic clock; False if nothing is left."""
        self._left = min(self._burst, self._left + (at - self._at) * self._rate)
        self._at = at
        if self._left < 1:
            return False
        self._left -= 1
        return True
