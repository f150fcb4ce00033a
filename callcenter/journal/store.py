"""SQL: agents' dispositions, past calls, cards and figures, for the pages."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

import asyncpg
import msgspec

from callcenter.db.pool import Database
from callcenter.floor.state import QueueRules
from callcenter.journal.answers import (
    Answer,
    CallStory,
    Card,
    Disposition,
    PastCall,
    PastLeg,
    PastSpan,
    PastVisit,
    QueueFigures,
)
from callcenter.journal.records import decode
from callcenter.journal.trace import Told
from callcenter.refusal import Refused

Kind = TypeVar("Kind", bound=Answer)

SAVE = """
    INSERT INTO dispositions (key, call_id, agent_id, code, note, body_hash)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (key) DO NOTHING
"""
SAVED = "SELECT * FROM dispositions WHERE key = $1"

CALL_COLUMNS = """
    c.*, coalesce(d.code, '') AS disposition, coalesce(d.note, '') AS note
    FROM calls AS c
    LEFT JOIN LATERAL (
        SELECT code, note FROM dispositions
        WHERE call_id = c.call_id
            OR call_id IN (SELECT call_id FROM call_alias WHERE canonical = c.call_id)
        ORDER BY saved_at DESC LIMIT 1
    ) AS d ON true
"""
CALLS = f"""
    SELECT {CALL_COLUMNS}
    WHERE c.started_at >= $1 AND c.started_at < $2 ORDER BY c.started_at DESC LIMIT $3
"""
CALLS_OF_AGENT = f"""
    SELECT {CALL_COLUMNS}
    WHERE c.started_at >= $1 AND c.started_at < $2 AND EXISTS (
        SELECT FROM legs AS l
        WHERE l.call_id = c.call_id AND l.agent_id = $4 AND l.answered_at IS NOT NULL
    )
    ORDER BY c.started_at DESC LIMIT $3
"""
CALLS_OF_NUMBER = f"""
    SELECT {CALL_COLUMNS}
    WHERE c.number = $1 AND c.number_kind IN ('e164', 'short') AND c.call_id <> $2
    ORDER BY c.started_at DESC LIMIT $3
"""
CONTACTS_OF_NUMBER = """
    SELECT count(*) FROM calls
    WHERE number = $1 AND number_kind IN ('e164', 'short') AND call_id <> $2
"""
CANONICAL = "SELECT canonical FROM call_alias WHERE call_id = $1"
ONE_CALL = f"SELECT {CALL_COLUMNS} WHERE c.call_id = $1"
LEGS = "SELECT * FROM legs WHERE call_id = $1 ORDER BY started_at, leg_id"
VISITS = "SELECT * FROM queue_visits WHERE call_id = $1 ORDER BY ordinal"
MERGED = "SELECT call_id FROM call_alias WHERE canonical = $1 ORDER BY call_id"
SPANS = "SELECT * FROM agent_spans WHERE call_id = ANY($1) ORDER BY since, boot, seq"
DISPOSITIONS = "SELECT * FROM dispositions WHERE call_id = ANY($1) ORDER BY saved_at"
FACTS = """
    SELECT source, body::text AS body FROM facts
    WHERE call_id = $1 OR call_id IN (SELECT call_id FROM call_alias WHERE canonical = $1)
    ORDER BY at, boot, seq
"""
MEANT = """
    SELECT DISTINCT coalesce(a.canonical, l.call_id) AS call_id
    FROM leg_calls AS l LEFT JOIN call_alias AS a ON a.call_id = l.call_id
    WHERE l.call_id = $1 OR right(l.call_id, length($1)) = $1
    ORDER BY 1 LIMIT 5
"""
TOOK_PART = """
    SELECT EXISTS (
        SELECT FROM legs WHERE call_id = $1 AND agent_id = $2 AND answered_at IS NOT NULL
    )
"""

FIGURES = """
    WITH rules AS (
        SELECT * FROM unnest($3::text[], $4::interval[], $5::interval[]) AS r (queue, t, s)
    ), visits AS (
        SELECT v.queue, v.outcome, v.waited, coalesce(r.t, $6) AS t, coalesce(r.s, $7) AS s
        FROM queue_visits AS v LEFT JOIN rules AS r USING (queue)
        WHERE v.joined_at >= $1 AND v.joined_at < $2
    )
    SELECT queue, t, s,
        count(*) FILTER (WHERE outcome <> '') AS offered,
        count(*) FILTER (WHERE outcome = 'answered') AS answered,
        count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned,
        count(*) FILTER (WHERE outcome = 'abandoned' AND waited <= s) AS short_abandoned,
        count(*) FILTER (WHERE outcome = 'flow_out') AS flow_out,
        count(*) FILTER (WHERE outcome = 'lost') AS lost,
        count(*) FILTER (WHERE outcome = '') AS waiting,
        count(*) FILTER (WHERE outcome = 'answered' AND waited <= t) AS answered_in_time,
        avg(waited) FILTER (WHERE outcome = 'answered') AS average_speed_of_answer,
        avg(waited) FILTER (WHERE outcome = 'abandoned') AS average_time_to_abandon,
        max(waited) FILTER (WHERE outcome <> '') AS longest_wait,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY waited)
            FILTER (WHERE outcome <> '') AS wait_p50,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY waited)
            FILTER (WHERE outcome <> '') AS wait_p90
    FROM visits GROUP BY queue, t, s ORDER BY queue
"""


class JournalStore:
    """What happened, for those who may see it; who may is decided by the routes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save_disposition(
        self, *, key: UUID, call_id: str, agent_id: str, code: str, note: str
    ) -> Disposition:
        """Keep an agent's record of a call; durable when this returns.

        The same key again is the same save. Raises Refused("key_reused") if the key was used for
        something else, DatabaseAway if it is not known whether it was kept: try the key again.
        """
        hashed = hashlib.sha256(msgspec.json.encode((call_id, agent_id, code, note))).digest()
        async with self._database.transaction() as connection:
            await connection.execute(SAVE, key, call_id, agent_id, code, note, hashed)
            row = await connection.fetchrow(SAVED, key)
        if row is None or row["body_hash"] != hashed:
            raise Refused("key_reused", str(key))
        return answer(Disposition, row)

    async def calls(
        self, since: datetime, until: datetime, *, agent_id: str = "", limit: int = 200
    ) -> list[PastCall]:
        """Calls that began in this span, latest first; of one agent, those he talked on."""
        if agent_id:
            rows = await self._database.fetch(CALLS_OF_AGENT, since, until, limit, agent_id)
        else:
            rows = await self._database.fetch(CALLS, since, until, limit)
        return [answer(PastCall, row) for row in rows]

    async def card(self, number: str, *, but: str = "", limit: int = 10) -> Card:
        """Earlier contacts with this number (E.164 or a short number), all but the call `but`."""
        contacts = await self._database.fetchval(CONTACTS_OF_NUMBER, number, but)
        rows = await self._database.fetch(CALLS_OF_NUMBER, number, but, limit)
        calls = tuple(answer(PastCall, row) for row in rows)
        return Card(number=number, contacts=contacts, calls=calls)

    async def canonical(self, call_id: str) -> str:
        """The id under which a call is kept, whatever it was called before it was merged."""
        return await self._database.fetchval(CANONICAL, call_id) or call_id

    async def took_part(self, call_id: str, agent_id: str) -> bool:
        """True if this agent talked on this call."""
        kept = await self.canonical(call_id)
        return bool(await self._database.fetchval(TOOK_PART, kept, agent_id))

    async def call(self, call_id: str) -> CallStory | None:
        """A contact, whole, by any id it ever had; None if we do not know it."""
        kept = await self.canonical(call_id)
        async with self._database.connection() as connection:
            row = await connection.fetchrow(ONE_CALL, kept)
            if row is None:
                return None
            merged = [str(other["call_id"]) for other in await connection.fetch(MERGED, kept)]
            ids = [kept, *merged]
            return CallStory(
                call=answer(PastCall, row),
                legs=tuple(answer(PastLeg, row) for row in await connection.fetch(LEGS, kept)),
                visits=tuple(answer(PastVisit, r) for r in await connection.fetch(VISITS, kept)),
                spans=tuple(answer(PastSpan, row) for row in await connection.fetch(SPANS, ids)),
                dispositions=tuple(
                    answer(Disposition, row) for row in await connection.fetch(DISPOSITIONS, ids)
                ),
                merged=tuple(merged),
            )

    async def meant(self, text: str) -> list[str]:
        """The calls whose id this is, or the end of whose id; at most five."""
        return [str(row["call_id"]) for row in await self._database.fetch(MEANT, text)]

    async def facts(self, call_id: str) -> list[Told]:
        """Every fact about a call, by any of its ids, oldest first."""
        rows = await self._database.fetch(FACTS, await self.canonical(call_id))
        return [Told(row["source"], decode(row["body"].encode())) for row in rows]

    async def queue_figures(
        self, since: datetime, until: datetime, rules: Mapping[str, QueueRules]
    ) -> list[QueueFigures]:
        """Each queue that anybody entered in this span of time; `rules` by queue id."""
        named = sorted(rules)
        rows = await self._database.fetch(
            FIGURES,
            since,
            until,
            named,
            [rules[queue].service_level for queue in named],
            [rules[queue].short_abandon for queue in named],
            QueueRules().service_level,
            QueueRules().short_abandon,
        )
        return [figures(row) for row in rows]


def answer(kind: type[Kind], row: asyncpg.Record) -> Kind:
    """A row as an answer; intervals become seconds."""
    names = kind.__struct_fields__
    return kind(**{name: _plain(row[name]) for name in names})


def _plain(value: object) -> object:
    return value.total_seconds() if isinstance(value, timedelta) else value


def figures(row: asyncpg.Record) -> QueueFigures:
    """Counts into rates, as FORMULAS has them."""
    answered, offered, in_time = row["answered"], row["offered"], row["answered_in_time"]
    patient = answered + row["abandoned"] - row["short_abandoned"]
    rates = {
        "service_level_seconds": round(row["t"].total_seconds()),
        "short_abandon_seconds": round(row["s"].total_seconds()),
        "service_level": rate(in_time, patient),
        "service_level_of_offered": rate(in_time, offered),
        "connect_rate": rate(answered, offered),
        "abandonment_rate": rate(row["abandoned"], offered),
    }
    counts = {name: _plain(value) for name, value in row.items()}
    return msgspec.convert(counts | rates, QueueFigures)


def rate(part: int, whole: int) -> float | None:
    """Per cent, None of nothing."""
    return round(100 * part / whole, 2) if whole else None
