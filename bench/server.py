"""A push server with an engine behind it, in a process of its own, for the benchmarks.

It prints its port, and then answers every line of its standard input with its memory in bytes.
A ticket is `ticket-<n>`, for the n-th of the staff. With a port as its argument it also listens
to an Asterisk there, as a link does once it is in step.
"""

import asyncio
import gc
import resource
import sys
from pathlib import Path

import uvloop

from bench.centre import RULES, opening, person
from callcenter import clock
from callcenter.engine import Engine
from callcenter.floor.effects import AnyOrder, Reply
from callcenter.floor.state import Floor
from callcenter.push.server import Door, PushServer
from callcenter.roles import Person

ORIGIN = "http://127.0.0.1"


def redeem(ticket: str) -> tuple[Person, str] | None:
    """Any ticket of the staff's, as often as it is shown."""
    return person(int(ticket.removeprefix("ticket-"))), ticket


async def memory() -> None:
    """Answer each line with the resident memory."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.readline():
        gc.collect()
        say(resident())
    raise SystemExit


def resident() -> int:
    """This process's memory in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def say(number: int) -> None:
    """One number to whoever started us."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


async def main() -> None:
    """Serve until the standard input ends."""

    def dispatch(order: AnyOrder) -> None:
        if isinstance(order, Reply):
            screens.reply(order)

    engine = Engine(
        Floor(rules=RULES),
        record=lambda *_: None,
        dispatch=dispatch,
        show=lambda step: screens.changed(step),
    )
    door = Door(host="127.0.0.1", port=0, origins=(ORIGIN,))
    screens = PushServer(door, lambda: engine.floor, engine.post, redeem, clock.now)
    for fact in opening(clock.now()):
        engine.step(fact)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(engine.run())
        tasks.create_task(screens.run())
        await screens.until_open()
        say(screens.port)
        tasks.create_task(memory())


if __name__ == "__main__":
    uvloop.run(main())
