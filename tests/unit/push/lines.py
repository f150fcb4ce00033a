"""A line to a screen that a test can slow down, and the screen at its end."""

from typing import Any

import msgspec

from tests.unit.push.floors import Screen, apply


class Wire:
    """The way to one browser. While `slow`, a message stays on the way until `arrive()`."""

    def __init__(self) -> None:
        self.slow = False
        self.ended = 0
        self.sent: list[dict[str, Any]] = []
        self._under_way: list[bytes] = []

    def unsent(self) -> int:
        return sum(map(len, self._under_way))

    def put(self, message: bytes) -> None:
        assert not self.ended
        self._under_way.append(message)
        if not self.slow:
            self.arrive()

    def end(self, code: int) -> None:
        self.ended = code

    def arrive(self) -> None:
        """Everything under way reaches the browser."""
        self.sent += [msgspec.json.decode(message) for message in self._under_way]
        self._under_way.clear()

    def deltas(self) -> list[dict[str, Any]]:
        return [message for message in self.sent if message["type"] == "delta"]

    def screen(self) -> Screen:
        """What the browser shows by now."""
        screen: Screen = {}
        for delta in self.deltas():
            screen = apply(screen, delta)
        return screen
