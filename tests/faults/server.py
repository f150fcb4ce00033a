"""The server as a process of its own, which a test may kill and start again."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import ClientConnectionError, ClientSession, CookieJar

from callcenter.roles import Person
from callcenter.settings import Settings
from tests.acceptance.desk import PASSWORD, SHIPPED, Browser

PATIENCE = 30.0


def environment(value: object, prefix: str = "CALLCENTER") -> dict[str, str]:
    """Settings as the overlay that makes them again."""
    if not isinstance(value, Mapping):
        return {prefix: msgspec.json.encode(value).decode()}
    found: dict[str, str] = {}
    for key, part in value.items():
        if part != () and part != []:
            found |= environment(part, f"{prefix}__{key.upper()}")
    return found


@dataclass
class Server:
    """One `callcenter serve`, run as an administrator would run it."""

    settings: Settings
    log: Path
    child: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.server.port}"

    async def start(self) -> None:
        """Start it, and wait until it is ready in every part."""
        kept = ("server", "postgres", "journal", "pbx", "queue")
        wanted = {name: msgspec.to_builtins(getattr(self.settings, name)) for name in kept}
        words = {
            name.replace("CALLCENTER__", "CALLCENTER_", 1): text
            for name, text in environment(wanted).items()
        }
        command = (sys.executable, "-m", "callcenter", "serve", "--config", str(SHIPPED))
        with self.log.open("ab") as log:
            self.child = await asyncio.create_subprocess_exec(
                *command, env={**os.environ, **words}, stdout=log, stderr=log
            )
        await self.until_ready()

    async def until_ready(self) -> None:
        """Wait until every part is up."""
        last: Any = None
        try:
            async with asyncio.timeout(PATIENCE), ClientSession() as http:
                while True:
                    assert self.child is not None
                    assert self.child.returncode is None, self.log.read_text()[-3000:]
                    try:
                        async with http.get(f"{self.url}/readyz") as answer:
                            last = await answer.json()
                            if answer.status == 200:
                                return
                    except ClientConnectionError:
                        pass
                    await asyncio.sleep(0.05)  # polled: nothing tells from outside
        except TimeoutError as late:
            raise AssertionError(f"not ready: {last}\n{self.log.read_text()[-3000:]}") from late

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self.end(signal.SIGKILL)

    async def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it, in order unless told otherwise."""
        if self.child is not None and self.child.returncode is None:
            self.child.send_signal(how)
            async with asyncio.timeout(PATIENCE):
                await self.child.wait()

    @asynccontextmanager
    async def browser(self, person: Person) -> AsyncIterator[Browser]:
        """Somebody logs in."""
        jar = CookieJar(unsafe=True)
        async with ClientSession(self.url, headers={"Origin": self.url}, cookie_jar=jar) as http:
            browser = Browser(self.url, http)
            body = await browser.post("session", login=person.login, password=PASSWORD)
            http.headers["X-CSRF-Token"] = body["csrf"]
            yield browser


@asynccontextmanager
async def serving(settings: Settings, folder: Path) -> AsyncIterator[Server]:
    """A server for one test."""
    server = Server(settings, folder / "server.log")
    await server.start()
    try:
        yield server
    finally:
        await server.end()
