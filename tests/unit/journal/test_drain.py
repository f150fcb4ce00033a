"""From the fact log into a real Postgres: once, whole, in order."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from structlog.testing import capture_logs

from callcenter.db.migrate import APP_ROLE, migrate
from callcenter.db.pool import Database
from callcenter.floor.events import LegEnded, LegJoinedBridge, LinkLost, PbxShutDown
from callcenter.journal.drain import Drain
from callcenter.journal.log import FactLog
from callcenter.journal.records import Recorded
from tests.polling import until
from tests.postgres import PostgresServer
from tests.unit.journal import facts
from tests.unit.journal.facts import RULES, answered, at, call, noted


@asynccontextmanager
async def draining(folder: Path, database: Database) -> AsyncIterator[tuple[FactLog, Drain]]:
    """A log and its drain, running as in the server."""
    log = FactLog(folder)
    drain = Drain(log, database, lambda: RULES, every=0.02)
    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(log.run()), tasks.create_task(drain.run())]
        await asyncio.sleep(0)
        try:
            yield log, drain
        finally:
            for task in running:
                task.cancel()


async def drained(folder: Path, database: Database, known: Sequence[Recorded]) -> None:
    async with draining(folder, database) as (log, drain), asyncio.timeout(20):
        for fact in known:
            log.append(fact)
        await drain.caught_up()


async def test_a_call_becomes_rows(tmp_path: Path, database: Database) -> None:
    await drained(tmp_path, database, answered(1))

    row = await database.fetchrow("SELECT * FROM calls")
    assert row is not None
    assert (row["call_id"], row["outcome"], row["agent_id"]) == (call(1), "answered", "wang")
    assert (row["number"], row["name"], row["queue"]) == ("+8613800138000", "张三", "main/hotline")
    assert await database.fetchval("SELECT outcome FROM outcomes") == "answered"
    assert await database.fetchval("SELECT count(*) FROM legs") == 2
    assert await database.fetchval("SELECT waited FROM queue_visits") == facts.seconds(11)


async def test_the_role_that_serves_may_do_all_that_a_drain_does(tmp_path: Path, dsn: str) -> None:
    merging = LegJoinedBridge(at=at(7), leg_id=call(2), call_id=call(1), bridge_id="main/b9")
    known = [*answered(1), *facts.gave_up_waiting(2), noted(0, "ready"), noted(9, "ringing", 1)]
    async with Database(dsn.replace("//callcenter@", f"//{APP_ROLE}@")) as database:
        await drained(tmp_path, database, known)
        await drained(tmp_path, database, [merging])

        assert await database.fetchval("SELECT count(*) FROM calls") == 1


async def test_every_fact_is_there_once_in_its_place(tmp_path: Path, database: Database) -> None:
    known = answered(1)
    await drained(tmp_path, database, known)

    rows = await database.fetch("SELECT kind FROM facts ORDER BY boot, seq")
    assert [row["kind"] for row in rows] == [type(fact).__name__ for fact in known]


async def test_facts_that_come_one_by_one_give_the_same_rows(
    tmp_path: Path, database: Database
) -> None:
    async with draining(tmp_path, database) as (log, drain), asyncio.timeout(30):
        for fact in random.Random(1).sample(answered(1), len(answered(1))):
            log.append(fact)
            await drain.caught_up()

    row = await database.fetchrow("SELECT outcome, talked, waited, ended_by FROM calls")
    assert row is not None
    assert tuple(row) == ("answered", facts.seconds(60), facts.seconds(11), "caller")


async def test_an_agents_states_become_gapless_spans(tmp_path: Path, database: Database) -> None:
    states = [noted(0, "ready"), noted(10, "ringing", 1), noted(14, "talking", 1)]
    await drained(tmp_path, database, states)
    await drained(tmp_path, database, [noted(74, "wrap_up", 1), noted(90, "ready")])

    rows = await database.fetch("SELECT state, since, until FROM agent_spans ORDER BY since")
    assert [tuple(row) for row in rows] == [
        ("ready", at(0), at(10)),
        ("ringing", at(10), at(14)),
        ("talking", at(14), at(74)),
        ("wrap_up", at(74), at(90)),
        ("ready", at(90), None),
    ]


async def test_two_calls_that_became_one_are_one_row(tmp_path: Path, database: Database) -> None:
    await drained(tmp_path, database, [*answered(1), *facts.gave_up_waiting(2)])
    assert await database.fetchval("SELECT count(*) FROM calls") == 2

    merging = LegJoinedBridge(at=at(7), leg_id=call(2), call_id=call(1), bridge_id="main/b9")
    await drained(tmp_path, database, [merging])

    rows = await database.fetch("SELECT call_id FROM calls")
    assert [row["call_id"] for row in rows] == [call(1)]
    assert await database.fetchval("SELECT canonical FROM call_alias") == call(1)
    assert await database.fetchval("SELECT count(*) FROM legs WHERE call_id = $1", call(1)) == 3
    assert await database.fetchval("SELECT count(*) FROM outcomes") == 1


async def test_calls_that_a_restart_cut_are_lost_and_not_given_up(
    tmp_path: Path, database: Database
) -> None:
    cut = LegEnded(at=at(9), leg_id=call(1), call_id=call(1), cause=0)
    await drained(tmp_path, database, [*facts.waiting(1), cut])
    assert await database.fetchval("SELECT outcome FROM outcomes") == "abandoned"

    await drained(tmp_path, database, [PbxShutDown(at=at(10.1), pbx="main")])

    row = await database.fetchrow("SELECT outcome, why, was, revision FROM outcomes")
    assert row is not None
    assert tuple(row) == ("lost", "restart", "abandoned", 1)


async def test_a_talk_that_a_killed_asterisk_ended_ended_with_its_line(
    tmp_path: Path, database: Database
) -> None:
    legs = (call(1), facts.agents_leg(1))
    gone = [LegEnded(at=at(200), leg_id=leg, call_id=call(1), lost=True) for leg in legs]
    broken = LinkLost(at=at(34), link="main")
    await drained(tmp_path, database, [*facts.talking(1), broken, *gone])

    row = await database.fetchrow("SELECT outcome, talked, ended_by FROM calls")
    assert row is not None
    assert tuple(row) == ("answered", facts.seconds(20), "system")


async def test_a_fact_that_postgres_refuses_stops_no_other(
    tmp_path: Path, database: Database
) -> None:
    await database.execute(
        "ALTER TABLE facts ADD CONSTRAINT ours CHECK (leg_id IS DISTINCT FROM 'main/bad')"
    )
    bad = LegEnded(at=at(1), leg_id="main/bad", call_id="main/bad")
    await drained(tmp_path, database, [*answered(1), bad, *answered(2)])

    assert await database.fetchval("SELECT count(*) FROM calls") == 2
    assert "main/bad" in (tmp_path / "refused").read_text()


async def test_what_an_earlier_boot_left_is_drained_first(
    tmp_path: Path, database: Database
) -> None:
    log = FactLog(tmp_path)
    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(log.run())
        await asyncio.sleep(0)
        for fact in answered(1):
            log.append(fact)
        await log.committed()
        writer.cancel()

    async with draining(tmp_path, database) as (later, drain), asyncio.timeout(20):
        later.append(facts.joined(2))
        await drain.caught_up()

    boots = await database.fetch("SELECT boot, count(*) AS n FROM facts GROUP BY 1 ORDER BY 1")
    assert [(row["boot"], row["n"]) for row in boots] == [
        (log.boot, len(answered(1))),
        (later.boot, 1),
    ]
    assert await database.fetchval("SELECT outcome FROM calls") == "answered"


async def test_a_database_that_is_not_migrated_yet_loses_no_fact(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    dsn = postgres.dsn(await postgres.empty_database())
    away = asyncio.Event()

    def health(up: bool, reason: str) -> None:
        if not up:
            away.set()

    async with Database(dsn, health=health) as database, asyncio.timeout(20):
        async with draining(tmp_path, database) as (log, drain):
            for fact in answered(1):
                log.append(fact)
            await away.wait()
            await migrate(dsn)
            await drain.caught_up()
        assert await database.fetchval("SELECT outcome FROM outcomes") == "answered"
    assert not (tmp_path / "refused").exists()


async def test_while_the_disk_refuses_the_drain_waits_and_nothing_is_lost(
    tmp_path: Path, database: Database
) -> None:
    torn = tmp_path / "0000000000001abcd-000000000001.facts"
    torn.write_bytes(b"00000000 not what was written\n")
    (tmp_path / "refused").mkdir()  # cannot be written to, as on a full disk

    async def waits() -> bool:
        return "drain_waits" in [line["event"] for line in logged]

    with capture_logs() as logged:
        async with draining(tmp_path, database) as (log, drain), asyncio.timeout(20):
            for fact in answered(1):
                log.append(fact)
            await until(waits)
            (tmp_path / "refused").rmdir()
            await drain.caught_up()

    assert await database.fetchval("SELECT outcome FROM outcomes") == "answered"
    assert b"not what was written" in (tmp_path / "refused").read_bytes()
    assert not torn.exists()
