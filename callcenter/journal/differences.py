"""Where Asterisk's queue_log and our rows disagree: nowhere, or somebody must look."""

import asyncio
from collections import Counter
from datetime import datetime
from pathlib import Path

import msgspec

from callcenter.db.pool import Database
from callcenter.journal.witness_files import Place, lines
from callcenter.journal.witness_rows import NOBODY, queue_row

OURS = """
    SELECT leg_id, queue, outcome, count(*) AS times FROM queue_visits
    WHERE joined_at >= $1 AND joined_at < $2 AND leg_id LIKE $3
        AND why NOT IN ('full', 'joinempty', 'joinunavail')  -- they never entered
    GROUP BY leg_id, queue, outcome
"""
OUTCOMES = {
    "CONNECT": "answered",
    "ABANDON": "abandoned",
    "EXITWITHTIMEOUT": "flow_out",
    "EXITWITHKEY": "flow_out",
    "EXITEMPTY": "flow_out",
    "WITHDRAW": "flow_out",
}

Stay = tuple[str, str, str]  # caller's leg, queue, how it ended


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One caller's stays in one queue that ended in one way: how often each side counts them."""

    leg_id: str
    queue: str
    outcome: str
    queue_log: int
    journal: int


async def differences(
    database: Database, pbx: str, queue_log: Path, since: datetime, until: datetime
) -> list[Difference]:
    """Rows that differ for callers who entered a queue in this span; none if both agree (I6).

    Raises OSError if queue_log cannot be read.
    """
    theirs = await asyncio.to_thread(counted, queue_log, pbx, since, until)
    rows = await database.fetch(OURS, since, until, f"{pbx}/%")
    # A stay that still lasts, and one that our system ended, leave nothing in queue_log.
    ended = [row for row in rows if row["outcome"] not in ("", "lost")]
    ours = {(row["leg_id"], row["queue"], row["outcome"]): int(row["times"]) for row in ended}
    return [
        Difference(
            leg_id=stay[0],
            queue=stay[1],
            outcome=stay[2],
            queue_log=theirs[stay],
            journal=ours.get(stay, 0),
        )
        for stay in sorted(theirs.keys() | ours.keys())
        if theirs[stay] != ours.get(stay, 0)
    ]


def counted(path: Path, pbx: str, since: datetime, until: datetime) -> Counter[Stay]:
    """What queue_log counts, of callers who entered in this span."""
    stays: Counter[Stay] = Counter()
    inside: set[tuple[str, str]] = set()
    for line in lines(path, Place()):
        row = queue_row(line.text)
        if row is None or row.uniqueid in NOBODY:
            continue
        caller = (f"{pbx}/{row.uniqueid}", f"{pbx}/{row.queue}")
        if row.kind == "ENTERQUEUE" and since <= row.at < until:
            inside.add(caller)
        elif row.kind in OUTCOMES and caller in inside:
            stays[(*caller, OUTCOMES[row.kind])] += 1
    return stays
