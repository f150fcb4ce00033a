"""With Postgres gone, who is logged in goes on; who is not is told to wait."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from callcenter.db.away import DatabaseAway
from callcenter.db.pool import Database
from tests.http.site import API, Site, open_site
from tests.people import LI
from tests.postgres import TEMPLATE, PostgresServer


@pytest.fixture
async def lonely_site(own_postgres: PostgresServer) -> AsyncIterator[Site]:
    """A site whose Postgres the test may stop."""
    name = await own_postgres.empty_database(TEMPLATE)
    async with Database(own_postgres.dsn(name)) as database, open_site(database) as opened:
        yield opened


async def once_postgres_is_back(ask: Callable[[], Awaitable[None]]) -> None:
    """Ask until it is answered, for five seconds at most."""
    for _ in range(100):
        try:
            return await ask()
        except DatabaseAway:
            await asyncio.sleep(0.05)
    raise AssertionError("Postgres did not come back")


async def test_logged_in_people_go_on_while_postgres_is_gone(
    lonely_site: Site, own_postgres: PostgresServer
) -> None:
    site = lonely_site
    browser, stranger = await site.logged_in(LI), site.browser()
    known = await site.logged_in(LI)
    own_postgres.stop(signal.SIGQUIT)

    shown = await browser.get("/session")
    ticket = await browser.ask("POST", f"{API}/session/ticket")
    refused = await stranger.log_in(LI)
    stranger.client.cookie_jar.update_cookies({"callcenter": "of a restarted server"})
    unknown = await stranger.get("/session")
    left = await known.ask("DELETE", f"{API}/session")

    assert (shown.status, ticket.status, left.status) == (200, 200, 204)
    assert (refused.status, refused.code) == (503, "memory_away")
    assert int(refused.headers["Retry-After"]) >= 1
    assert unknown.status == 503  # nobody can tell, so the page must not forget the log-in
    assert (await known.get("/session")).status == 401

    own_postgres.start()
    await once_postgres_is_back(site.sessions.compare)
    ended = await site.database.fetchval(
        "SELECT count(*) FROM sessions WHERE ended_because = 'logged_out'"
    )
    assert ended == 1
    assert (await browser.get("/session")).status == 200
