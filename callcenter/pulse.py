"""Watches that the event loop turns: whatever holds it up holds up every screen and every call."""

import asyncio

import structlog

from callcenter import clock

log = structlog.get_logger()

BEAT = 0.05  # seconds between two looks
STALL = 0.1  # seconds; a longer pause of the loop is written down
MINUTE = 60.0


class Pulse:
    """`stalls` since the server began; `longest()` of the last one to two minutes, in seconds."""

    def __init__(self) -> None:
        self.stalls = 0
        self._now = self._before = 0.0  # the longest of this minute and of the one before
        self._minute = clock.monotonic()

    async def run(self) -> None:
        """Look for ever whether we are woken when we asked to be."""
        due = clock.monotonic() + BEAT
        while True:
            await asyncio.sleep(BEAT)
            now = clock.monotonic()
            self.late(now - due, now)
            due = now + BEAT

    def late(self, seconds: float, now: float) -> None:
        """The loop came so much too late, by a clock that only goes forward."""
        if now - self._minute >= MINUTE:
            self._before = self._now if now - self._minute < 2 * MINUTE else 0.0
            self._now, self._minute = 0.0, now
        self._now = max(self._now, seconds)
        if seconds > STALL:
            self.stalls += 1
            log.warning("event_loop_stalled", seconds=round(seconds, 3))

    def longest(self) -> float:
        """The longest pause lately; 0 for a loop that was never late."""
        return max(self._now, self._before, 0.0)
