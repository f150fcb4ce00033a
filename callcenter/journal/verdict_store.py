"""Judges calls from their stored facts and keeps the verdicts as rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import msgspec
import structlog

from callcenter.db.pool import Connection
from callcenter.floor.events import LegEnded
from callcenter.floor.phone_key import pbx_of
from callcenter.journal.records import Recorded, decode
from callcenter.journal.verdict_rows import Verdict, VerdictRules
from callcenter.journal.verdicts import verdict
from callcenter.journal.visits import RESTART

log = structlog.get_logger()

# Every fact of the calls that are meant by these ids, by the id under which each call is kept.
FACTS = """
    WITH meant AS (
        SELECT DISTINCT coalesce(a.canonical, given.id) AS kept
        FROM unnest($1::text[]) AS given (id) LEFT JOIN call_alias AS a ON a.call_id = given.id
    ), ids AS (
        SELECT kept AS id, kept FROM meant
        UNION SELECT a.call_id, a.canonical FROM call_alias AS a JOIN meant ON kept = canonical
    )
    SELECT ids.kept AS call_id, f.source, f.body::text AS body
    FROM ids JOIN facts AS f ON f.call_id = ids.id
"""
# What happened to the PBX itself while these calls were there.
LINKS = """
    SELECT body::text AS body FROM facts
    WHERE at BETWEEN $1 AND $2 AND (
        kind = 'PbxShutDown' OR (kind = 'LinkLost' AND body ->> 'link' = ANY($3))
    ) AND kind IN ('LinkLost', 'LinkRestored', 'PbxShutDown')
"""
UPSERT_CALL = """
    INSERT INTO calls (call_id, pbx, direction, number_kind, number, name, did, started_at,
        answered_at, ended_at, outcome, why, stage, ended_by, queue, agent_id, waited, talked,
        held, recordings, recovered)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21)
    ON CONFLICT (call_id) DO UPDATE SET (direction, number_kind, number, name, did, started_at,
        answered_at, ended_at, outcome, why, stage, ended_by, queue, agent_id, waited, talked,
        held, recordings, recovered)
    = (excluded.direction, excluded.number_kind, excluded.number, excluded.name, excluded.did,
        excluded.started_at, excluded.answered_at, excluded.ended_at, excluded.outcome,
        excluded.why, excluded.stage, excluded.ended_by, excluded.queue, excluded.agent_id,
        excluded.waited, excluded.talked, excluded.held, excluded.recordings, excluded.recovered)
"""
UPSERT_LEG = """
    INSERT INTO legs (leg_id, call_id, device, role, agent_id, started_at, answered_at, ended_at,
        cause, rang, talked, held, recovered)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    ON CONFLICT (leg_id) DO UPDATE SET (call_id, device, role, agent_id, started_at, answered_at,
        ended_at, cause, rang, talked, held, recovered)
    = (excluded.call_id, excluded.device, excluded.role, excluded.agent_id, excluded.started_at,
        excluded.answered_at, excluded.ended_at, excluded.cause, excluded.rang, excluded.talked,
        excluded.held, excluded.recovered)
"""
# More facts never make the stays fewer.
UPSERT_VISIT = """
    INSERT INTO queue_visits (call_id, ordinal, leg_id, queue, joined_at, left_at, answered_at,
        outcome, why, stage, position, agent_id, waited, rang, rings, missed, recovered)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    ON CONFLICT (call_id, ordinal) DO UPDATE SET (leg_id, queue, joined_at, left_at, answered_at,
        outcome, why, stage, position, agent_id, waited, rang, rings, missed, recovered)
    = (excluded.leg_id, excluded.queue, excluded.joined_at, excluded.left_at,
        excluded.answered_at, excluded.outcome, excluded.why, excluded.stage, excluded.position,
        excluded.agent_id, excluded.waited, excluded.rang, excluded.rings, excluded.missed,
        excluded.recovered)
"""
UPSERT_OUTCOME = """
    INSERT INTO outcomes AS kept (call_id, outcome, why, ended_at, recovered)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (call_id) DO UPDATE
    SET outcome = excluded.outcome, why = excluded.why, ended_at = excluded.ended_at,
        recovered = excluded.recovered, revision = kept.revision + 1, was = kept.outcome,
        decided_at = now()
    WHERE (kept.outcome, kept.why, kept.ended_at, kept.recovered)
        IS DISTINCT FROM (excluded.outcome, excluded.why, excluded.ended_at, excluded.recovered)
"""


async def judge(connection: Connection, call_ids: Iterable[str], rules: VerdictRules) -> set[str]:
    """Write what is now known of these calls; returns those that are over."""
    wanted = list(call_ids)
    if not wanted:
        return set()
    known = await _facts(connection, wanted)
    verdicts = []
    for call_id, (live, witness) in known.items():
        try:
            found = verdict(call_id, live, witness, rules)
        except Exception:
            # Ours: the facts are kept, and the verdict can be had again from them.
            log.exception("verdict_failed", call_id=call_id)
            continue
        if found is not None:
            verdicts.append(found)
    await _write(connection, verdicts)
    return {found.call_id for found in verdicts if found.ended_at}


Sides = tuple[list[Recorded], list[Recorded]]


async def _facts(connection: Connection, wanted: list[str]) -> dict[str, Sides]:
    """By call: what was heard, and what a witness told."""
    known: dict[str, Sides] = defaultdict(lambda: ([], []))
    cut = []
    for row in await connection.fetch(FACTS, wanted):
        try:
            fact = decode(row["body"].encode())
        except msgspec.MsgspecError:
            log.warning("fact_of_another_version", call_id=row["call_id"])
            continue
        known[row["call_id"]][row["source"] != "live"].append(fact)
        if isinstance(fact, LegEnded) and fact.cause == 0:
            cut.append(fact)
    if cut:
        await _add_links(connection, known, max(fact.at for fact in cut) + RESTART)
    return known


async def _add_links(connection: Connection, known: dict[str, Sides], until: datetime) -> None:
    """Where a leg ended without a cause: what the PBXs and our links to them did meanwhile."""
    begins = [fact.at for live, _ in known.values() for fact in live]
    pbxs = list({pbx_of(call_id) for call_id in known})
    if not begins:
        return
    rows = await connection.fetch(LINKS, min(begins), until, pbxs)
    links = [decode(row["body"].encode()) for row in rows]
    for call_id, (live, _) in known.items():
        pbx = pbx_of(call_id)
        live += [link for link in links if getattr(link, "pbx", getattr(link, "link", "")) == pbx]


async def _write(connection: Connection, verdicts: list[Verdict]) -> None:
    if not verdicts:
        return
    await connection.executemany(UPSERT_CALL, [_call(found) for found in verdicts])
    legs = [(leg, found.call_id) for found in verdicts for leg in found.legs]
    await connection.executemany(
        UPSERT_LEG,
        [
            (
                *(leg.leg_id, call_id, leg.device, leg.role, leg.agent_id, leg.started_at),
                *(leg.answered_at, leg.ended_at, leg.cause, leg.rang, leg.talked, leg.held),
                leg.recovered,
            )
            for leg, call_id in legs
        ],
    )
    visits = [visit for found in verdicts for visit in _visits(found)]
    if visits:
        await connection.executemany(UPSERT_VISIT, visits)
    over = [found for found in verdicts if found.ended_at and found.outcome]
    if over:
        await connection.executemany(
            UPSERT_OUTCOME,
            [(v.call_id, v.outcome, v.why, v.ended_at, v.recovered) for v in over],
        )


def _call(v: Verdict) -> tuple[object, ...]:
    return (
        *(v.call_id, v.pbx, v.direction, v.number.kind.value, v.number.value, v.name, v.did),
        *(v.started_at, v.answered_at, v.ended_at, v.outcome, v.why, v.stage, v.ended_by),
        *(v.queue, v.agent_id, v.waited, v.talked, v.held, list(v.recordings), v.recovered),
    )


def _visits(found: Verdict) -> list[tuple[object, ...]]:
    return [
        (
            *(found.call_id, ordinal, visit.leg_id, visit.queue, visit.joined_at, visit.left_at),
            *(visit.answered_at, visit.outcome, visit.why, visit.stage, visit.position),
            *(visit.agent_id, visit.waited, visit.rang, visit.rings, visit.missed),
            visit.recovered,
        )
        for ordinal, visit in enumerate(found.visits)
    ]
