"""A loop that stands still is noticed, said once, and forgotten after a while."""

import asyncio
import time

from structlog.testing import capture_logs

from callcenter import clock
from callcenter.pulse import MINUTE, Pulse
from tests.polling import until


async def test_f06_a_loop_that_was_held_up_is_said_and_counted() -> None:
    pulse = Pulse()

    async def stalled() -> bool:
        return pulse.stalls > 0

    with capture_logs() as logged:
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(pulse.run())
            await asyncio.sleep(0)
            time.sleep(0.3)  # noqa: ASYNC251 — this is what must never happen
            await until(stalled, 5)
            running.cancel()

    assert [line["event"] for line in logged][:1] == ["event_loop_stalled"]
    assert pulse.longest() > 0.2


def test_a_short_delay_is_no_stall_and_an_old_one_is_forgotten() -> None:
    pulse, began = Pulse(), clock.monotonic()

    pulse.late(0.08, began)
    assert (pulse.stalls, pulse.longest()) == (0, 0.08)

    pulse.late(0.01, began + MINUTE + 1)
    assert pulse.longest() == 0.08

    pulse.late(0.02, began + 2 * MINUTE + 3)
    assert pulse.longest() == 0.02


def test_after_a_long_sleep_of_the_machine_nothing_old_is_left() -> None:
    pulse, began = Pulse(), clock.monotonic()

    pulse.late(0.08, began)
    pulse.late(0.01, began + 10 * MINUTE)

    assert pulse.longest() == 0.01
