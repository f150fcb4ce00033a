"""SQL: what our journal says of the rehearsal's calls."""

from datetime import datetime

import asyncpg

from callcenter.rehearsal.agreement import counted

BY_OUTCOME = """
    SELECT outcome, count(*) AS calls FROM calls
    WHERE pbx = $1 AND direction = 'inbound' AND started_at >= $2
    GROUP BY outcome
"""


async def outcomes(dsn: str, pbx: str, since: datetime) -> tuple[dict[str, int], int]:
    """Calls by outcome since then, and how many have none yet."""
    connection = await asyncpg.connect(dsn)
    try:
        rows = await connection.fetch(BY_OUTCOME, pbx, since)
    finally:
        await connection.close()
    found = {row["outcome"]: row["calls"] for row in rows}
    return counted(found), found.get("", 0)
