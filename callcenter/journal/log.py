"""The fact log: every fact on the local disk within 50 ms, kept there until Postgres has it.

    append ──▶ memory ──(group fsync)──▶ segment files ──▶ deleted once drained
                  │                            │
                  └────── take / drained ◀─────┘   the drain reads memory, or files when it lags

While the disk is full, memory alone holds what is new, up to a bound, and the drain goes on.
"""

import asyncio
import fcntl
import os
import secrets
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path

import structlog

from callcenter import clock
from callcenter.journal import segments
from callcenter.journal.reader import SegmentReader
from callcenter.journal.records import Entry, Recorded, entry
from callcenter.journal.segments import SegmentWriter
from callcenter.journal.writer import DiskWriter, LogLimits, size

log = structlog.get_logger()

__all__ = ["FactLog", "FolderInUse", "LogLimits", "keeping"]


class FolderInUse(Exception):
    """Another server of ours writes its fact log into this folder."""


def unheard(well: bool, reason: str) -> None:
    """The health callback of somebody who does not care."""


def new_boot() -> str:
    """A name for this run that sorts after every earlier one: what those left is drained first."""
    return f"{int(clock.now().timestamp() * 1000):013d}{secrets.token_hex(2)}"


class FactLog:
    """Takes facts without ever blocking, and gives them to the drain in order, each until drained.

    `health` is called with (False, reason) when the disk refuses or is nearly full, and with
    (True, "") when it is well again. Raises FolderInUse if another server has the folder.
    """

    def __init__(
        self,
        folder: Path,
        *,
        limits: LogLimits | None = None,
        health: Callable[[bool, str], None] = unheard,
    ) -> None:
        self.boot = new_boot()
        self.lost = 0  # facts that found no room anywhere
        self._limits = limits or LogLimits()
        self._health = health
        self._well = True
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = _claim(folder)
        self._backlog = deque(segments.found(folder))
        self._reader = SegmentReader(folder)
        self._writer = SegmentWriter(folder, self.boot, self._limits.segment)
        self._disk = DiskWriter(
            self._writer,
            self._limits,
            needless=lambda seq: seq <= self._drained,
            written=self._on_disk,
            well=self._said,
        )
        self._memory: deque[Entry] = deque()  # what is not drained yet, or its newest part
        self._memory_bytes = 0
        self._seq = self._written = self._drained = 0
        self._to_drain = asyncio.Event()
        self._commits: list[tuple[int, asyncio.Future[None]]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    # --- for the engine, and for whoever acknowledges to people

    def append(self, fact: Recorded, source: str = "live") -> int:
        """Record a fact; returns its place in this boot. Never blocks, never raises."""
        self._seq += 1
        if self._disk.waiting > self._limits.unwritten:
            self.lost += 1
            return self._seq
        new = entry(self.boot, self._seq, source, fact)
        self._memory.append(new)
        self._memory_bytes += size(new)
        if self._memory_bytes > self._limits.memory:
            self._forget()
        self._disk.put(new)
        if not self._to_drain.is_set():
            self._to_drain.set()
        return self._seq

    async def committed(self) -> None:
        """Return once all that was appended so far is on the disk or in Postgres."""
        if self._seq <= max(self._written, self._drained):
            return
        future = asyncio.get_running_loop().create_future()
        self._commits.append((self._seq, future))
        self._disk.hurry()
        if self._seq <= self._written:  # the writer was faster than we were
            self._settle_commits()
        await future

    @property
    def undrained(self) -> int:
        """How many facts of this boot Postgres does not have yet."""
        return self._seq - self._drained

    @property
    def drained_up_to(self) -> int:
        """The place of the last fact of this boot that Postgres has."""
        return self._drained

    # --- the disk

    async def run(self) -> None:
        """Let facts be written for ever; what is left is written when the task is cancelled."""
        self._loop = asyncio.get_running_loop()
        self._disk.start()
        try:
            await asyncio.Event().wait()
        finally:
            self._loop = None
            self._disk.end()
            self._delete(keep=0)
            os.close(self._lock)

    def _on_disk(self, last: int) -> None:
        """In the writer's thread: everything up to here is on the disk."""
        self._written = last
        if self._commits and self._loop is not None:
            self._loop.call_soon_threadsafe(self._settle_commits)

    def _said(self, well: bool, reason: str) -> None:
        """In the writer's thread: how the disk is."""
        if well is not self._well:
            self._well = well
            log.warning("fact_log_disk", well=well, reason=reason)
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._health, well, reason)

    def _settle_commits(self) -> None:
        durable = max(self._written, self._drained)
        for seq, future in self._commits:
            if seq <= durable and not future.done():
                future.set_result(None)
        self._commits = [commit for commit in self._commits if commit[0] > durable]

    def _forget(self) -> None:
        """Keep memory within its bound; what is on the disk can be read again."""
        while self._memory_bytes > self._limits.memory and self._memory[0].seq <= self._written:
            self._memory_bytes -= size(self._memory.popleft())

    # --- for the drain

    async def arrival(self) -> None:
        """Return once there is something to drain."""
        while not (self._backlog or self._memory or self._behind()):
            self._to_drain.clear()
            await self._to_drain.wait()

    async def take(self, limit: int) -> list[Entry]:
        """The next facts to drain, oldest first; the same again until `drained` is called.

        None at all if there was only what a crash left torn.
        """
        while self._backlog:
            entries = await self._reader.read(self._backlog[0], 0)
            if entries:
                return entries
            self._backlog.popleft().path.unlink(missing_ok=True)
        if self._behind():
            for segment in self._writer.segments:
                if segment.last > self._drained:
                    return await self._reader.read(segment, self._drained)
        return list(islice(self._memory, limit))

    def _behind(self) -> bool:
        """True if the next fact to drain is on the disk, no longer in memory."""
        oldest = self._memory[0].seq if self._memory else self._seq + 1
        return self._drained + 1 < oldest and self._drained < self._written

    def drained(self, entries: list[Entry]) -> None:
        """Postgres has these, for good: forget them."""
        if entries[-1].boot != self.boot:
            self._reader.advance()
            return
        self._drained = entries[-1].seq
        while self._memory and self._memory[0].seq <= self._drained:
            self._memory_bytes -= size(self._memory.popleft())
        self._settle_commits()
        self._delete(keep=1)

    def refuse(self, bad: Entry) -> None:
        """Postgres will never take this fact: set it aside, where an administrator can see it."""
        self._reader.refuse([bad.boot.encode() + b" " + segments.line(bad).rstrip()])

    def _delete(self, keep: int) -> None:
        """Remove this boot's drained files, but not the last `keep` of them."""
        written = self._writer.segments
        for segment in written[: len(written) - keep]:
            if segment.last <= self._drained:
                segment.path.unlink(missing_ok=True)
                written.remove(segment)


@asynccontextmanager
async def keeping(
    folder: Path, limits: LogLimits, health: Callable[[bool, str], None] = unheard
) -> AsyncIterator[FactLog]:
    """A fact log at work until the block has ended, however it ends: then all is on the disk."""
    async with asyncio.TaskGroup() as tasks:
        facts = FactLog(folder, limits=limits, health=health)
        writing = tasks.create_task(facts.run(), name="fact log")
        try:
            yield facts
        finally:
            writing.cancel()


def _claim(folder: Path) -> int:
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as failure:
        os.close(handle)
        raise FolderInUse(f"{folder}: another callcenter server writes here") from failure
    return handle
