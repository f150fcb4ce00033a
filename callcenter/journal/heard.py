"""When we heard a PBX, and so when only its own files know what happened."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from callcenter.db.pool import Connection
from callcenter.journal.intervals import Span, union

LINKS = """
    SELECT boot, at, kind FROM facts
    WHERE kind IN ('LinkLost', 'LinkRestored') AND source = 'live' AND body ->> 'link' = $1
    ORDER BY boot, seq
"""
LAST = "SELECT at FROM facts WHERE boot = $1 ORDER BY seq DESC LIMIT 1"

BEFORE = timedelta(seconds=10)  # a dead line is noticed late; a killed server loses its last 50 ms
AFTER = timedelta(seconds=5)


class Turn(msgspec.Struct, frozen=True):
    """A boot of ours began to hear the PBX (`up`), or heard it no longer."""

    boot: str
    at: datetime
    up: bool


def spans(turns: Iterable[Turn], last: Mapping[str, datetime]) -> list[Span]:
    """When we heard it; a boot that ended while hearing did so with its last fact."""
    found: list[Span] = []
    since: Turn | None = None
    for turn in turns:
        if since is not None and turn.boot != since.boot:
            found.append((since.at, last[since.boot]))
            since = None
        if turn.up and since is None:
            since = turn
        elif not turn.up and since is not None:
            found.append((since.at, turn.at))
            since = None
    if since is not None:
        found.append((since.at, last[since.boot]))
    return union(found)


def missed(at: datetime, heard: Iterable[Span]) -> bool:
    """True if we may not have heard what happened then; near an end of hearing we cannot say."""
    return not any(begin + AFTER <= at <= end - BEFORE for begin, end in heard)


async def heard_spans(connection: Connection, pbx: str, boot: str, now: datetime) -> list[Span]:
    """When this server's boots heard the PBX, up to now for the present one."""
    rows = await connection.fetch(LINKS, pbx)
    turns = [Turn(row["boot"], row["at"], row["kind"] == "LinkRestored") for row in rows]
    last = {}
    for name in {turn.boot for turn in turns}:
        last[name] = now if name == boot else await connection.fetchval(LAST, name)
    return spans(turns, last)
