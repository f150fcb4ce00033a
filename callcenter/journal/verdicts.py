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
from callcenter.journal.intervals import difference, intersection, total
from callcenter.journal.records import Recorded
from callcenter.journal.talks import Talks, agents_by_phone, device_of, leg_row, talks
from callcenter.journal.verdict_rows import LegRow, Verdict, VerdictRules, VisitRow
from callcenter.journal.visits import system_ended, visits
from callcenter.numbers import Number, NumberKind

NOBODY = Number(NumberKind.HIDDEN, "")


class Seen(msgspec.Struct, frozen=True):
    """The evidence, read: who called, which way, and the rows it gives."""

    evidence: Evidence
    caller: str  # the leg that the call began with for us
    direction: str
    party: str  # the leg whose number the call is known by
    heard: Talks
    legs: tuple[LegRow, ...]
    visits: tuple[VisitRow, ...]

    @property
    def ended_at(self) -> datetime | None:
        """When its last leg hung up; None while one is up."""
        ends = [leg.ended_at for leg in self.legs]
        return max(end for end in ends if end) if all(ends) else None

    @property
    def answered_at(self) -> datetime | None:
        """When somebody first talked with the caller: AgentConnect, without a queue a bridge."""
        times = [row.answered_at for row in self.visits if row.answered_at]
        if not self.visits:
            times = [begin for begin, _ in self.heard.shared.get(self.caller, [])]
        return min(times, default=None)


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
    evidence = Evidence(live, witness)
    if not evidence.by_leg:
        return None
    seen = _seen(evidence, pbx_of(call_id), rules or VerdictRules())
    answered, ended, ending = seen.answered_at, seen.ended_at, _ending(seen)
    number, name = _party(seen)
    talked, held = _talked(seen)
    return Verdict(
        call_id=call_id,
        pbx=pbx_of(call_id),
        direction=seen.direction,
        number=number,
        name=name,
        did=_did(seen),
        started_at=min(leg.started_at for leg in seen.legs),
        answered_at=answered,
        ended_at=ended,
        outcome=ending.outcome,
        why=ending.why,
        stage=ending.stage,
        ended_by=_ended_by(seen) if answered and ended else "",
        queue=seen.visits[-1].queue if seen.visits else "",
        agent_id=_agent(seen),
        waited=_waited(seen.visits),
        talked=talked if ended else None,
        held=held if ended else None,
        recordings=tuple(sorted({fact.recording_id for fact in evidence.of(RecordingStarted)})),
        recovered=evidence.recovered,
        legs=seen.legs,
        visits=seen.visits,
    )


def _seen(evidence: Evidence, pbx: str, rules: VerdictRules) -> Seen:
    leg_ids = sorted(evidence.by_leg, key=age)
    caller = _caller(evidence, leg_ids)
    outside = [leg_id for leg_id in leg_ids if _phone(evidence, leg_id) in rules.trunks]
    direction = _direction(evidence, caller, outside)
    agents = agents_by_phone(evidence, pbx, rules.agents)
    heard = talks(evidence)
    citizen = caller if direction == "inbound" else ""
    return Seen(
        evidence=evidence,
        caller=caller,
        direction=direction,
        party=outside[0] if direction == "outbound" else caller,
        heard=heard,
        legs=tuple(leg_row(evidence, heard, leg_id, citizen, agents) for leg_id in leg_ids),
        visits=tuple(visits(evidence, heard, agents)),
    )


def _caller(evidence: Evidence, leg_ids: list[str]) -> str:
    """The citizen's leg: who entered our dialplan or a queue; else the oldest one."""
    entered = [
        fact.leg_id for fact in evidence.facts if isinstance(fact, CallEntered | CallerJoined)
    ]
    return entered[0] if entered else leg_ids[0]


def _direction(evidence: Evidence, caller: str, outside: list[str]) -> str:
    """`inbound` if it began on a trunk or came to the hotline, `outbound` if it rang a trunk."""
    if evidence.first(CallEntered) or evidence.first(CallerJoined) or caller in outside:
        return "inbound"
    return "outbound" if outside else "internal"


def _phone(evidence: Evidence, leg_id: str) -> str:
    return phone_key(pbx_of(leg_id), device_of(evidence, leg_id))


def _party(seen: Seen) -> tuple[Number, str]:
    """The other party's number and name; what the line told later stands above the first."""
    number, name = NOBODY, ""
    for fact in seen.evidence.by_leg[seen.party]:
        if isinstance(fact, LegStarted | CallerJoined | LegIdentified):
            if fact.number is not None and (fact.number.value or not number.value):
                number = fact.number
            name = fact.name or name
    return number, name


def _did(seen: Seen) -> str:
    """The number that was dialled to reach us."""
    entered = seen.evidence.first(CallEntered)
    started = seen.evidence.first(LegStarted, seen.caller)
    return (entered.did if entered else "") or (started.dialled if started else "")


def _waited(rows: tuple[VisitRow, ...]) -> timedelta | None:
    """The sum of the waits in its queues; None if it was in none."""
    return sum((row.waited or timedelta() for row in rows), timedelta()) if rows else None


def _talked(seen: Seen) -> tuple[timedelta, timedelta]:
    """How long the caller heard somebody, and how long he was held meanwhile."""
    shared = seen.heard.shared.get(seen.caller, [])
    holds = [
        span
        for leg_id, spans in seen.heard.held.items()
        if leg_id != seen.caller
        for span in spans
    ]
    held = intersection(shared, holds)
    return total(difference(shared, held)), total(held)


def _ending(seen: Seen) -> Ending:
    stage = _dialplan_stage(seen.evidence)
    if seen.answered_at is not None:
        return Ending("answered", "", "talking")
    if seen.visits:
        last = seen.visits[-1]
        return Ending(last.outcome, last.why, last.stage)
    if seen.ended_at is None:
        return Ending("", "", stage)
    hangup = seen.evidence.first(LegEnded, seen.caller)
    reason = system_ended(seen.evidence, hangup) if hangup else ""
    if reason:
        return Ending("lost", reason, stage)
    return Ending("not_queued" if seen.direction == "inbound" else "unanswered", "", stage)


def _dialplan_stage(evidence: Evidence) -> str:
    """`notice` if the recording notice was playing."""
    playing = evidence.first(NoticeStarted) and not evidence.first(NoticeEnded)
    return "notice" if playing else "entered"


def _agent(seen: Seen) -> str:
    """Who talked last; if no leg of an agent is known, who took it from a queue."""
    talked = [leg for leg in seen.legs if leg.agent_id and leg.answered_at]
    if talked:
        return max(talked, key=lambda leg: (leg.answered_at, leg.leg_id)).agent_id
    return next((row.agent_id for row in reversed(seen.visits) if row.agent_id), "")


def _ended_by(seen: Seen) -> str:
    """Whose leg left the last bridge first; AgentComplete where no bridge was seen."""
    hangup = seen.evidence.first(LegEnded, seen.caller)
    if hangup is not None and system_ended(seen.evidence, hangup):
        return "system"
    leaves = seen.evidence.of(LegLeftBridge)
    if leaves:
        last_bridge = leaves[-1].bridge_id
        first = next(fact for fact in leaves if fact.bridge_id == last_bridge)
        return "caller" if first.leg_id == seen.caller else "agent"
    finished = [fact.reason for fact in seen.evidence.of(AgentFinished)]
    return finished[-1] if finished and finished[-1] in ("caller", "agent") else ""
