"""The fact log: appended, on the disk, drained, forgotten."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from callcenter.journal.log import FactLog, FolderInUse, LogLimits
from callcenter.journal.records import Entry
from tests.unit.journal.facts import joined


@asynccontextmanager
async def running(log: FactLog) -> AsyncIterator[FactLog]:
    """Let the log's writer run; on leaving it ends as in a shutdown."""
    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(log.run())
        await asyncio.sleep(0)
        try:
            yield log
        finally:
            writer.cancel()


async def everything(log: FactLog, limit: int = 1000) -> list[Entry]:
    """Drain to the end."""
    drained: list[Entry] = []
    while True:
        entries = await log.take(limit)
        if not entries:
            return drained
        drained += entries
        log.drained(entries)


def files(folder: Path) -> list[Path]:
    return list(folder.glob("*.facts"))


async def test_facts_come_out_in_the_order_they_went_in(tmp_path: Path) -> None:
    async with running(FactLog(tmp_path)) as log:
        for number in range(5):
            log.append(joined(number))

        assert [one.fact for one in await log.take(3)] == [joined(0), joined(1), joined(2)]
        assert [one.fact for one in await everything(log)] == [joined(n) for n in range(5)]


async def test_what_is_committed_is_there_for_the_next_boot(tmp_path: Path) -> None:
    async with running(FactLog(tmp_path)) as log:
        log.append(joined(1))
        log.append(joined(2))
        await log.committed()

    async with running(FactLog(tmp_path)) as later:
        later.append(joined(3))
        drained = await everything(later)

    assert [(one.boot, one.seq) for one in drained] == [
        (log.boot, 1),
        (log.boot, 2),
        (later.boot, 1),
    ]


async def test_what_is_drained_leaves_no_file_behind(tmp_path: Path) -> None:
    async with running(FactLog(tmp_path)) as log:
        log.append(joined(1))
        await log.committed()
        await everything(log)

    assert files(tmp_path) == []


async def test_drained_files_go_while_the_server_runs(tmp_path: Path) -> None:
    async with running(FactLog(tmp_path, limits=LogLimits(segment=200))) as log:
        for number in range(6):
            log.append(joined(number))
            await log.committed()
        assert len(files(tmp_path)) > 2
        await everything(log)

        assert len(files(tmp_path)) == 1


async def test_a_drain_that_lags_reads_from_the_disk(tmp_path: Path) -> None:
    limits = LogLimits(memory=2000, segment=1500)
    async with running(FactLog(tmp_path, limits=limits)) as log:
        for number in range(50):
            log.append(joined(number))
            await log.committed()

        assert [one.fact for one in await everything(log)] == [joined(n) for n in range(50)]


async def test_facts_arrive_while_older_ones_are_drained_from_the_disk(tmp_path: Path) -> None:
    limits = LogLimits(memory=2000, segment=1500)
    drained: list[Entry] = []
    async with running(FactLog(tmp_path, limits=limits)) as log:
        for number in range(60):
            log.append(joined(number))
            await log.committed()
            if number % 3 == 0:
                entries = await log.take(2)
                drained += entries
                log.drained(entries)
        drained += await everything(log)

    assert [one.fact for one in drained] == [joined(n) for n in range(60)]


async def test_the_drain_wakes_when_something_arrives(tmp_path: Path) -> None:
    async with running(FactLog(tmp_path)) as log, asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(log.arrival())
        await asyncio.sleep(0)
        log.append(joined(1))


async def test_nothing_is_due_when_all_is_drained(tmp_path: Path) -> None:
    async with running(FactLog(tmp_path)) as log:
        log.append(joined(1))
        await everything(log)

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(log.arrival(), 0.2)


async def test_two_servers_never_share_a_folder(tmp_path: Path) -> None:
    async with running(FactLog(tmp_path)):
        with pytest.raises(FolderInUse):
            FactLog(tmp_path)


async def test_beyond_its_bound_new_facts_are_counted_as_lost(tmp_path: Path) -> None:
    log = FactLog(tmp_path, limits=LogLimits(unwritten=1000))
    for number in range(100):
        log.append(joined(number))

    kept = len(await everything(log))
    assert kept + log.lost == 100
    assert kept > 1
    async with running(log):
        pass


async def test_little_room_is_told(tmp_path: Path) -> None:
    told: asyncio.Queue[tuple[bool, str]] = asyncio.Queue()
    limits = LogLimits(free=1 << 62)
    log = FactLog(tmp_path, limits=limits, health=lambda *how: told.put_nowait(how))
    async with running(log), asyncio.timeout(5):
        log.append(joined(1))
        well, why = await told.get()

    assert not well
    assert "MiB left" in why
