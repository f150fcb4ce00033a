"""The fact log into Postgres: once, in order, in batches; what follows from facts goes with them.

One transaction takes a batch: its facts, which calls became one, the verdicts of the calls that
came to a point worth keeping, the agents' spans. Its keys make a repeated batch change nothing, so
that a COMMIT whose answer was lost is simply tried again.
"""

import asyncio
from collections.abc import Callable

import structlog

from callcenter.db.away import DatabaseAway
from callcenter.db.pool import Connection, Database
from callcenter.floor.events import (
    AgentAnswered,
    CallbackAsked,
    LegEnded,
    LegFact,
    Overflowed,
    PbxShutDown,
)
from callcenter.journal.fact_rows import Pair, insert_facts, legs_of, merge_calls, pairs
from callcenter.journal.log import FactLog
from callcenter.journal.records import Entry
from callcenter.journal.span_rows import note_spans
from callcenter.journal.verdict_rows import VerdictRules
from callcenter.journal.verdict_store import judge
from callcenter.journal.visits import RESTART

log = structlog.get_logger()

BATCH = 1000
PATIENCE = 5.0  # seconds between two tries while Postgres is away, at most
REMEMBERED = 50_000
TURNING_POINTS = (AgentAnswered, LegEnded, CallbackAsked, Overflowed)

LAST = "SELECT max(seq) FROM facts WHERE boot = $1"
JUST_ENDED = "SELECT call_id FROM calls WHERE pbx = $1 AND ended_at BETWEEN $2 AND $3"


class Drain:
    """Carries facts from the log to Postgres for as long as the server runs.

    `rules` is asked at each batch; `every` is how long facts are gathered, in seconds.
    """

    def __init__(
        self,
        facts: FactLog,
        database: Database,
        rules: Callable[[], VerdictRules] = VerdictRules,
        every: float = 1.0,
    ) -> None:
        self._log = facts
        self._database = database
        self._rules = rules
        self._every = every
        self._last: dict[str, int] = {}  # by earlier boot: what Postgres had of it at the start
        self._pairs: set[Pair] = set()  # those that Postgres has
        self._calls: dict[str, str] = {}  # leg -> call
        self._over: set[str] = set()  # calls that ended; a later fact may still correct them
        self._round = asyncio.Event()

    async def run(self) -> None:
        """Drain for ever; while Postgres is away or the disk refuses, keep trying."""
        pause = 0.0
        while True:
            await self._log.arrival()
            await asyncio.sleep(pause or self._every)
            try:
                while await self.once():
                    pass
                pause = 0.0
            except (DatabaseAway, OSError) as failure:
                pause = min(max(pause * 2, 0.5), PATIENCE)
                say = log.debug if isinstance(failure, DatabaseAway) else log.error
                say("drain_waits", reason=str(failure), seconds=pause)

    async def once(self) -> bool:
        """Drain one batch; returns whether a full one waits already."""
        entries = await self._log.take(BATCH)
        if not entries:
            return False
        new = await self._new(entries)
        if new:
            await self.keep(new)
        self._log.drained(entries)
        self._round.set()
        self._round = asyncio.Event()
        return self._log.undrained >= BATCH or entries[-1].boot != self._log.boot

    async def caught_up(self) -> None:
        """Return once Postgres has everything that was recorded before this call."""
        target = self._log.undrained + self._log.drained_up_to
        while self._log.drained_up_to < target:
            await self._round.wait()

    async def store(self, entries: list[Entry]) -> None:
        """Store facts and what follows from them in one transaction."""
        try:
            async with self._database.transaction() as connection:
                found = await self._store_in(connection, entries)
        except BaseException:
            self._pairs.clear()  # whether they were committed is not known
            raise
        if len(self._pairs) > REMEMBERED:
            self._pairs.clear()
            self._calls.clear()
        self._pairs.update(found)

    async def _store_in(self, connection: Connection, entries: list[Entry]) -> list[Pair]:
        found = [pair for entry in entries for pair in pairs(entry.fact)]
        new = [pair for pair in dict.fromkeys(found) if pair not in self._pairs]
        self._calls.update(legs_of(entries))
        await insert_facts(connection, entries, self._calls)
        merged = await merge_calls(connection, new) if new else set()
        due = self._due(entries) | merged | await self._cut_short(connection, entries)
        over = await judge(connection, sorted(due), self._rules())
        await note_spans(connection, entries)
        self._over = over if len(self._over) > REMEMBERED else self._over | over
        return found

    def _due(self, entries: list[Entry]) -> set[str]:
        """The calls that came to a point worth keeping, or of which more is known since."""
        return {
            entry.fact.call_id
            for entry in entries
            if isinstance(entry.fact, LegFact)
            and entry.fact.call_id
            and (
                isinstance(entry.fact, TURNING_POINTS)
                or entry.source != "live"
                or entry.fact.call_id in self._over
            )
        }

    async def _cut_short(self, connection: Connection, entries: list[Entry]) -> set[str]:
        """Calls that ended just before their PBX said that it goes down: it ended them."""
        due = set()
        for entry in entries:
            if isinstance(entry.fact, PbxShutDown):
                down = entry.fact
                rows = await connection.fetch(JUST_ENDED, down.pbx, down.at - RESTART, down.at)
                due |= {str(row["call_id"]) for row in rows}
        return due

    async def _new(self, entries: list[Entry]) -> list[Entry]:
        """Leave out what an earlier boot's drain had brought to Postgres already."""
        boot = entries[-1].boot
        if boot == self._log.boot:
            return entries
        if boot not in self._last:
            self._last[boot] = await self._database.fetchval(LAST, boot) or 0
        return [entry for entry in entries if entry.seq > self._last[boot]]

    async def keep(self, entries: list[Entry]) -> None:
        """Store facts; what Postgres will never take is set aside, so that the rest goes on.

        A witness's facts come here directly: its files are its log.
        """
        try:
            await self.store(entries)
        except DatabaseAway:
            raise
        except Exception:
            # Ours: one fact must not stop all the others for ever.
            log.exception("drain_batch_refused", facts=len(entries))
            for entry in entries:
                await self._store_alone(entry)

    async def _store_alone(self, entry: Entry) -> None:
        try:
            await self.store([entry])
        except DatabaseAway:
            raise
        except Exception:
            log.exception("fact_refused_by_postgres", boot=entry.boot, seq=entry.seq)
            self._log.refuse(entry)
