"""How long to wait before the next try: longer each time, never two servers in step."""

import random


class Backoff:
    """Waits in seconds: `first`, then `factor` times as long, at most `longest`, a little more
    by chance. `reset` after a success."""

    def __init__(self, first: float, factor: float, longest: float, jitter: float = 0.1) -> None:
        self._first = first
        self._factor = factor
        self._longest = longest
        self._jitter = jitter
        self._next = first

    def wait(self) -> float:
        """The next wait."""
        wait, self._next = self._next, min(self._next * self._factor, self._longest)
        return min(wait * (1 + self._jitter * random.random()), self._longest)

    def reset(self) -> None:
        """Begin from the shortest again."""
        self._next = self._first
