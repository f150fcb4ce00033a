"""Agents' spans on a real Postgres."""

from callcenter.db.pool import Database
from callcenter.journal.records import AgentStateNoted, Recorded, entry
from callcenter.journal.span_rows import note_spans
from tests.unit.journal.facts import at, joined


def noted(second: float, agent: str, state: str) -> AgentStateNoted:
    return AgentStateNoted(at=at(second), agent_id=agent, phone="PJSIP/1", state=state)


async def keep(database: Database, first: int, *notes: Recorded) -> list[tuple[object, ...]]:
    entries = [entry("boot", first + place, "live", note) for place, note in enumerate(notes)]
    async with database.transaction() as connection:
        await note_spans(connection, entries)
    rows = await database.fetch(
        "SELECT agent_id, state, since, until FROM agent_spans ORDER BY agent_id, since, seq"
    )
    return [tuple(row) for row in rows]


async def test_a_span_lasts_until_the_agents_next_one(database: Database) -> None:
    await keep(database, 1, noted(0, "wang", "ready"), noted(5, "li", "ready"), joined(1))

    assert await keep(database, 10, noted(9, "wang", "paused")) == [
        ("li", "ready", at(5), None),
        ("wang", "ready", at(0), at(9)),
        ("wang", "paused", at(9), None),
    ]


async def test_the_same_notes_again_change_nothing(database: Database) -> None:
    notes = (noted(0, "wang", "ready"), noted(3, "wang", "ringing"), noted(3, "wang", "talking"))
    once = await keep(database, 1, *notes)

    assert await keep(database, 1, *notes) == once
    assert once[1] == ("wang", "ringing", at(3), at(3))
