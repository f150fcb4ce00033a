"""The fact log against kill -9 and a full disk."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from callcenter.journal import segments
from callcenter.journal.log import FactLog, LogLimits
from tests.faults.sizes import KILLS
from tests.unit.journal.facts import joined
from tests.unit.journal.test_log import everything, running

ROOT = Path(__file__).parents[2]


def writer(folder: Path, *more: str) -> subprocess.Popen[str]:
    """Start a journal in a process of its own."""
    command = [sys.executable, "-m", "tests.faults.journal_writer", str(folder), *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def killed_after(child: subprocess.Popen[str], lines: int) -> list[str]:
    """Let it acknowledge so many facts, kill it, and return all that it had acknowledged."""
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(lines)]
    child.kill()
    said += child.stdout.readlines()
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
    return [line for line in said if line.startswith("kept ") and line.endswith("\n")]


def test_what_was_acknowledged_before_a_kill_is_there_exactly_once(tmp_path: Path) -> None:
    chance = random.Random(6)
    promised: set[tuple[str, int]] = set()
    for _ in range(KILLS):
        for line in killed_after(writer(tmp_path), chance.randrange(1, 60)):
            _, boot, place, _ = line.split()
            promised.add((boot, int(place)))

    kept: list[tuple[str, int]] = []
    for segment in segments.found(tmp_path):
        offset = 0
        while True:
            entries, damaged, end = segments.read(segment, offset)
            assert damaged == []
            kept += [(entry.boot, entry.seq) for entry in entries]
            if end == offset:
                break
            offset = end
    assert promised <= set(kept)
    assert len(kept) == len(set(kept))


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 256 KiB of its own."""
    if os.geteuid() != 0:
        pytest.fail("a small disk needs root: run this part as root, or leave it to CI")
    folder = Path(tempfile.mkdtemp(prefix="callcenter-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


async def test_a_full_disk_loses_nothing_and_tells(small_disk: Path) -> None:
    told: asyncio.Queue[bool] = asyncio.Queue()
    ballast = small_disk / "ballast"
    limits = LogLimits(free=0, segment=50_000)
    log = FactLog(small_disk, limits=limits, health=lambda well, why: told.put_nowait(well))
    async with asyncio.timeout(30), running(log):
        log.append(joined(0))
        await log.committed()
        ballast.write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * 4096))
        for number in range(1, 500):
            log.append(joined(number))
        assert await told.get() is False

        ballast.unlink()
        await log.committed()
        assert await told.get() is True
        assert [one.fact for one in await everything(log)] == [joined(n) for n in range(500)]
    assert log.lost == 0


async def test_while_the_disk_is_full_the_drain_goes_on(small_disk: Path) -> None:
    log = FactLog(small_disk, limits=LogLimits(free=0))
    (small_disk / "ballast").write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * 4096))
    async with asyncio.timeout(30), running(log):
        for number in range(100):
            log.append(joined(number))
        drained = await everything(log)
        await log.committed()  # Postgres has it: that is durable enough

    assert len(drained) == 100
