"""The thread that brings facts to the disk: the event loop has no part in it but to leave them."""

import shutil
import threading
from collections import deque
from collections.abc import Callable

import msgspec
import structlog

from callcenter.journal.records import Entry
from callcenter.journal.segments import SegmentWriter

log = structlog.get_logger()

AGAIN = 0.5  # seconds between two tries while the disk refuses


class LogLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How soon, how much: seconds and bytes."""

    fsync_after: float = 0.05
    segment: int = 4 << 20
    memory: int = 64 << 20  # beyond it, what is on the disk is forgotten here and read again
    unwritten: int = 256 << 20  # beyond it, with the disk full, new facts are lost, with an alarm
    free: int = 256 << 20  # alarm below this much room


def size(entry: Entry) -> int:
    """Roughly what a fact takes in memory."""
    return len(entry.body) + 200


class DiskWriter:
    """Writes and fsyncs whatever was put, in groups: soon, or at once if somebody waits.

    `needless(seq)` tells a fact that need not be written any more. `written` and `well` are called
    in this thread: after a group is on the disk, and with how the disk is.
    """

    def __init__(
        self,
        segments: SegmentWriter,
        limits: LogLimits,
        *,
        needless: Callable[[int], bool],
        written: Callable[[int], None],
        well: Callable[[bool, str], None],
    ) -> None:
        self._segments = segments
        self._limits = limits
        self._needless = needless
        self._written = written
        self._well = well
        self._put: deque[Entry] = deque()  # appended by the loop, emptied by the thread
        self._group: list[Entry] = []
        self._bytes_put = self._bytes_taken = 0  # each is changed by one side only
        self._something = threading.Event()
        self._urgent = threading.Event()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="fact log", daemon=True)

    @property
    def waiting(self) -> int:
        """How many bytes wait for the disk."""
        return self._bytes_put - self._bytes_taken

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def put(self, entry: Entry) -> None:
        """Leave a fact to be written. Never blocks."""
        self._put.append(entry)
        self._bytes_put += size(entry)
        if not self._something.is_set():
            self._something.set()

    def hurry(self) -> None:
        """Somebody waits."""
        self._urgent.set()

    def end(self) -> None:
        """Write what is left and stop; returns when that is done, or the disk refused it."""
        self._ending = True
        self._urgent.set()
        self._something.set()
        if self._thread.is_alive():
            self._thread.join()
        else:
            self._write()
        self._segments.close()

    def _run(self) -> None:
        while not self._ending:
            self._something.wait()
            self._urgent.wait(self._limits.fsync_after)  # let more come, to be written in one go
            self._something.clear()
            self._urgent.clear()
            if not self._write() and not self._ending:
                self._urgent.wait(AGAIN)
                self._something.set()
        if not self._write():
            log.error("fact_log_lost_its_end", facts=len(self._group))

    def _write(self) -> bool:
        for _ in range(len(self._put)):
            self._group.append(self._put.popleft())
        try:
            group = [entry for entry in self._group if not self._needless(entry.seq)]
            last = self._segments.write(group) if group else 0
            free = shutil.disk_usage(self._segments.folder).free
        except Exception as failure:  # whatever it is, facts must go on being kept
            self._well(False, f"{failure}: {self._segments.folder}")
            return False
        self._bytes_taken += sum(map(size, self._group))
        self._group = []
        if last:
            self._written(last)
        enough = free >= self._limits.free
        few = f"only {free >> 20} MiB left: {self._segments.folder}"
        self._well(enough, "" if enough else few)
        return True
