"""Carries out `WakeAt`: posts a `TimerFired` when the time has come."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from callcenter.floor.effects import WakeAt
from callcenter.floor.events import TimerFired


class Timers:
    """One alarm an id; the same id again replaces the earlier wish. Lost with the server: whoever
    needs a timer after a restart asks for it again when the floor is compared with Asterisk."""

    def __init__(self, post: Callable[[TimerFired], None], now: Callable[[], datetime]) -> None:
        self._post = post
        self._now = now
        self._pending: dict[str, asyncio.TimerHandle] = {}

    def wake(self, order: WakeAt) -> None:
        """Set the alarm; a time that has passed fires at once, but never inside this call."""
        earlier = self._pending.pop(order.timer_id, None)
        if earlier is not None:
            earlier.cancel()
        delay = max(0.0, (order.at - self._now()).total_seconds())
        loop = asyncio.get_running_loop()
        self._pending[order.timer_id] = loop.call_later(delay, self._fire, order.timer_id)

    def _fire(self, timer_id: str) -> None:
        del self._pending[timer_id]
        self._post(TimerFired(at=self._now(), timer_id=timer_id))
