"""A push server on a free port, with the floor and the tickets in the test's hand."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from callcenter import clock
from callcenter.floor.state import Floor, Step
from callcenter.push.server import Door, PushFact, PushServer
from callcenter.roles import Person
from tests.unit.push.floors import Screen, apply, floor_of

ORIGIN = "https://desk.example:8443"
PATIENCE = 5.0


class Centre:
    """The server's surroundings: what it is shown, and what it posts."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.floor = floor_of()
        self.posted: list[PushFact] = []
        self.tickets: dict[str, tuple[Person, str]] = {}
        self._given = 0
        self._news = asyncio.Event()
        door = Door(host="127.0.0.1", port=0, origins=(ORIGIN,), tls=tls)
        self.server = PushServer(door, lambda: self.floor, self._post, self._redeem, clock.now)

    def _post(self, fact: PushFact) -> None:
        self.posted.append(fact)
        self._news.set()

    def _redeem(self, ticket: str) -> tuple[Person, str] | None:
        return self.tickets.pop(ticket, None)

    def ticket(self, person: Person, session: str = "session-1") -> str:
        self._given += 1
        self.tickets[f"ticket-{self._given}"] = (person, session)
        return f"ticket-{self._given}"

    def becomes(self, floor: Floor, *touched: str) -> None:
        """What the engine does after a step."""
        self.floor = floor
        self.server.changed(Step(floor, (), frozenset(touched)))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something posted to make it so."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self._news.clear()
                await self._news.wait()

    def dial(self, **extra: Any) -> connect:
        """A browser's connection, from our own page unless the test says otherwise."""
        whole: dict[str, Any] = {"origin": ORIGIN, "ping_interval": None, **extra}
        url = whole.pop("url", f"ws://127.0.0.1:{self.server.port}/push")
        return connect(url, **whole)

    @asynccontextmanager
    async def screen(
        self, person: Person, session: str = "session-1", **extra: Any
    ) -> AsyncIterator["Browser"]:
        """A browser that said hello and has its first snapshot."""
        async with self.dial(**extra) as connection:
            browser = Browser(connection)
            await browser.say({"type": "hello", "ticket": self.ticket(person, session)})
            await browser.hears("delta")
            yield browser


class Browser:
    """What a page does: it keeps the screen, and asks."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.screen: Screen = {}
        self.heard: list[dict[str, Any]] = []

    async def say(self, message: dict[str, Any]) -> None:
        await self.connection.send(msgspec.json.encode(message).decode())

    async def hears(self, kind: str) -> dict[str, Any]:
        """The next message of a kind; every delta on the way is applied."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message: dict[str, Any] = msgspec.json.decode(await self.connection.recv())
                self.heard.append(message)
                if message["type"] == "delta":
                    self.screen = apply(self.screen, message)
                if message["type"] == kind:
                    return message

    async def shows(self, expected: Screen) -> None:
        """Read until the screen is so."""
        while self.screen != expected:
            await self.hears("delta")

    async def is_closed(self) -> tuple[int, str]:
        """How the server closed the line."""
        return await closing(self.connection)


async def closing(connection: ClientConnection) -> tuple[int, str]:
    """Read to the end; the close code and reason."""
    async with asyncio.timeout(PATIENCE):
        try:
            while True:
                await connection.recv()
        except ConnectionClosed:
            return connection.close_code or 0, connection.close_reason or ""


@asynccontextmanager
async def open_centre(tls: ssl.SSLContext | None = None) -> AsyncIterator[Centre]:
    """A centre whose push server runs."""
    centre = Centre(tls)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(centre.server.run())
        await centre.server.until_open()
        try:
            yield centre
        finally:
            running.cancel()
