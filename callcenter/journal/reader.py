"""Reads the fact log's files for the drain, each block again and again until it is drained."""

import asyncio
import os
from pathlib import Path

import structlog

from callcenter.journal import segments
from callcenter.journal.records import Entry
from callcenter.journal.segments import Segment

log = structlog.get_logger()


class SegmentReader:
    """Remembers how far a file was drained. What nobody can read is set aside in `refused`."""

    def __init__(self, folder: Path) -> None:
        self.refused = 0
        self._folder = folder
        self._name = ""
        self._offset = 0
        self._next = 0
        self._complained: set[tuple[str, int]] = set()

    async def read(self, segment: Segment, after: int) -> list[Entry]:
        """The next facts of this file beyond the place `after`; none at its end."""
        if self._name != segment.path.name:
            self._name, self._offset, self._next = segment.path.name, 0, 0
        while True:
            entries, damaged, end = await asyncio.to_thread(segments.read, segment, self._offset)
            if damaged and (self._name, self._offset) not in self._complained:
                self.refuse(damaged)
                self._complained.add((self._name, self._offset))
            entries = [entry for entry in entries if entry.seq > after]
            if entries or end == self._offset:
                self._next = end
                return entries
            self._offset = end

    def advance(self) -> None:
        """What was read last is drained."""
        self._offset = self._next

    def refuse(self, lines: list[bytes]) -> None:
        """Keep lines where an administrator can look at them. Raises OSError."""
        kept = os.open(self._folder / "refused", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(kept, "ab") as file:
            file.write(b"".join(line + b"\n" for line in lines))
        self.refused += len(lines)
        log.error("fact_log_lines_refused", lines=len(lines), kept_in="refused")
