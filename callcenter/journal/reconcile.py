"""No call without an end: after a gap the witness is read, then what is gone is called lost."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import structlog

from callcenter.db.away import DatabaseAway
from callcenter.db.pool import Database
from callcenter.floor.events import LegEnded
from callcenter.floor.phone_key import pbx_of
from callcenter.floor.state import Floor
from callcenter.journal.drain import Drain
from callcenter.journal.log import FactLog
from callcenter.journal.witness import Witness

log = structlog.get_logger()

# Most legs are known to have ended; only of the others every fact is looked through.
OPEN_LEGS = """
    WITH begun AS MATERIALIZED (
        SELECT f.leg_id, f.call_id, f.boot, f.at
        FROM facts AS f LEFT JOIN legs ON legs.leg_id = f.leg_id
        WHERE f.kind = 'LegStarted' AND f.at BETWEEN $1 AND $2 AND legs.ended_at IS NULL
    )
    SELECT DISTINCT ON (leg_id) leg_id, call_id, boot FROM begun
    WHERE NOT EXISTS (
        SELECT FROM facts AS f
        WHERE f.kind = 'LegEnded' AND f.leg_id = begun.leg_id AND f.call_id IN (
            SELECT call_id FROM leg_calls WHERE leg_id = begun.leg_id
        )
    )
    ORDER BY leg_id, at
"""
HEARD_LAST = "SELECT at FROM facts WHERE boot = $1 ORDER BY seq DESC LIMIT 1"

LOOK_BACK = timedelta(days=2)
YOUNG = timedelta(seconds=30)  # a leg that began just now may not be on the floor yet
SOON = 8.0  # seconds from a restored link until Asterisk's files have all of the gap


class Reconciler:
    """Runs beside the drain. `floor` and `now` are asked at each round."""

    def __init__(
        self,
        witnesses: Iterable[Witness],
        drain: Drain,
        facts: FactLog,
        database: Database,
        floor: Callable[[], Floor],
    ) -> None:
        self._witnesses = list(witnesses)
        self._drain = drain
        self._log = facts
        self._database = database
        self._floor = floor
        self._nudged = asyncio.Event()

    def nudge(self) -> None:
        """A link was restored: do not wait for the next round."""
        self._nudged.set()

    async def run(self, now: Callable[[], datetime], every: float = 60.0) -> None:
        """Reconcile for ever: soon after a nudge, else now and then."""
        while True:
            try:
                async with asyncio.timeout(every):
                    await self._nudged.wait()
                await asyncio.sleep(SOON)
            except TimeoutError:
                pass
            self._nudged.clear()
            try:
                await self.once(now())
            except DatabaseAway as away:
                log.debug("reconcile_waits", reason=str(away))
            except Exception:
                # Ours: files that others write must not end the calls that go on.
                log.exception("reconcile_failed")

    async def once(self, now: datetime) -> int:
        """One round; returns how many facts it brought."""
        floor = self._floor()  # first: what ends from now on is told by its own facts
        await self._drain.caught_up()
        found = 0
        for witness in self._witnesses:
            found += await witness.read(now)
        found += await self._end_what_is_gone(floor, now)
        if found:
            log.info("reconciled", facts=found)
        return found

    async def _end_what_is_gone(self, floor: Floor, now: datetime) -> int:
        """Legs that nobody saw end and that Asterisk no longer has ended while we did not hear."""
        rows = await self._database.fetch(OPEN_LEGS, now - LOOK_BACK, now - YOUNG)
        gone = 0
        for row in rows:
            leg_id, boot = str(row["leg_id"]), str(row["boot"])
            link = floor.links.get(pbx_of(leg_id))
            if floor.legs.get(leg_id) is not None or link is None or not link.up:
                continue
            at = now
            if boot != self._log.boot:
                # It lived when that boot heard last; when it ended, nobody can say.
                at = await self._database.fetchval(HEARD_LAST, boot)
            call_id = str(row["call_id"])
            self._log.append(LegEnded(at=at, leg_id=leg_id, call_id=call_id, lost=True))
            gone += 1
        return gone
