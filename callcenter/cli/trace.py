"""`callcenter trace CALL`: all that is known of one call, as a readable story."""

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

from callcenter.cli import configured
from callcenter.cli.console import fail, out, quiet
from callcenter.db.away import DatabaseAway
from callcenter.db.pool import Database
from callcenter.journal.answers import CallStory
from callcenter.journal.store import JournalStore
from callcenter.journal.trace import Told, lines


def trace(call: str, *, locale: str = "", config: Path | None = None) -> None:
    """Tell the story of a call.

    CALL is its id (main/1795475526.0), any id it had before it was merged, or the end of one.
    """
    quiet()
    settings = configured.with_box(config)
    try:
        story, facts = asyncio.run(known(settings.postgres.dsn, call))
    except DatabaseAway as away:
        fail(f"PostgreSQL cannot be reached ({away}): start it, or see to postgres.dsn")
    if not facts:
        fail(f"nothing is known of a call {call}: give an id as the pages show it")
    zone = ZoneInfo(settings.server.zone)
    for line in lines(story, facts, locale or settings.server.locale, zone):
        out.print(line, markup=False)


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
