"""A call's legs: whose they were, how long they rang, talked and held (pure).

Talk is measured where it happens, in bridges: two legs of the call in one bridge hear each other.
AgentComplete is no measure: it comes late or not at all after a transfer, a redirect, a park.
"""

from collections import defaultdict
from datetime import datetime, timedelta

import msgspec

from callcenter.floor.events import (
    AgentAnswered,
    AgentRung,
    DialStarted,
    LegEnded,
    LegHeld,
    LegJoinedBridge,
    LegLeftBridge,
    LegRenamed,
    LegStarted,
    LegState,
    LegStateChanged,
    LegUnheld,
)
from callcenter.floor.phone_key import pbx_of, phone_key
from callcenter.journal.evidence import Evidence
from callcenter.journal.intervals import Span, difference, intersection, total, union
from callcenter.journal.verdict_rows import LegRow


class Talks(msgspec.Struct, frozen=True):
    """By leg: when it could hear another leg of the call, and when it held the other side."""

    shared: dict[str, list[Span]]
    held: dict[str, list[Span]]


def talks(evidence: Evidence) -> Talks:
    """Who heard whom when; a stay that has not ended yet is left out."""
    stays = {leg_id: _stays(evidence, leg_id) for leg_id in sorted(evidence.by_leg)}
    rooms: dict[str, dict[str, list[Span]]] = defaultdict(dict)
    for leg_id, bridges in stays.items():
        for bridge_id, spans in bridges.items():
            rooms[bridge_id][leg_id] = spans
    shared: dict[str, list[Span]] = defaultdict(list)
    for room in rooms.values():
        for leg_id, spans in room.items():
            others = [span for other, spans in room.items() if other != leg_id for span in spans]
            shared[leg_id] += intersection(spans, others)
    heard = {leg_id: union(spans) for leg_id, spans in shared.items()}
    held = {leg_id: intersection(_holds(evidence, leg_id), heard[leg_id]) for leg_id in heard}
    return Talks(heard, held)


def ended_at(evidence: Evidence, leg_id: str) -> datetime | None:
    """When a leg hung up."""
    end = evidence.first(LegEnded, leg_id)
    return end.at if end else None


def _stays(evidence: Evidence, leg_id: str) -> dict[str, list[Span]]:
    """When a leg was in which bridge. Whoever hangs up or joins another has left."""
    stays: dict[str, list[Span]] = defaultdict(list)
    inside: tuple[str, datetime] | None = None
    for fact in evidence.by_leg[leg_id]:
        match fact:
            case LegJoinedBridge() if inside is None or inside[0] != fact.bridge_id:
                if inside is not None:
                    stays[inside[0]].append((inside[1], fact.at))
                inside = (fact.bridge_id, fact.at)
            case LegLeftBridge() if inside is not None and inside[0] == fact.bridge_id:
                stays[inside[0]].append((inside[1], fact.at))
                inside = None
            case LegEnded() if inside is not None:
                stays[inside[0]].append((inside[1], fact.at))
                inside = None
    return stays


def _holds(evidence: Evidence, leg_id: str) -> list[Span]:
    holds: list[Span] = []
    since: datetime | None = None
    for fact in evidence.by_leg[leg_id]:
        match fact:
            case LegHeld() if since is None:
                since = fact.at
            case LegUnheld() | LegEnded() if since is not None:
                holds.append((since, fact.at))
                since = None
    return holds


def device_of(evidence: Evidence, leg_id: str) -> str:
    """The device a leg is on; a masquerade may have given it another one."""
    renamed = evidence.of(LegRenamed, leg_id)
    started = evidence.first(LegStarted, leg_id)
    return renamed[-1].device if renamed else started.device if started else ""


def leg_row(
    evidence: Evidence, heard: Talks, leg_id: str, caller: str, agents: dict[str, str]
) -> LegRow:
    """One leg, whole; `caller` is the citizen's, if there is one.

    A Local channel is nobody's phone: the leg behind it is.
    """
    device = device_of(evidence, leg_id)
    agent_id = agents.get(phone_key(pbx_of(leg_id), device), "")
    if device.startswith("Local/") or leg_id == caller:
        agent_id = ""
    answered = _answered_at(evidence, leg_id)
    end = evidence.first(LegEnded, leg_id)
    held = heard.held.get(leg_id, [])
    shared = heard.shared.get(leg_id, [])
    closed = end is not None
    return LegRow(
        leg_id=leg_id,
        device=device,
        role="caller" if leg_id == caller else "agent" if agent_id else "other",
        agent_id=agent_id,
        started_at=evidence.by_leg[leg_id][0].at,
        answered_at=answered,
        ended_at=end.at if end else None,
        cause=end.cause if end else 0,
        rang=_rang(evidence, leg_id, answered),
        talked=total(difference(shared, held)) if closed else None,
        held=total(held) if closed else None,
        recovered=leg_id in evidence.recovered_legs,
    )


def _answered_at(evidence: Evidence, leg_id: str) -> datetime | None:
    times = [f.at for f in evidence.of(LegStateChanged, leg_id) if f.state is LegState.UP]
    times += [f.at for f in evidence.of(LegStarted, leg_id) if f.state is LegState.UP]
    times += [f.at for f in evidence.of(LegJoinedBridge, leg_id)]
    return min(times, default=None)


def _rang(evidence: Evidence, leg_id: str, answered: datetime | None) -> timedelta | None:
    times = [f.at for f in evidence.of(LegStateChanged, leg_id) if f.state is LegState.RINGING]
    times += [f.at for f in evidence.of(DialStarted) if f.rung_leg_id == leg_id]
    times += [f.at for f in evidence.of(AgentRung) if f.agent_leg_id == leg_id]
    until = answered or ended_at(evidence, leg_id)
    if not times or until is None:
        return None
    return max(until - min(times), timedelta())


def agents_by_phone(evidence: Evidence, pbx: str, known: dict[str, str]) -> dict[str, str]:
    """Whose phone each was during this call, by phone key."""
    noted = {phone_key(pbx, note.phone): note.agent_id for note in evidence.notes}
    return known | noted


def answering_phone(fact: AgentAnswered | AgentRung) -> str:
    """The key of the phone a queue rang."""
    return phone_key(pbx_of(fact.leg_id), fact.phone)
