"""Keep the box's programs running, and end them in order."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from callcenter import clock
from callcenter.box.child import Child, rotate

FIRST_PAUSE = 0.5  # seconds before a program that died is started again
LONGEST_PAUSE = 15.0
BETWEEN_TRIMS = 60.0
HEALTHY_AFTER = 60.0  # a program that ran this long begins with the first pause again

Say = Callable[[str], None]


async def keep(child: Child) -> None:
    """Start the program again whenever it ends, each time a little later, until cancelled."""
    pause = FIRST_PAUSE
    while True:
        began = clock.monotonic()
        status = await child.ended()
        if clock.monotonic() - began > HEALTHY_AFTER:
            pause = FIRST_PAUSE
        name = child.program.name
        child.say(f"{name} {how_it_ended(status)}; it is started again in {pause:.1f} s")
        await asyncio.sleep(pause)
        try:
            await child.spawn()
        except OSError as failure:  # a full disk must not end the programs that still run
            child.say(f"{name} could not be started: {failure}")
        pause = min(pause * 2, LONGEST_PAUSE)


def how_it_ended(status: int) -> str:
    """An exit status in words."""
    if status >= 0:
        return f"ended with status {status}"
    return f"was ended by {signal.Signals(-status).name}"


async def trim(children: Sequence[Child]) -> None:
    """Keep the logs from filling the disk, until cancelled."""
    while True:
        await asyncio.sleep(BETWEEN_TRIMS)
        for child in children:
            try:
                await asyncio.to_thread(rotate, child.program.log)
            except OSError as failure:
                child.say(f"the log of {child.program.name} could not be put aside: {failure}")


async def keep_all(children: Sequence[Child]) -> None:
    """Keep every program running until cancelled."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(trim(children), name="trim logs")
        for child in children:
            tasks.create_task(keep(child), name=f"keep {child.program.name}")


@asynccontextmanager
async def running(child: Child) -> AsyncIterator[Child]:
    """Start one program, and end it on the way out, however that comes."""
    try:
        await child.start()
        yield child
    finally:
        await child.stop()


def ends_politely(say: Say) -> None:
    """Let the first Ctrl-C, TERM or hang-up end this task; later ones do not hurry it."""
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    assert task is not None
    asked = False

    def end() -> None:
        nonlocal asked
        if not asked:
            asked = True
            say("stopping")
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end)
