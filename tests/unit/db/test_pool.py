"""The pool against a real Postgres that goes away and comes back."""

import asyncio

import asyncpg
import pytest

from callcenter import clock
from callcenter.db.away import DatabaseAway
from callcenter.db.pool import Database
from tests.postgres import PostgresServer


async def test_json_goes_in_and_comes_out_as_values(database: Database) -> None:
    value = {"name": "张三丰", "list": [1, None, True]}

    assert await database.fetchval("SELECT $1::jsonb", value) == value


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    await database.execute("CREATE TABLE t (x int)")

    async def write_and_fail() -> None:
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO t VALUES (1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_fail()

    assert await database.fetchval("SELECT count(*) FROM t") == 0


async def test_a_mistake_of_ours_is_raised_as_it_is(database: Database) -> None:
    with pytest.raises(asyncpg.PostgresSyntaxError):
        await database.execute("SELECT FROM WHERE")

    assert database.up


async def test_opening_does_not_mind_that_postgres_is_away() -> None:
    async with Database("postgresql://callcenter@/callcenter?host=/nowhere") as database:
        with pytest.raises(DatabaseAway):
            await database.fetchval("SELECT 1")


async def test_while_away_the_second_question_is_refused_at_once() -> None:
    async with Database("postgresql://callcenter@/callcenter?host=/nowhere") as database:
        with pytest.raises(DatabaseAway):
            await database.fetchval("SELECT 1")
        began = clock.monotonic()
        with pytest.raises(DatabaseAway):
            await database.fetchval("SELECT 1")

    assert clock.monotonic() - began < 0.05


async def test_going_and_coming_back_are_told_once_each(own_postgres: PostgresServer) -> None:
    told: asyncio.Queue[bool] = asyncio.Queue()
    async with (
        asyncio.timeout(20),
        Database(own_postgres.dsn(), health=lambda up, _: told.put_nowait(up)) as database,
        asyncio.TaskGroup() as tasks,
    ):
        watching = tasks.create_task(database.watch(every=0.05))
        assert await told.get() is True
        own_postgres.stop()
        assert await told.get() is False
        own_postgres.start()
        assert await told.get() is True
        watching.cancel()

    assert told.empty()


async def test_a_hung_postgres_costs_nobody_more_than_three_seconds(
    own_postgres: PostgresServer,
) -> None:
    async with Database(own_postgres.dsn()) as database:
        await database.fetchval("SELECT 1")
        own_postgres.hang()
        began = clock.monotonic()
        with pytest.raises(DatabaseAway):
            await write(database)
        took = clock.monotonic() - began
        own_postgres.resume()

    assert took < 3


async def write(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute("SELECT 1")
