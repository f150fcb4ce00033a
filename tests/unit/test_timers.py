"""A timer fires once, and a later wish replaces an earlier one."""

import asyncio
from datetime import UTC, datetime, timedelta

from callcenter.floor.effects import WakeAt
from callcenter.floor.events import TimerFired
from callcenter.timers import Timers

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


async def test_the_later_wish_replaces_the_earlier_and_the_past_fires_at_once() -> None:
    fired: asyncio.Queue[TimerFired] = asyncio.Queue()
    timers = Timers(fired.put_nowait, now=lambda: NOON)

    timers.wake(WakeAt(timer_id="wrap-up", at=NOON + timedelta(hours=1)))
    timers.wake(WakeAt(timer_id="wrap-up", at=NOON - timedelta(hours=1)))

    assert fired.empty()
    assert await asyncio.wait_for(fired.get(), 5) == TimerFired(at=NOON, timer_id="wrap-up")
    assert fired.empty()
