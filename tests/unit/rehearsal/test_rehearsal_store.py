"""What the journal says of a rehearsal's calls, from a real Postgres."""

from datetime import UTC, datetime, timedelta

from callcenter.db.pool import Database
from callcenter.rehearsal.agreement import counted
from callcenter.rehearsal.store import outcomes

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CALL = """
    INSERT INTO calls (call_id, pbx, direction, number_kind, number, name, did, started_at,
        outcome, why, stage, ended_by, queue, agent_id, recordings, recovered)
    VALUES ($1, $2, $3, 'e164', '+8613812345678', '', '12345', $4, $5,
        '', '', '', 'hotline', '', '{}', false)
"""


async def test_the_calls_of_the_rehearsal_are_counted_and_no_others(
    dsn: str, database: Database
) -> None:
    later = NOON + timedelta(seconds=1)
    calls = [
        ("main/1", "main", "inbound", later, "answered"),
        ("main/2", "main", "inbound", later, "abandoned"),
        ("main/3", "main", "inbound", later, ""),
        ("main/4", "main", "inbound", NOON - timedelta(seconds=1), "answered"),
        ("far/5", "far", "inbound", later, "answered"),
        ("main/6", "main", "internal", later, "unanswered"),
    ]
    for call in calls:
        await database.execute(CALL, *call)

    assert await outcomes(dsn, "main", NOON) == (counted({"answered": 1, "abandoned": 1}), 1)
