"""`callcenter trace CALL`: all that is known of one call, as a readable story."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from callcenter import clock
from callcenter.cli import configured
from callcenter.cli.console import fail, out, quiet
from callcenter.db.away import DatabaseAway
from callcenter.db.pool import Database
from callcenter.journal.answers import CallStory, PastCall
from callcenter.journal.store import JournalStore
from callcenter.journal.trace import Told, lines

LATEST = 20
EVER = datetime(2000, 1, 1, tzinfo=UTC)


def trace(call: str = "", *, locale: str = "", config: Path | None = None) -> None:
    """Tell the story of a call; without CALL, list the latest calls with their ids.

    CALL is its id (main/1795475526.0), any id it had before it was merged, or the end of one.
    """
    quiet()
    settings = configured.with_box(config)
    zone = ZoneInfo(settings.server.zone)
    try:
        if not call:
            calls = asyncio.run(latest(settings.postgres.dsn))
            tell(map(partial(line, zone=zone), calls) if calls else ["no calls yet"])
            return
        story, facts = asyncio.run(known(settings.postgres.dsn, call))
    except DatabaseAway as away:
        fail(f"PostgreSQL cannot be reached ({away}): start it, or see to postgres.dsn")
    if not facts:
        fail(f"nothing is known of a call {call}: `callcenter trace` alone lists the latest ids")
    tell(lines(story, facts, locale or settings.server.locale, zone))


def tell(story: Iterable[str]) -> None:
    """Print it as it is."""
    for text in story:
        out.print(text, markup=False)


async def latest(dsn: str) -> list[PastCall]:
    """The calls that began last, latest first."""
    async with Database(dsn, size=1) as database:
        return await JournalStore(database).calls(EVER, clock.now(), limit=LATEST)


def line(call: PastCall, *, zone: tzinfo) -> str:
    """One call of the list."""
    began = f"{call.started_at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    return (
        f"{began}  {call.outcome or '…':<10}  {call.call_id}  {call.number} {call.name}".rstrip()
    )


async def known(dsn: str, call: str) -> tuple[CallStory | None, list[Told]]:
    """The call's rows and its facts; nothing if no call, or more than one, is meant."""
    async with Database(dsn, size=1) as database:
        store = JournalStore(database)
        meant = await store.meant(call)
        if len(meant) > 1:
            fail(f"{call} is the end of {len(meant)} ids: give more of it, e.g. {meant[0]}")
        if not meant:
            return None, []
        return await store.call(meant[0]), await store.facts(meant[0])
