"""Facts as rows of Postgres, and which calls they say are one call."""

from collections.abc import Iterable

from callcenter.db.pool import Connection
from callcenter.floor.events import AgentRung, DialStarted, LegFact, Transferred
from callcenter.floor.phone_key import age
from callcenter.journal.records import Entry, Recorded

INSERT_FACTS = """
    INSERT INTO facts (boot, seq, source, at, kind, call_id, leg_id, agent_id, queue, body)
    SELECT boot, seq, source, at, kind, call_id, leg_id, agent_id, queue, body::jsonb
    FROM pg_advisory_xact_lock($11) AS one_at_a_time,
        unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[],
               $7::text[], $8::text[], $9::text[], $10::text[])
        AS new (boot, seq, source, at, kind, call_id, leg_id, agent_id, queue, body)
    ON CONFLICT DO NOTHING
"""
# Keeps who belongs where, and answers which calls thereby turn out to be one.
BELONG = """
    WITH new AS (
        SELECT leg_id, call_id FROM unnest($1::text[], $2::text[]) AS n (leg_id, call_id)
    ), kept AS (
        INSERT INTO leg_calls SELECT leg_id, call_id FROM new ON CONFLICT DO NOTHING
    ), known AS (
        SELECT * FROM new UNION SELECT l.* FROM leg_calls AS l JOIN new USING (leg_id)
    )
    SELECT array_agg(DISTINCT coalesce(a.canonical, k.call_id)) AS calls
    FROM known AS k LEFT JOIN call_alias AS a ON a.call_id = k.call_id
    GROUP BY k.leg_id
    HAVING count(DISTINCT coalesce(a.canonical, k.call_id)) > 1
"""
FORGET = "DELETE FROM calls WHERE call_id = ANY($1)"
FORGET_OUTCOMES = "DELETE FROM outcomes WHERE call_id = ANY($1)"
REPOINT = "UPDATE call_alias SET canonical = $1 WHERE canonical = ANY($2)"
POINT = """
    INSERT INTO call_alias (call_id, canonical) SELECT unnest($2::text[]), $1
    ON CONFLICT (call_id) DO UPDATE SET canonical = excluded.canonical
"""

LOCK = 0x6A6F75726E616C  # "journal"

Pair = tuple[str, str]


async def insert_facts(
    connection: Connection, entries: list[Entry], calls: dict[str, str]
) -> None:
    """Store them, each once. `calls`: leg -> call, for facts that name no call.

    Whoever judges calls begins here, and waits here until nobody else does.
    """
    columns: list[list[object]] = [[] for _ in range(10)]
    for entry in entries:
        for column, value in zip(columns, row(entry, calls), strict=True):
            column.append(value)
    await connection.execute(INSERT_FACTS, *columns, LOCK)


def row(entry: Entry, calls: dict[str, str]) -> tuple[object, ...]:
    """One fact's columns."""
    fact = entry.fact
    leg_id = getattr(fact, "leg_id", None)
    call_id = getattr(fact, "call_id", None) or (calls.get(leg_id) if leg_id else None)
    return (
        entry.boot,
        entry.seq,
        entry.source,
        fact.at,
        type(fact).__name__,
        call_id,
        leg_id,
        getattr(fact, "agent_id", None),
        getattr(fact, "queue", None) or None,
        entry.body.decode(),
    )


def pairs(fact: Recorded) -> list[Pair]:
    """Which legs a fact says belong to which call."""
    if not isinstance(fact, LegFact) or not fact.call_id:
        return []
    legs = [fact.leg_id]
    if isinstance(fact, DialStarted):
        legs.append(fact.rung_leg_id)
    elif isinstance(fact, AgentRung) and fact.agent_leg_id:
        legs.append(fact.agent_leg_id)
    elif isinstance(fact, Transferred) and fact.ok:
        legs.extend(fact.other_leg_ids)
    return [(leg_id, fact.call_id) for leg_id in legs]


async def merge_calls(connection: Connection, found: Iterable[Pair]) -> set[str]:
    """Note who belongs where; returns the calls that swallowed others, which must be judged anew.

    The oldest call gives the merged one its id, as in Asterisk.
    """
    new = list(found)
    legs, calls = [leg for leg, _ in new], [call for _, call in new]
    merged = set()
    for group in groups(row["calls"] for row in await connection.fetch(BELONG, legs, calls)):
        oldest, *others = sorted(group, key=age)
        await connection.execute(REPOINT, oldest, others)
        await connection.execute(POINT, oldest, others)
        await connection.execute(FORGET, others)
        await connection.execute(FORGET_OUTCOMES, others)
        merged.add(oldest)
    return merged


def groups(links: Iterable[Iterable[str]]) -> list[set[str]]:
    """Sets that share a member become one."""
    group_of: dict[str, set[str]] = {}
    for link in links:
        group: set[str] = set(link)
        for call_id in tuple(group):
            group |= group_of.get(call_id, set())
        for call_id in group:
            group_of[call_id] = group
    return [set(group) for group in {tuple(sorted(group)) for group in group_of.values()}]


def legs_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Leg -> the call it was last said to belong to."""
    return {leg_id: call_id for entry in entries for leg_id, call_id in pairs(entry.fact)}
