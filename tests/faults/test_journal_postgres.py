"""The journal while Postgres is killed, hung, cut off; while the server is killed."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import uuid4

from callcenter import clock
from callcenter.db.away import DatabaseAway
from callcenter.db.pool import Database
from callcenter.journal.drain import Drain
from callcenter.journal.log import FactLog
from callcenter.journal.records import entry
from callcenter.journal.store import JournalStore
from tests.faults.postgres_proxy import PostgresProxy
from tests.faults.sizes import CUTS, KILLS, OUTAGE
from tests.faults.test_journal_log import killed_after, writer
from tests.postgres import TEMPLATE, PostgresServer
from tests.unit.journal.facts import answered, call, gave_up_waiting
from tests.unit.journal.test_drain import draining

OUTCOMES = "SELECT count(*) FROM outcomes"


async def own_database(server: PostgresServer) -> str:
    return server.dsn(await server.empty_database(TEMPLATE))


def starved() -> float:
    """Seconds that this thread has waited for a processor: other programs' doing, not ours."""
    schedstat = Path("/proc/thread-self/schedstat")
    return int(schedstat.read_text().split()[1]) / 1e9 if schedstat.exists() else 0.0


@asynccontextmanager
async def stalls_watched(bar: float) -> AsyncIterator[None]:
    """Fails if the event loop stands still for longer than this."""
    worst = 0.0

    async def tick() -> None:
        nonlocal worst
        while True:
            before, waited = clock.monotonic(), starved()
            await asyncio.sleep(0.01)
            took = clock.monotonic() - before - (starved() - waited)
            worst = max(worst, took - 0.01)

    async with asyncio.TaskGroup() as tasks:
        ticking = tasks.create_task(tick())
        yield
        ticking.cancel()
    assert worst < bar, f"the event loop stood still for {worst * 1000:.0f} ms"


async def calls_for(log: FactLog, seconds: float, first: int = 0) -> int:
    """Calls come and end, twenty a second; returns how many."""
    count = 0
    until = clock.monotonic() + seconds
    while clock.monotonic() < until:
        for fact in answered(first + count):
            log.append(fact)
        count += 1
        await asyncio.sleep(0.05)
    return count


async def test_postgres_killed_loses_no_outcome(
    tmp_path: Path, own_postgres: PostgresServer
) -> None:
    dsn = await own_database(own_postgres)
    async with Database(dsn) as database, draining(tmp_path, database) as (log, drain):
        count = await calls_for(log, 1)
        await asyncio.to_thread(own_postgres.stop)
        async with stalls_watched(0.1):
            count += await calls_for(log, OUTAGE, first=count)
        own_postgres.start()  # from this thread: it dies with the one that starts it
        async with asyncio.timeout(30):
            await drain.caught_up()

        assert await database.fetchval(OUTCOMES) == count
        rows = await database.fetchval("SELECT count(*) FROM facts")
        assert rows == count * len(answered(0))


async def test_postgres_hung_holds_nobody_up(tmp_path: Path, own_postgres: PostgresServer) -> None:
    dsn = await own_database(own_postgres)
    async with Database(dsn) as database, draining(tmp_path, database) as (log, drain):
        count = await calls_for(log, 1)
        own_postgres.hang()
        async with stalls_watched(0.1):
            asked = clock.monotonic()
            with suppress(DatabaseAway):
                await JournalStore(database).card("+8613800138000")
            assert clock.monotonic() - asked < 3
            count += await calls_for(log, OUTAGE, first=count)
        own_postgres.resume()
        async with asyncio.timeout(30):
            await drain.caught_up()

        assert await database.fetchval(OUTCOMES) == count


async def test_a_save_whose_commit_was_not_answered_is_one_row(tmp_path: Path, dsn: str) -> None:
    async with PostgresProxy(dsn, tmp_path).listening() as proxy, Database(proxy.dsn) as database:
        store = JournalStore(database)
        for number in range(CUTS):
            await saved_with_a_cut(store, proxy, number)

        assert proxy.cuts == CUTS
        keys = await database.fetchrow(
            "SELECT count(*) AS rows, count(DISTINCT call_id) AS calls FROM dispositions"
        )
        assert keys is not None
        assert tuple(keys) == (CUTS, CUTS)


async def saved_with_a_cut(store: JournalStore, proxy: PostgresProxy, number: int) -> None:
    """As the browser does it: the same key again until it is acknowledged."""
    key = uuid4()
    proxy.cut_next()
    async with asyncio.timeout(20):
        while True:
            try:
                await store.save_disposition(
                    key=key, call_id=call(number), agent_id="wang", code="other", note=""
                )
                return
            except DatabaseAway:
                await asyncio.sleep(0.1)  # as a browser waits between two tries


async def test_a_batch_whose_commit_was_not_answered_is_there_once(
    tmp_path: Path, dsn: str
) -> None:
    async with (
        PostgresProxy(dsn, tmp_path).listening() as proxy,
        Database(proxy.dsn) as database,
        draining(tmp_path / "log", database) as (log, drain),
        asyncio.timeout(60),
    ):
        for number in range(5):
            proxy.cut_next()
            for fact in answered(number):
                log.append(fact)
            await proxy.cut.wait()
            await drain.caught_up()

        assert proxy.cuts == 5
        assert await database.fetchval(OUTCOMES) == 5
        assert await database.fetchval("SELECT count(*) FROM facts") == 5 * len(answered(0))
        assert await database.fetchval("SELECT max(revision) FROM outcomes") == 0


async def test_two_drains_never_double(tmp_path: Path, dsn: str) -> None:
    entries = [
        entry("boot", 100 * number + place, "live", fact)
        for number in range(20)
        for place, fact in enumerate(answered(number))
    ]
    logs = [FactLog(tmp_path / name) for name in "ab"]
    async with Database(dsn) as one, Database(dsn) as other:
        drains = [Drain(log, base) for log, base in zip(logs, (one, other), strict=True)]

        async def drain(which: Drain, seed: int) -> None:
            chance = random.Random(seed)
            rest = list(entries)
            while rest:
                size = chance.randrange(1, 60)
                await which.store(rest[:size])
                rest = rest[size:]

        async with asyncio.TaskGroup() as tasks:
            for seed, which in enumerate(drains):
                tasks.create_task(drain(which, seed))

        assert await one.fetchval("SELECT count(*) FROM facts") == len(entries)
        assert await one.fetchval("SELECT count(*) FROM calls WHERE outcome = 'answered'") == 20
        assert await one.fetchval("SELECT count(*) FROM queue_visits") == 20
        assert await one.fetchval(OUTCOMES) == 20


async def test_the_server_killed_at_any_point_loses_no_outcome(tmp_path: Path, dsn: str) -> None:
    chance = random.Random(7)
    promised: set[str] = set()
    for _ in range(KILLS):
        child = writer(tmp_path, dsn)
        lines = await asyncio.to_thread(killed_after, child, chance.randrange(1, 60))
        promised |= {call(int(line.split()[3])) for line in lines}

    async with (
        Database(dsn) as database,
        draining(tmp_path, database) as (log, drain),
        asyncio.timeout(60),
    ):
        log.append(gave_up_waiting(0)[0])
        await drain.caught_up()
        rows = await database.fetch(
            "SELECT call_id, outcome, waited FROM calls JOIN outcomes USING (call_id, outcome)"
        )
        assert promised <= {row["call_id"] for row in rows}
        assert {(row["outcome"], row["waited"].total_seconds()) for row in rows} == {
            ("abandoned", 5.0)
        }
        doubled = await database.fetch("SELECT FROM facts GROUP BY boot, seq HAVING count(*) > 1")
        assert doubled == []
