import asyncio
import socket

import pytest

from callcenter.floor.events import ScreenClosed
from callcenter.push import server, viewer
from callcenter.push.server import ScreenLine
from tests.people import ADA, WANG, ZHAO
from tests.push.centre import PATIENCE, Centre, closing, open_centre
from tests.unit.push.floors import agent, call, floor_of, put, snapshot

MIB = 1024 * 1024


def small_wire(port: int) -> socket.socket:
    """A browser whose own kernel takes little in advance."""
    wire = socket.socket()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
    wire.connect(("127.0.0.1", port))
    wire.setblocking(False)
    return wire


async def test_a_browser_that_stops_reading_costs_only_itself(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "TOO_SLOW", 0.5)
    for n in range(3000):
        centre.floor = put(centre.floor, call(f"main/{n}", agent_id=WANG.id))
    sock = small_wire(centre.server.port)
    async with centre.dial(sock=sock) as asleep, centre.screen(ADA) as awake:
        asleep.transport.pause_reading()
        await asleep.send(f'{{"type":"hello","ticket":"{centre.ticket(ZHAO)}"}}')
        await centre.until(lambda: len(centre.server) == 2)
        (line,) = lines_of(centre, ZHAO.id)
        longest = 0
        async with asyncio.timeout(PATIENCE):
            while len(centre.server) == 2:
                for n in range(100):
                    changed = call(f"main/{n}", position=longest % 7)
                    centre.becomes(put(centre.floor, changed), f"call:main/{n}")
                longest = max(longest, line.unsent())
                await awake.hears("delta")

        await awake.shows(snapshot(centre.floor, ADA))
        asleep.transport.resume_reading()
        await closing(asleep)
        assert 0 < longest < MIB


async def test_a_slow_browser_that_wakes_in_time_shows_what_is_true_now(centre: Centre) -> None:
    sock = small_wire(centre.server.port)
    async with centre.screen(ZHAO, sock=sock) as browser:
        browser.connection.transport.pause_reading()
        for n in range(3000):
            centre.becomes(put(centre.floor, call(f"main/{n}")), f"call:main/{n}")
            if n % 100 == 0:
                await asyncio.sleep(0)
        centre.becomes(floor_of(agent(WANG)), *(f"call:main/{n}" for n in range(3000)))
        centre.becomes(centre.floor, f"agent:{WANG.id}")
        browser.connection.transport.resume_reading()

        await browser.shows(snapshot(centre.floor, ZHAO))


def lines_of(centre: Centre, person_id: str) -> list[ScreenLine]:
    """The server's ends of a person's lines."""
    viewers = centre.server._switchboard._by_person[person_id].values()
    return [viewer.line for viewer in viewers if isinstance(viewer.line, ScreenLine)]


async def test_a_line_that_answers_no_ping_is_dead_and_its_screen_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "BEAT_EVERY", 0.1)
    monkeypatch.setattr(server, "DEAD_AFTER", 0.2)
    async with open_centre() as centre, centre.screen(WANG) as browser:
        browser.connection.transport.pause_reading()

        await centre.until(lambda: isinstance(centre.posted[-1], ScreenClosed))

        assert len(centre.server) == 0
        browser.connection.transport.resume_reading()
