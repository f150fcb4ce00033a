"""Who may log in, kept at hand for the floor; changes made by anybody are seen within a second."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

from callcenter.db.away import DatabaseAway
from callcenter.people.sessions import Sessions
from callcenter.people.store import PeopleStore
from callcenter.roles import Person

log = structlog.get_logger()

GLANCE = 1.0  # seconds between two looks at Postgres
DAY = 86_400


class Roster:
    """Everybody who is not disabled. `on_people` hears the whole list whenever it changed."""

    def __init__(
        self,
        store: PeopleStore,
        sessions: Sessions,
        on_people: Callable[[tuple[Person, ...]], None],
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._on_people = on_people
        self._revision = -1
        self._looking = asyncio.Lock()  # so that an older answer never comes after a newer one

    async def refresh(self) -> None:
        """Look now, and tell if anything changed; DatabaseAway if there is nothing to look at."""
        async with self._looking:
            revision = await self._store.revision()
            if revision != self._revision:
                accounts = await self._store.everybody()
                self._on_people(tuple(found.person for found in accounts if not found.disabled))
                self._revision = revision
            await self._sessions.compare()

    async def hurry(self) -> None:
        """Look now, after a change that is already safe: if Postgres went since, `watch` looks."""
        with suppress(DatabaseAway):
            await self.refresh()

    async def watch(self, every: float = GLANCE) -> None:
        """Look again and again; while Postgres is away everybody who is logged in stays so."""
        rounds = 0
        while True:
            self._sessions.expire()
            try:
                await self.refresh()
                if rounds % int(DAY / every) == 0:
                    await self._store.forget_old_sessions()
                rounds += 1
            except DatabaseAway as away:
                log.debug("roster_waits", reason=str(away))
            except Exception:
                # ours, or a row that somebody wrote by hand: calls go on with whom we know
                log.exception("roster_not_read")
            await asyncio.sleep(every)
