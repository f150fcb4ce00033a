"""What a verdict says of a call: the rows that Postgres keeps."""

from datetime import datetime, timedelta

import msgspec

from callcenter.numbers import Number


class VerdictRules(msgspec.Struct, frozen=True, kw_only=True):
    """What a verdict needs beyond facts, both by phone key (`main:PJSIP/1001`).

    `trunks`: the lines to the outside. `agents`: whose phone it was, where no record says so.
    """

    trunks: frozenset[str] = frozenset()
    agents: dict[str, str] = {}


class LegRow(msgspec.Struct, frozen=True, kw_only=True):
    """One channel. `role`: caller, agent, other.

    rang    from its first ringing (or being called) to the answer or its end
    talked  sharing a bridge with another leg of the call, less what it held
    held    sharing a bridge while it had put the other side on hold
    """

    leg_id: str
    device: str
    role: str
    agent_id: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    cause: int
    rang: timedelta | None
    talked: timedelta | None
    held: timedelta | None
    recovered: bool


class VisitRow(msgspec.Struct, frozen=True, kw_only=True):
    """One caller's stay in one queue: an offered contact (kpis: Offered).

    waited  from joining to the answer, or to leaving without one
    rang    how long the phone that took it rang
    rings, missed  phones that were rung for it, and those that did not take it
    """

    leg_id: str
    queue: str
    joined_at: datetime
    left_at: datetime | None
    answered_at: datetime | None
    outcome: str
    why: str
    stage: str
    position: int
    agent_id: str
    waited: timedelta | None
    rang: timedelta | None
    rings: int
    missed: int
    recovered: bool


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """How a call went, from all that is known of it; the columns of `calls`.

    waited  sum of its visits' waits
    talked  the caller sharing a bridge with anybody of the call, less `held`
    held    of that, while an agent had put the caller on hold
    """

    call_id: str
    pbx: str
    direction: str
    number: Number
    name: str
    did: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str
    why: str
    stage: str
    ended_by: str
    queue: str
    agent_id: str
    waited: timedelta | None
    talked: timedelta | None
    held: timedelta | None
    recordings: tuple[str, ...]
    recovered: bool
    legs: tuple[LegRow, ...]
    visits: tuple[VisitRow, ...]
