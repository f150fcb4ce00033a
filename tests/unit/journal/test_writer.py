"""The thread that brings facts to the disk."""

import queue
import shutil
from pathlib import Path

from callcenter.journal.segments import SegmentWriter, read
from callcenter.journal.writer import DiskWriter, LogLimits
from tests.unit.journal.test_segments import BOOT, entries


class Heard:
    """What the writer told, in order."""

    def __init__(self, folder: Path, drained: int = 0, **limits: float) -> None:
        self.written: queue.Queue[int] = queue.Queue()
        self.well: queue.Queue[bool] = queue.Queue()
        self.segments = SegmentWriter(folder, BOOT, 1 << 20)
        self.disk = DiskWriter(
            self.segments,
            LogLimits(**{"free": 0, **limits}),  # type: ignore[arg-type]
            needless=lambda seq: seq <= drained,
            written=self.written.put,
            well=lambda well, why: self.well.put(well),
        )


def test_what_came_together_is_written_together(tmp_path: Path) -> None:
    heard = Heard(tmp_path)
    for entry in entries(1, 5):
        heard.disk.put(entry)
    heard.disk.start()

    assert heard.written.get(timeout=5) == 5
    heard.disk.end()
    assert heard.disk.waiting == 0
    assert heard.written.empty()


def test_somebody_who_waits_does_not_wait_for_more_to_come(tmp_path: Path) -> None:
    heard = Heard(tmp_path, fsync_after=3600)
    heard.disk.start()
    heard.disk.put(entries(1, 1)[0])
    heard.disk.hurry()

    assert heard.written.get(timeout=5) == 1
    heard.disk.end()


def test_what_postgres_has_already_is_not_written(tmp_path: Path) -> None:
    heard = Heard(tmp_path, drained=2)
    for entry in entries(1, 3):
        heard.disk.put(entry)
    heard.disk.start()
    heard.disk.end()

    assert read(heard.segments.segments[0], 0)[0] == entries(3, 3)


def test_what_is_left_is_written_in_the_end(tmp_path: Path) -> None:
    heard = Heard(tmp_path, fsync_after=3600)
    heard.disk.start()
    heard.disk.put(entries(1, 1)[0])
    heard.disk.end()

    assert heard.written.get(timeout=5) == 1


def test_while_the_disk_refuses_it_is_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    heard = Heard(folder)
    heard.disk.start()
    heard.disk.put(entries(1, 1)[0])
    assert heard.well.get(timeout=5) is False
    assert heard.disk.waiting > 0

    folder.mkdir()
    assert heard.written.get(timeout=5) == 1
    heard.disk.end()
    shutil.rmtree(folder)
