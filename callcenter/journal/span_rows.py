"""Agents' noted states as spans of time in Postgres, gapless from one change to the next."""

from collections.abc import Iterable

from callcenter.db.pool import Connection
from callcenter.journal.records import AgentStateNoted, Entry

INSERT = """
    INSERT INTO agent_spans (boot, seq, agent_id, phone, state, reason, call_id, since)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT DO NOTHING
"""
# A span ends where the agent's next one begins.
CLOSE = """
    UPDATE agent_spans AS span SET until = following.since
    FROM (
        SELECT boot, seq, lead(since) OVER (PARTITION BY agent_id ORDER BY since, boot, seq)
        FROM agent_spans
        WHERE agent_id = ANY($1) AND (until IS NULL OR until >= $2)
    ) AS following (boot, seq, since)
    WHERE span.boot = following.boot AND span.seq = following.seq
        AND span.until IS DISTINCT FROM following.since
"""


async def note_spans(connection: Connection, entries: Iterable[Entry]) -> None:
    """Begin the spans that were noted, and end those before them."""
    noted = [(entry, entry.fact) for entry in entries if isinstance(entry.fact, AgentStateNoted)]
    if not noted:
        return
    await connection.executemany(
        INSERT,
        [
            (
                *(entry.boot, entry.seq, note.agent_id, note.phone, note.state, note.reason),
                *(note.call_id, note.at),
            )
            for entry, note in noted
        ],
    )
    agents = list({note.agent_id for _, note in noted})
    await connection.execute(CLOSE, agents, min(note.at for _, note in noted))
