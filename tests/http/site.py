"""The HTTP side as the application wires it, on a free port, and browsers to use it with."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
from prometheus_client import CollectorRegistry

from callcenter import clock
from callcenter.db.pool import Database
from callcenter.floor.state import Floor, QueueRules, Rules
from callcenter.journal import routes as journal_routes
from callcenter.journal.answers import Disposition
from callcenter.journal.store import JournalStore
from callcenter.people import administration, routes
from callcenter.people.passwords import Passwords
from callcenter.people.roster import Roster
from callcenter.people.sessions import Sessions, unheard
from callcenter.people.store import PeopleStore
from callcenter.people.throttle import Throttle
from callcenter.people.tickets import Tickets
from callcenter.push.schema import catalogue
from callcenter.roles import Person
from callcenter.settings import Choice, QueueSettings, ServerSettings, Settings
from callcenter.web_api import desk, server
from callcenter.web_api.health import Part
from callcenter.web_api.origins import origins
from callcenter.web_api.route import Table
from tests.people import EVERYBODY

PASSWORD = "correct horse 9 battery"
API = "/api/v1"
SHANGHAI = timezone(timedelta(hours=8))
FLOOR = Floor(rules=Rules(queues={"main/hotline": QueueRules(label="市民热线")}))

Json = dict[str, Any]


class Answer(msgspec.Struct, frozen=True):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    raw: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.raw)

    @property
    def code(self) -> str:
        """A problem's stable code; empty if it is none."""
        if self.headers.get("Content-Type") != "application/problem+json":
            return ""
        return str(self.json["code"])


@dataclass
class Browser:
    """One browser: cookies of its own, and the headers that our pages send."""

    client: aiohttp.ClientSession
    url: str
    csrf: str = ""

    async def ask(
        self, method: str, path: str, body: object = None, **headers: str | None
    ) -> Answer:
        """One request, as our pages make it; a header given as None is left out."""
        sent: dict[str, str | None] = {"Origin": self.url, "X-CSRF-Token": self.csrf}
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = body if isinstance(body, bytes) or body is None else msgspec.json.encode(body)
        kept = {name: value for name, value in sent.items() if value is not None}
        async with self.client.request(
            method, self.url + path, data=raw and BytesIO(raw), headers=kept, allow_redirects=False
        ) as answered:
            return Answer(answered.status, answered.headers.copy(), await answered.read())

    async def get(self, path: str, **headers: str | None) -> Answer:
        return await self.ask("GET", API + path, None, **headers)

    async def log_in(self, person: Person, password: str = PASSWORD) -> Answer:
        """Log in, and keep the CSRF token as a page does."""
        body = {"login": person.login, "password": password}
        answered = await self.ask("POST", f"{API}/session", body)
        if answered.status == 200:
            self.csrf = answered.json["csrf"]
        return answered

    def token(self) -> str:
        """The session's cookie."""
        jar = {cookie.key: cookie.value for cookie in self.client.cookie_jar}
        return jar.get("callcenter", "")


@dataclass
class Site:
    """The running server and its parts."""

    database: Database
    settings: Settings
    store: PeopleStore
    sessions: Sessions
    tickets: Tickets
    roster: Roster
    table: Table
    parts: dict[str, Part]
    ended: list[str] = field(default_factory=list)
    people: tuple[Person, ...] = ()
    on_ended: Callable[[str], None] = unheard
    floor: Floor = FLOOR
    behind: bool = False
    saved: list[Disposition] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    _clients: list[aiohttp.ClientSession] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.server.port}"

    def browser(self) -> Browser:
        """A fresh browser with nothing in it."""
        client = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self._clients.append(client)
        return Browser(client, self.url)

    async def logged_in(self, person: Person) -> Browser:
        """A browser with this person at it."""
        browser = self.browser()
        answered = await browser.log_in(person)
        assert answered.status == 200, answered
        return browser

    def people_changed(self, people: tuple[Person, ...]) -> None:
        """What the application would tell the floor."""
        self.people = people
        self.heard.set()

    def session_ended(self, session_id: str) -> None:
        """What the application would tell the push channel."""
        self.ended.append(session_id)
        self.on_ended(session_id)
        self.heard.set()

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that was heard, five seconds at most."""
        async with asyncio.timeout(5):
            while not happened():
                self.heard.clear()
                await self.heard.wait()

    async def close(self) -> None:
        for client in self._clients:
            await client.close()


def settings_of(port: int) -> Settings:
    """A small centre."""
    return Settings(
        server=ServerSettings(port=port, push_port=port + 1),
        queue={"hotline": QueueSettings(label="市民热线")},
        pause_reason=(Choice(code="meal", label={"zh-CN": "用餐", "en": "Meal"}),),
        disposition=(Choice(code="solved", label={"zh-CN": "已办结"}, kind="done"),),
    )


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def open_site(database: Database, static: Path = server.STATIC) -> AsyncIterator[Site]:
    """Everything of HTTP, wired as the application does it; the cast is in the database."""
    settings = settings_of(free_port())
    store = PeopleStore(database)
    sessions = Sessions(store, clock.now, lambda session_id: site.session_ended(session_id))
    site = Site(
        database=database,
        settings=settings,
        store=store,
        sessions=sessions,
        tickets=Tickets(sessions, clock.monotonic),
        roster=Roster(store, sessions, lambda people: site.people_changed(people)),
        table=(),
        parts={"postgres": Part(up=True)},
    )
    passwords = Passwords(memory_kib=1024)
    await add_cast(store, passwords)
    site.table = table_of(site, passwords)
    app = server.build(
        settings.server,
        site.table,
        sessions,
        parts=lambda: site.parts,
        registry=CollectorRegistry(),
        push_catalogue=catalogue(),
        static=static,
    )
    async with server.listening(app, settings.server):
        try:
            yield site
        finally:
            await site.close()
            passwords.close()


async def add_cast(store: PeopleStore, passwords: Passwords) -> None:
    """Everybody has the same password, hashed once."""
    kept = await passwords.hash(PASSWORD)
    for person in EVERYBODY:
        await store.add(person, kept, None, "test")


def table_of(site: Site, passwords: Passwords) -> Table:
    """All routes."""
    session_routes = routes.SessionRoutes(
        site.store,
        site.sessions,
        passwords,
        site.roster,
        throttle=Throttle(clock.monotonic),
        tickets=site.tickets,
        push_url=origins(site.settings.server).push_url,
    )
    accounts = administration.Administration(
        site.store, site.sessions, passwords, site.roster, lambda: frozenset(site.settings.queue)
    )
    journal = journal_routes.JournalRoutes(
        JournalStore(site.database),
        lambda: site.floor,
        clock.now,
        zone=SHANGHAI,
        behind=lambda: site.behind,
        saved=site.saved.append,
        dispositions=frozenset(choice.code for choice in site.settings.disposition),
    )
    return (
        *routes.table(session_routes),
        *journal_routes.table(journal),
        *administration.table(accounts),
        *desk.table(site.settings),
    )
