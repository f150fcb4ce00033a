"""The fact log's files: lines with a checksum, fsynced in groups, read back after a crash.

A file is named `<boot>-<first seq>.facts`. A line is `<crc32> <seq> <source> <fact as JSON>`; the
JSON holds no newline. What a crash tore off at the end of a file was never acknowledged.
"""

import os
import zlib
from pathlib import Path

import msgspec
import structlog

from callcenter.journal.records import Entry, decode

log = structlog.get_logger()

SUFFIX = ".facts"
READ_BYTES = 256 << 10


class Segment(msgspec.Struct):
    """One file and the places it holds; `last` is 0 until anything is in it."""

    path: Path
    boot: str
    first: int
    last: int = 0


def line(entry: Entry) -> bytes:
    """One fact as it stands in the file."""
    text = b"%d %s %s" % (entry.seq, entry.source.encode(), entry.body)
    return b"%08x %s\n" % (zlib.crc32(text), text)


def parsed(boot: str, text: bytes) -> Entry | None:
    """The fact in a line without its newline, None if it is damaged or of no kind we know."""
    checksum, _, rest = text.partition(b" ")
    if checksum != b"%08x" % zlib.crc32(rest):
        return None
    seq, source, body = rest.split(b" ", 2)
    try:
        return Entry(boot, int(seq), source.decode(), decode(body), body)
    except msgspec.MsgspecError:
        return None


def found(folder: Path) -> list[Segment]:
    """The files of earlier boots, oldest first."""
    segments = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        boot, _, first = path.stem.rpartition("-")
        segments.append(Segment(path, boot, int(first)))
    return segments


def read(segment: Segment, offset: int) -> tuple[list[Entry], list[bytes], int]:
    """Facts from `offset` on, lines that are damaged, and where to read on.

    Nothing and the same offset: the end, or a last line that is torn or still being written.
    """
    with segment.path.open("rb") as file:
        file.seek(offset)
        block = file.read(READ_BYTES)
        if b"\n" not in block:
            block += file.readline()
    whole = block[: block.rfind(b"\n") + 1]
    entries, damaged = [], []
    for text in whole.split(b"\n")[:-1]:
        entry = parsed(segment.boot, text)
        if entry is None:
            damaged.append(text)
        else:
            entries.append(entry)
    return entries, damaged, offset + len(whole)


class SegmentWriter:
    """Writes this boot's files; everything it returns from is on the disk."""

    def __init__(self, folder: Path, boot: str, limit: int) -> None:
        self.segments: list[Segment] = []  # the last one is being written
        self.folder = folder
        self._boot = boot
        self._limit = limit
        self._handle = -1
        self._length = 0
        self._last = 0

    def write(self, entries: list[Entry]) -> int:
        """Append what is not there yet and fsync; returns the last place on the disk.

        Raises OSError with the file as it was before.
        """
        entries = [entry for entry in entries if entry.seq > self._last]
        if entries:
            self._append(entries)
        return self._last

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _append(self, entries: list[Entry]) -> None:
        if self._handle < 0 or self._length >= self._limit:
            self._begin(entries[0].seq)
        block = b"".join(map(line, entries))
        try:
            written = 0
            while written < len(block):
                written += os.write(self._handle, block[written:])
            os.fdatasync(self._handle)
        except OSError:
            self._cut()
            raise
        self._length += len(block)
        self._last = self.segments[-1].last = entries[-1].seq

    def _begin(self, first: int) -> None:
        path = self.folder / f"{self._boot}-{first:012d}{SUFFIX}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.close()
        self._handle, self._length = handle, os.fstat(handle).st_size
        if not self.segments or self.segments[-1].path != path:
            self.segments.append(Segment(path, self._boot, first))
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _cut(self) -> None:
        """Take back a half-written group, so that the next one begins on a line of its own."""
        try:
            os.ftruncate(self._handle, self._length)
        except OSError:
            log.exception("fact_log_cut_failed")
            self.close()  # the next group goes into a file of its own
