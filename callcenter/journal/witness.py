"""Asterisk's own files as the independent witness: what we did not hear is read there later."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import msgspec
import structlog

from callcenter.ami.vocabulary import Pbx
from callcenter.db.pool import Connection, Database
from callcenter.floor.events import AnyFact
from callcenter.journal.drain import Drain
from callcenter.journal.heard import AFTER, heard_spans, missed
from callcenter.journal.intervals import Span
from callcenter.journal.records import entry
from callcenter.journal.witness_files import Line, Place, lines
from callcenter.journal.witness_rows import (
    CelRow,
    Clues,
    QueueRow,
    cel_row,
    leg_facts,
    queue_facts,
    queue_row,
)

log = structlog.get_logger()

SETTLED = timedelta(seconds=2)  # younger lines may still be joined by others of their moment
BATCH = 1000
MOST = 100_000  # lines of a file in one round
PLACE = "SELECT fingerprint, place FROM witness_positions WHERE pbx = $1 AND file = $2"
MOVE = """
    INSERT INTO witness_positions (pbx, file, fingerprint, place, read_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (pbx, file) DO UPDATE
    SET fingerprint = excluded.fingerprint, place = excluded.place, read_at = excluded.read_at
"""

FILES = ("cel", "queue_log")
Row = CelRow | QueueRow


class WitnessFiles(msgspec.Struct, frozen=True, kw_only=True):
    """Where they can be read; empty: nowhere."""

    queue_log: str = ""
    cel: str = ""


class Reading(msgspec.Struct):
    """What was read of one file: its rows with their lines, and where the next one begins."""

    rows: list[tuple[Line, CelRow | QueueRow]]
    place: Place


class Witness:
    """One PBX's files. `unreadable` counts lines that are no lines of ours."""

    def __init__(
        self, pbx: Pbx, files: WitnessFiles, database: Database, drain: Drain, boot: str
    ) -> None:
        self.pbx = pbx
        self.unreadable = 0
        self._files = files
        self._database = database
        self._drain = drain
        self._boot = boot

    async def read(self, now: datetime) -> int:
        """Take what we missed into the journal; returns how many facts that were.

        Reading twice changes nothing: a fact's identity is its place in the file.
        """
        async with self._database.connection() as connection:
            heard = await heard_spans(connection, self.pbx.name, self._boot, now)
            places = {name: await _place(connection, self.pbx.name, name) for name in FILES}
        if not heard:
            return 0  # never heard: what was before us is not ours
        until = min(now - SETTLED, heard[-1][1])
        cel = await self._reading(self._files.cel, places["cel"], cel_row, until)
        queue_log = await self._reading(
            self._files.queue_log, places["queue_log"], queue_row, until
        )
        clues = Clues((row for _, row in cel.rows if isinstance(row, CelRow)), self.pbx)
        count = await self._keep("cel", cel, heard, clues, now)
        return count + await self._keep("queue_log", queue_log, heard, clues, now)

    async def _reading(
        self, path: str, place: Place, parse: Callable[[str], Row | None], until: datetime
    ) -> Reading:
        """The lines since the last time that had happened by `until`."""
        if not path:
            return Reading([], place)
        try:
            return await asyncio.to_thread(self._read, Path(path), place, parse, until)
        except OSError as failure:
            log.warning("witness_unreadable", file=path, reason=str(failure))
            return Reading([], place)

    def _read(
        self, path: Path, place: Place, parse: Callable[[str], Row | None], until: datetime
    ) -> Reading:
        rows = []
        for line in islice(lines(path, place), MOST):
            row = parse(line.text)
            if row is not None and row.at > until:
                break
            if row is None:
                self.unreadable += 1
            else:
                rows.append((line, row))
            place = line.after
        return Reading(rows, place)

    async def _keep(
        self, file: str, reading: Reading, heard: list[Span], clues: Clues, now: datetime
    ) -> int:
        """Store what was missed, with the place that was reached, batch by batch."""
        entries = [
            entry(
                f"witness:{self.pbx.name}:{file}:{line.place.fingerprint}",
                line.place.offset + number,  # a line is longer than its facts are many
                "witness",
                fact,
            )
            for line, row in reading.rows
            if row.at >= heard[0][0] - AFTER and missed(row.at, heard)
            for number, fact in enumerate(self._facts(row, clues))
        ]
        for first in range(0, len(entries), BATCH):
            await self._drain.keep(entries[first : first + BATCH])
        place = reading.place
        if place.fingerprint:
            await self._database.execute(
                MOVE, self.pbx.name, file, place.fingerprint, place.offset, now
            )
        return len(entries)

    def _facts(self, row: Row, clues: Clues) -> list[AnyFact]:
        if isinstance(row, CelRow):
            return leg_facts(row, self.pbx)
        return queue_facts(row, clues, self.pbx)


async def _place(connection: Connection, pbx: str, file: str) -> Place:
    row = await connection.fetchrow(PLACE, pbx, file)
    return Place(row["fingerprint"], row["place"]) if row else Place()
