"""A whole call centre for a test: real Asterisk, real Postgres, our server, people at screens."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import ClientSession, CookieJar
from websockets.asyncio.client import ClientConnection, connect

from callcenter.app import Running, running
from callcenter.box.secret_files import AMI_USERS
from callcenter.db.pool import Database
from callcenter.people.passwords import Passwords
from callcenter.people.store import PeopleStore
from callcenter.roles import Person
from callcenter.settings import JournalSettings, PbxSettings, PbxUser, PostgresSettings, Settings
from callcenter.settings_file import load
from tests.asterisk.pbx import PrivatePbx
from tests.box.conftest import free_ports
from tests.people import EVERYBODY

PASSWORD = "correct-horse-battery-7"
SHIPPED = Path(__file__).parents[2] / "config" / "callcenter.toml"
PATIENCE = 20.0  # seconds; nothing that is awaited here takes as long when it works


def settings_for(pbx: PrivatePbx, dsn: str, folder: Path, **environment: str) -> Settings:
    """The shipped settings, pointed at a test's own parts."""
    replace = msgspec.structs.replace
    shipped = load(SHIPPED, environment)
    pages, push = free_ports(2)
    box = pbx.settings.box
    return replace(
        shipped,
        server=replace(shipped.server, port=pages, push_port=push),
        postgres=PostgresSettings(dsn=dsn),
        journal=JournalSettings(folder=str(folder / "journal"), alarm_free_mib=1),
        box=box,
        pbx={"main": pbx_settings(pbx)},
    )


def pbx_settings(pbx: PrivatePbx, trunk: str = "main") -> PbxSettings:
    """How the server reaches this Asterisk and reads its files."""
    users = {name: PbxUser(user=name, secret=pbx.secrets.ami[name]) for name in AMI_USERS}
    return PbxSettings(
        port=pbx.settings.box.ami_port,
        systemname=pbx.secrets.systemname,
        trunk=trunk,
        queue_log=str(pbx.queue_log),
        cdr=str(pbx.cdr),
        cel=str(pbx.cel),
        events=users["cc_events"],
        control=users["cc_control"],
        dialer=users["cc_dialer"],
    )


@dataclass
class Screen:
    """One open page: what it shows, kept up by the differences it is sent."""

    line: ClientConnection
    items: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)

    async def until(self, predicate: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Read until the screen is so; fails with what it showed last."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not predicate(self.items):
                    self.take(json.loads(await self.line.recv()))
        except TimeoutError as late:
            raise AssertionError(f"the screen still shows {self.items}") from late
        return self.items

    async def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Send a request and wait for its answer."""
        key = f"{kind}-{len(self.answers)}"
        await self.line.send(json.dumps({"type": kind, "key": key, **fields}))
        async with asyncio.timeout(PATIENCE):
            while key not in self.answers:
                self.take(json.loads(await self.line.recv()))
        answer: dict[str, Any] = self.answers[key]
        return answer

    def take(self, message: dict[str, Any]) -> None:
        """One message from the server."""
        if message["type"] == "delta":
            if message.get("snapshot"):
                self.items.clear()
            self.items.update(message["put"])
            for item_id in message["drop"]:
                self.items.pop(item_id, None)
        elif message["type"] == "answer":
            self.answers[message["key"]] = message


@dataclass
class Desk:
    """The server under test and how people reach it."""

    settings: Settings
    server: Running
    database: Database

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    @asynccontextmanager
    async def browser(self, person: Person) -> AsyncIterator["Browser"]:
        """Somebody logs in."""
        jar = CookieJar(unsafe=True)  # cookies of an address, not of a name
        async with ClientSession(self.url, headers={"Origin": self.url}, cookie_jar=jar) as http:
            browser = Browser(self.url, http)
            body = await browser.post("session", login=person.login, password=PASSWORD)
            http.headers["X-CSRF-Token"] = body["csrf"]
            yield browser

    @asynccontextmanager
    async def screen(self, person: Person) -> AsyncIterator[Screen]:
        """Somebody logs in and opens a page."""
        async with self.browser(person) as browser, browser.screen() as screen:
            yield screen


@dataclass
class Browser:
    """A logged-in person's HTTP side."""

    origin: str
    http: ClientSession

    async def post(self, path: str, **body: Any) -> Any:
        """POST, which must go well."""
        async with self.http.post(f"/api/v1/{path}", json=body) as answer:
            text = await answer.text()
            assert answer.status < 300, f"{path}: {answer.status} {text}"
            return json.loads(text) if text else None

    async def put(self, path: str, **body: Any) -> tuple[int, Any]:
        """PUT: the status and what came back."""
        async with self.http.put(f"/api/v1/{path}", json=body) as answer:
            return answer.status, await answer.json(content_type=None)

    async def get(self, path: str) -> Any:
        """GET, which must go well."""
        async with self.http.get(f"/api/v1/{path}") as answer:
            text = await answer.text()
            assert answer.status == 200, f"{path}: {answer.status} {text}"
            return json.loads(text)

    @asynccontextmanager
    async def screen(self) -> AsyncIterator[Screen]:
        """Open a page of this session."""
        ticket = await self.post("session/ticket")
        async with connect(ticket["push_url"], origin=self.origin) as line:  # type: ignore[arg-type]
            await line.send(json.dumps({"type": "hello", "ticket": ticket["ticket"]}))
            screen = Screen(line)
            await screen.until(lambda items: bool(items))
            yield screen


async def hire(dsn: str, people: tuple[Person, ...] = EVERYBODY) -> None:
    """Give everybody an account with the same password."""
    passwords = Passwords(memory_kib=1024)
    async with Database(dsn) as db:
        store = PeopleStore(db)
        kept = await passwords.hash(PASSWORD)
        for person in people:
            await store.add(person, kept, None, "test")
    passwords.close()


@asynccontextmanager
async def open_desk(settings: Settings) -> AsyncIterator[Desk]:
    """Start the server and wait until it has compared itself with Asterisk."""
    async with running(settings) as server, Database(settings.postgres.dsn) as database:
        async with asyncio.timeout(PATIENCE):
            await server.engine.until(
                lambda floor: "main" in floor.links and floor.links["main"].up
            )
        yield Desk(settings, server, database)
