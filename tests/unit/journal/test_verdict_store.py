"""Verdicts as rows: judged again when more is known."""

import pytest
from structlog.testing import capture_logs

from callcenter.db.pool import Database
from callcenter.floor.events import AnyFact
from callcenter.journal import verdict_store
from callcenter.journal.fact_rows import insert_facts
from callcenter.journal.records import entry
from callcenter.journal.verdict_store import judge
from callcenter.journal.verdicts import verdict
from tests.unit.journal import facts
from tests.unit.journal.facts import RULES, call


async def put(database: Database, boot: str, known: list[AnyFact]) -> None:
    entries = [entry(boot, place, "live", fact) for place, fact in enumerate(known)]
    async with database.transaction() as connection:
        await insert_facts(connection, entries, {})


async def judged(database: Database, *call_ids: str) -> set[str]:
    async with database.transaction() as connection:
        return await judge(connection, call_ids, RULES)


async def test_only_calls_that_are_over_have_an_outcome(database: Database) -> None:
    await put(database, "a", facts.talking(1))
    assert await judged(database, call(1)) == set()
    assert await database.fetchval("SELECT count(*) FROM outcomes") == 0

    await put(database, "b", facts.answered(1)[len(facts.talking(1)) :])
    assert await judged(database, call(1)) == {call(1)}
    assert await database.fetchval("SELECT outcome FROM outcomes") == "answered"


async def test_judging_again_without_news_is_no_revision(database: Database) -> None:
    await put(database, "a", facts.answered(1))
    for _ in range(3):
        await judged(database, call(1))

    assert await database.fetchval("SELECT revision FROM outcomes") == 0
    assert await database.fetchval("SELECT count(*) FROM queue_visits") == 1


async def test_a_verdict_that_fails_stops_no_other(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(database, "a", facts.answered(1))
    await put(database, "b", facts.answered(2))

    def broken(call_id: str, *more: object) -> object:
        if call_id == call(1):
            raise ZeroDivisionError
        return verdict(call_id, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(verdict_store, "verdict", broken)
    with capture_logs() as logs:
        assert await judged(database, call(1), call(2)) == {call(2)}

    assert [log["event"] for log in logs] == ["verdict_failed"]


async def test_of_no_calls_nothing_is_asked(database: Database) -> None:
    assert await judged(database) == set()


async def test_a_fact_of_another_version_is_passed_over(database: Database) -> None:
    await put(database, "a", facts.answered(1))
    await database.execute(
        """INSERT INTO facts (boot, seq, source, at, kind, call_id, body)
        VALUES ('z', 1, 'live', now(), 'Sang', $1, '{"type": "Sang"}')""",
        call(1),
    )

    assert await judged(database, call(1)) == {call(1)}
