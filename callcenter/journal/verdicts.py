"""A set of facts about one call, in any order, into how it went (pure).

The same facts give the same verdict whatever their order and however often each is told. It may be
asked again when more is known: an outcome that a witness corrects is marked `recovered`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from callcenter.floor.events import (
    AgentFinished,
    CallEntered,
    CallerJoined,
    LegEnded,
    LegIdentified,
    LegLeftBridge,
    LegStarted,
    NoticeEnded,
    NoticeStarted,
    RecordingStarted,
)
from callcenter.floor.phone_key import age, pbx_of, phone_key
from callcenter.journal.evidence import Evidence
from callcenter.journal.intervals import difference, intersection, total, union
from callcenter.journal.records import Recorded
from callcenter.journal.talks import Talks, agents_by_phone, leg_row, talks
from callcenter.journal.verdict_rows import LegRow, Verdict, VerdictRules, VisitRow
from callcenter.journal.visits import system_ended, visits
from callcenter.numbers import Number, NumberKind

NOBODY = Number(NumberKind.HIDDEN, "")


class Ending(msgspec.Struct, frozen=True):
    """How the whole call ended."""

    outcome: str
    why: str
    stage: str


def verdict(
    call_id: str,
    live: Iterable[Recorded],
    witness: Iterable[Recorded] = (),
    rules: VerdictRules | None = None,
) -> Verdict | None:
    """How the call went, as far as is known; None if no fact is about any of its legs."""
    rules = rules or VerdictRules()
    evidence = Evidence(live, witness)
    leg_ids = [leg_id for leg_id in sorted(evidence.by_leg, key=age)]
    if not leg_ids:
        return None
    pbx = pbx_of(call_id)
    caller = _caller(evidence, leg_ids)
    agents = agents_by_phone(evidence, pbx, rules.agents)
    heard = talks(evidence)
    legs = tuple(leg_row(evidence, heard, leg_id, caller, agents) for leg_id in leg_ids)
    rows = tuple(visits(evidence, heard, agents))
    direction = _direction(evidence, legs, caller, rules)
    ended = _ended_at(legs)
    answered = _answered_at(rows, heard, caller)
    ending = _ending(evidence, rows, direction, answered, ended, caller)
    shared = heard.shared.get(caller, [])
    held = intersection(
        shared,
        union(span for leg_id, spans in heard.held.items() if leg_id != caller for span in spans),
    )
    party = _party(evidence, legs, caller, direction, rules)
    return Verdict(
        call_id=call_id,
        pbx=pbx,
        direction=direction,
        number=party[0],
        name=party[1],
        did=_did(evidence, caller),
        started_at=min(leg.started_at for leg in legs),
        answered_at=answered,
        ended_at=ended,
        outcome=ending.outcome,
        why=ending.why,
        stage=ending.stage,
        ended_by=_ended_by(evidence, legs, caller) if answered and ended else "",
        queue=rows[-1].queue if rows else "",
        agent_id=_agent(legs, rows),
        waited=sum((row.waited or timedelta() for row in rows), timedelta()) if rows else None,
        talked=total(difference(shared, held)) if ended else None,
        held=total(held) if ended else None,
        recordings=tuple(sorted({fact.recording_id for fact in evidence.of(RecordingStarted)})),
        recovered=evidence.recovered,
        legs=legs,
        visits=rows,
    )


def _caller(evidence: Evidence, leg_ids: list[str]) -> str:
    """The citizen's leg: who entered our dialplan or a queue; else the oldest one."""
    entered = [
        fact.leg_id for fact in evidence.facts if isinstance(fact, CallEntered | CallerJoined)
    ]
    return entered[0] if entered else leg_ids[0]


def _direction(
    evidence: Evidence, legs: tuple[LegRow, ...], caller: str, rules: VerdictRules
) -> str:
    """`inbound` if it began on a trunk or came to the hotline, `outbound` if it rang a trunk."""
    if evidence.first(CallEntered) or evidence.first(CallerJoined):
        return "inbound"
    outside = [leg.leg_id for leg in legs if _key(leg.leg_id, leg.device) in rules.trunks]
    if caller in outside:
        return "inbound"
    return "outbound" if outside else "internal"


def _key(leg_id: str, device: str) -> str:
    return phone_key(pbx_of(leg_id), device)


def _party(
    evidence: Evidence,
    legs: tuple[LegRow, ...],
    caller: str,
    direction: str,
    rules: VerdictRules,
) -> tuple[Number, str]:
    """The other party's number and name; what the line told later stands above the first."""
    leg_id = caller
    if direction == "outbound":
        leg_id = next(leg.leg_id for leg in legs if _key(leg.leg_id, leg.device) in rules.trunks)
    number, name = NOBODY, ""
    for fact in evidence.by_leg[leg_id]:
        if isinstance(fact, LegStarted | CallerJoined | LegIdentified):
            if fact.number is not None and (fact.number.value or not number.value):
                number = fact.number
            name = fact.name or name
    return number, name


def _did(evidence: Evidence, caller: str) -> str:
    entered = evidence.first(CallEntered)
    started = evidence.first(LegStarted, caller)
    return (entered.did if entered else "") or (started.dialled if started else "")


def _ended_at(legs: tuple[LegRow, ...]) -> datetime | None:
    """When its last leg hung up; None while one is up."""
    ends = [leg.ended_at for leg in legs]
    return max(end for end in ends if end) if all(ends) else None


def _answered_at(rows: tuple[VisitRow, ...], heard: Talks, caller: str) -> datetime | None:
    """When somebody first talked with the caller: AgentConnect, without a queue a bridge."""
    times = [row.answered_at for row in rows if row.answered_at]
    if not rows:
        times = [begin for begin, _ in heard.shared.get(caller, [])]
    return min(times, default=None)


def _ending(
    evidence: Evidence,
    rows: tuple[VisitRow, ...],
    direction: str,
    answered: datetime | None,
    ended: datetime | None,
    caller: str,
) -> Ending:
    if answered is not None:
        return Ending("answered", "", "talking")
    if rows:
        return Ending(rows[-1].outcome, rows[-1].why, rows[-1].stage)
    if ended is None:
        return Ending("", "", _dialplan_stage(evidence))
    hangup = evidence.first(LegEnded, caller)
    reason = system_ended(evidence, hangup) if hangup else ""
    if reason:
        return Ending("lost", reason, _dialplan_stage(evidence))
    outcome = "not_queued" if direction == "inbound" else "unanswered"
    return Ending(outcome, "", _dialplan_stage(evidence))


def _dialplan_stage(evidence: Evidence) -> str:
    """`notice` if the recording notice was playing."""
    playing = evidence.first(NoticeStarted) and not evidence.first(NoticeEnded)
    return "notice" if playing else "entered"


def _agent(legs: tuple[LegRow, ...], rows: tuple[VisitRow, ...]) -> str:
    """Who talked last; if no leg of an agent is known, who took it from a queue."""
    talked = [leg for leg in legs if leg.agent_id and leg.answered_at]
    if talked:
        return max(talked, key=lambda leg: (leg.answered_at, leg.leg_id)).agent_id
    return next((row.agent_id for row in reversed(rows) if row.agent_id), "")


def _ended_by(evidence: Evidence, legs: tuple[LegRow, ...], caller: str) -> str:
    """Whose leg left the last bridge first; AgentComplete where no bridge was seen."""
    hangup = evidence.first(LegEnded, caller)
    if hangup is not None and system_ended(evidence, hangup):
        return "system"
    leaves = evidence.of(LegLeftBridge)
    if leaves:
        last_bridge = leaves[-1].bridge_id
        first = next(fact for fact in leaves if fact.bridge_id == last_bridge)
        return "caller" if first.leg_id == caller else "agent"
    finished = evidence.of(AgentFinished)
    return finished[-1].reason if finished and finished[-1].reason in ("caller", "agent") else ""
