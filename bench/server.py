"""The server's live line in a process of its own: AMI, engine, fact log, push.

It prints its port, and then answers every line of its standard input with its memory in bytes.
A ticket is `ticket-<n>`, for the n-th of the staff. Its arguments, 0 and empty for none: the port
of an Asterisk to listen to, as a link does once it is in step; a PEM file, for TLS.
"""

import asyncio
import gc
import ssl
import sys
import tempfile
from pathlib import Path

import uvloop

from bench.calls import SYSTEMNAME
from bench.centre import RULES, opening, person
from bench.child import resident, say
from callcenter import clock
from callcenter.ami.counts import Counts
from callcenter.ami.inbox import Inbox
from callcenter.ami.protocol import AmiProtocol
from callcenter.ami.translate import EVENTS, translate
from callcenter.ami.vocabulary import Pbx
from callcenter.engine import Engine
from callcenter.floor.effects import AnyOrder, Reply, WakeAt
from callcenter.floor.events import AnyFact
from callcenter.floor.state import Floor
from callcenter.journal.log import FactLog
from callcenter.push.server import Door, PushServer
from callcenter.roles import Person
from callcenter.timers import Timers

ORIGIN = "http://127.0.0.1"


def redeem(ticket: str) -> tuple[Person, str] | None:
    """Any ticket of the staff's, as often as it is shown."""
    return person(int(ticket.removeprefix("ticket-"))), ticket


async def until_told(reader: asyncio.StreamReader) -> None:
    """Answer each line with the resident memory, until there are no more."""
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.readline():
        gc.collect()
        say(resident())
    raise SystemExit


async def listen(port: int, engine: Engine) -> None:
    """Events from the line to the floor, batch by batch, as they come."""
    counts = Counts("main")
    inbox, pbx = Inbox(counts), Pbx("main")
    loop = asyncio.get_running_loop()
    _, protocol = await loop.create_connection(
        lambda: AmiProtocol(inbox.put, EVENTS, counts), "127.0.0.1", port
    )
    protocol.believe(SYSTEMNAME)
    while True:
        await inbox.some()
        for message in inbox.take():
            fact = translate(message, pbx)
            if fact is not None:
                engine.post(fact)


def context(pem: str) -> ssl.SSLContext | None:
    """TLS as the server has it; none without a certificate."""
    if not pem:
        return None
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(pem)
    return tls


async def main(folder: Path, ami_port: int, pem: str) -> None:
    """Serve until the standard input ends."""
    log = FactLog(folder)

    def dispatch(order: AnyOrder) -> None:
        match order:
            case Reply():
                screens.reply(order)
            case WakeAt():
                timers.wake(order)

    def record(fact: AnyFact, *_: object) -> None:
        log.append(fact)

    engine = Engine(
        Floor(rules=RULES),
        record=record,
        dispatch=dispatch,
        show=lambda step: screens.changed(step),
    )
    timers = Timers(engine.post, clock.now)
    door = Door(host="127.0.0.1", port=0, origins=(ORIGIN,), tls=context(pem))
    screens = PushServer(door, lambda: engine.floor, engine.post, redeem, clock.now)
    for fact in opening(clock.now()):
        engine.step(fact)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(log.run())
        tasks.create_task(engine.run())
        tasks.create_task(screens.run())
        if ami_port:
            tasks.create_task(listen(ami_port, engine))
        await screens.until_open()
        say(screens.port)
        tasks.create_task(until_told(asyncio.StreamReader()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        uvloop.run(main(Path(scratch), int(sys.argv[1]), sys.argv[2]))
