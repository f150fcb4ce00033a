"""A session's sockets end with it: log-in, ticket, real websocket, and each way out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import msgspec
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from callcenter import clock
from callcenter.people.account import Changes
from callcenter.push.server import Door, PushServer
from callcenter.web_api.origins import origins
from tests.http.site import API, PASSWORD, Browser, Site
from tests.people import ADA, ZHAO

WayOut = Callable[[Site, Browser, Browser], Awaitable[object]]


@asynccontextmanager
async def pushing(site: Site) -> AsyncIterator[PushServer]:
    """The push channel beside the site, told of endings as the application tells it."""
    door = Door(
        host="127.0.0.1",
        port=site.settings.server.push_port,
        origins=origins(site.settings.server).web,
    )
    screens = PushServer(
        door, lambda: site.floor, lambda fact: None, site.tickets.redeem, clock.now
    )
    site.on_ended = screens.end_session
    async with asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(screens.run())
        watching = tasks.create_task(site.roster.watch())
        await screens.until_open()
        yield screens
        watching.cancel()
        serving.cancel()


async def opened(browser: Browser, ticket: str = "") -> ClientConnection:
    """A screen, as the page opens it."""
    given = (await browser.ask("POST", f"{API}/session/ticket")).json
    socket = await connect(given["push_url"], origin=browser.url, compression=None)  # type: ignore[arg-type]
    await socket.send(
        msgspec.json.encode({"type": "hello", "ticket": ticket or given["ticket"]}).decode()
    )
    return socket


async def closed(socket: ClientConnection) -> int:
    """Read until the server closes; its code."""
    try:
        async with asyncio.timeout(5):
            while True:
                await socket.recv()
    except ConnectionClosed as ended:
        return ended.rcvd.code if ended.rcvd else 0


async def logs_out(site: Site, admin: Browser, here: Browser) -> object:
    return await here.ask("DELETE", f"{API}/session")


async def is_disabled(site: Site, admin: Browser, here: Browser) -> object:
    return await admin.ask("PATCH", f"{API}/people/{ZHAO.id}", {"disabled": True})


async def is_demoted(site: Site, admin: Browser, here: Browser) -> object:
    return await admin.ask("PATCH", f"{API}/people/{ZHAO.id}", {"role": "agent"})


async def gets_a_new_password(site: Site, admin: Browser, here: Browser) -> object:
    return await admin.ask("POST", f"{API}/people/{ZHAO.id}/password", {})


async def changes_it_elsewhere(site: Site, admin: Browser, here: Browser) -> object:
    elsewhere = await site.logged_in(ZHAO)
    body = {"old": PASSWORD, "new": "another horse 7 stable"}
    return await elsewhere.ask("POST", f"{API}/session/password", body)


async def is_disabled_on_the_command_line(site: Site, admin: Browser, here: Browser) -> object:
    return await site.store.change(ZHAO.id, Changes(disabled=True), None, "command line")


@pytest.mark.parametrize(
    "way_out",
    [
        logs_out,
        is_disabled,
        is_demoted,
        gets_a_new_password,
        changes_it_elsewhere,
        is_disabled_on_the_command_line,
    ],
    ids=lambda way_out: way_out.__name__,
)
async def test_within_two_seconds_the_screen_is_closed(site: Site, way_out: WayOut) -> None:
    async with pushing(site):
        admin, here = await site.logged_in(ADA), await site.logged_in(ZHAO)
        screen, other = await opened(here), await opened(admin)
        assert msgspec.json.decode(await screen.recv())["type"] == "welcome"

        began = clock.monotonic()
        await way_out(site, admin, here)

        assert await closed(screen) == 4003
        assert clock.monotonic() - began < 2
        assert other.close_code is None
        await other.close()


async def test_a_ticket_opens_one_screen_only(site: Site) -> None:
    async with pushing(site):
        here = await site.logged_in(ZHAO)
        ticket = (await here.ask("POST", f"{API}/session/ticket")).json["ticket"]
        first = await opened(here, ticket)
        assert msgspec.json.decode(await first.recv())["type"] == "welcome"

        assert await closed(await opened(here, ticket)) == 4001
        assert await closed(await opened(here, "made up")) == 4001
        await first.close()
