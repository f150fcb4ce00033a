"""A caller's stays in queues, and the one way in which each ended (pure).

    joined ──▶ answered    an agent's bridge (AgentConnect)
           ──▶ flow_out    the dialplan went on: timeout, full, a callback asked
           ──▶ lost        our system ended it: Asterisk restarted, or nobody saw the end
           ──▶ abandoned   else, if he hung up: while `waiting`, or while a phone was `ringing`

QueueCallerAbandon settles nothing: Asterisk raises it for timeouts and withdrawals too.
"""

from datetime import datetime, timedelta

import msgspec

from callcenter.floor.events import (
    AbandonReported,
    AgentAnswered,
    AgentMissed,
    AgentRung,
    CallbackAsked,
    CallerJoined,
    CallerLeft,
    LegEnded,
    LegFact,
    Overflowed,
    QueueFact,
)
from callcenter.journal.evidence import Evidence
from callcenter.journal.intervals import Span
from callcenter.journal.talks import Talks, answering_phone
from callcenter.journal.verdict_rows import VisitRow

RESTART = timedelta(seconds=5)  # Shutdown is told about a second after the hangups it caused
SURVIVED = timedelta(seconds=2)  # a leg that lives on this long after the queue was let go by it


class Stay(msgspec.Struct, frozen=True):
    """One joining, and what was said of this caller and queue until the next one."""

    leg_id: str
    queue: str
    joined_at: datetime
    position: int
    facts: list[LegFact]


class End(msgspec.Struct, frozen=True):
    """How a stay ended; `outcome` is empty while it lasts."""

    outcome: str = ""
    why: str = ""
    at: datetime | None = None


def visits(evidence: Evidence, heard: Talks, agents: dict[str, str]) -> list[VisitRow]:
    """Every stay of every caller of this call, oldest first."""
    rows = [_row(evidence, stay, heard, agents) for stay in _stays(evidence)]
    return sorted(rows, key=lambda row: (row.joined_at, row.leg_id, row.queue))


def _stays(evidence: Evidence) -> list[Stay]:
    pairs = dict.fromkeys(
        (fact.leg_id, fact.queue)
        for fact in evidence.facts
        if isinstance(fact, QueueFact) or (isinstance(fact, Overflowed) and fact.queue)
    )
    return [stay for leg_id, queue in pairs for stay in _stays_in(evidence, leg_id, queue)]


def _stays_in(evidence: Evidence, leg_id: str, queue: str) -> list[Stay]:
    """Cut one caller's facts at each joining; one that nobody told begins where its wait did."""
    facts = [fact for fact in evidence.by_leg[leg_id] if getattr(fact, "queue", queue) == queue]
    joins = [fact for fact in facts if isinstance(fact, CallerJoined)]
    if not joins:
        began = min(_began(fact) for fact in facts if hasattr(fact, "queue"))
        return [Stay(leg_id, queue, began, 0, facts)]
    stays = []
    for join, after in zip(joins, [*joins[1:], None], strict=True):
        until = after.at if after else datetime.max.replace(tzinfo=join.at.tzinfo)
        inside = [fact for fact in facts if join.at <= fact.at < until]
        stays.append(Stay(leg_id, queue, join.at, join.position, inside))
    return stays


def _began(fact: LegFact) -> datetime:
    waited = getattr(fact, "waited", None)
    return fact.at - waited if waited else fact.at


def _row(evidence: Evidence, stay: Stay, heard: Talks, agents: dict[str, str]) -> VisitRow:
    answer = _answer(stay, heard.shared.get(stay.leg_id, []))
    end = End("answered", "", answer.at) if answer else _end(evidence, stay)
    left_at = end.at if end.outcome else None
    rung = [fact for fact in stay.facts if isinstance(fact, AgentRung)]
    missed = [fact for fact in stay.facts if isinstance(fact, AgentMissed)]
    return VisitRow(
        leg_id=stay.leg_id,
        queue=stay.queue,
        joined_at=stay.joined_at,
        left_at=left_at,
        answered_at=answer.at if answer else None,
        outcome=end.outcome,
        why=end.why,
        stage="talking" if answer else _stage(rung, missed, left_at),
        position=stay.position,
        agent_id=agents.get(answering_phone(answer), "") if answer else "",
        waited=max(left_at - stay.joined_at, timedelta()) if left_at else None,
        rang=_rang(answer, rung),
        rings=len(rung),
        missed=len(missed),
        recovered=stay.leg_id in evidence.recovered_legs,
    )


def _answer(stay: Stay, shared: list[Span]) -> AgentAnswered | None:
    """Asterisk's own word; or, if that was missed, a bridge before the queue let go."""
    answered = [fact for fact in stay.facts if isinstance(fact, AgentAnswered)]
    if answered:
        return answered[0]
    rung = [fact for fact in stay.facts if isinstance(fact, AgentRung)]
    let_go = [f.at for f in stay.facts if isinstance(f, Overflowed | CallbackAsked)]
    talks = [begin for begin, _ in shared if begin >= stay.joined_at]
    if not rung or not talks or (let_go and let_go[0] <= talks[0]):
        return None
    last = [fact for fact in rung if fact.at <= talks[0]] or rung
    return AgentAnswered(
        at=talks[0],
        leg_id=stay.leg_id,
        call_id=last[-1].call_id,
        queue=stay.queue,
        phone=last[-1].phone,
        agent_leg_id=last[-1].agent_leg_id,
    )


def _end(evidence: Evidence, stay: Stay) -> End:
    left = next((fact.at for fact in stay.facts if isinstance(fact, CallerLeft)), None)
    for fact in stay.facts:
        if isinstance(fact, CallbackAsked):
            return End("flow_out", "callback_asked", left or fact.at)
        if isinstance(fact, Overflowed):
            return End("flow_out", fact.why or "unknown", min(left or fact.at, fact.at))
    hangup = evidence.first(LegEnded, stay.leg_id)
    if hangup is None:
        return End()
    at = min(left or _reported(stay) or hangup.at, hangup.at)
    reason = system_ended(evidence, hangup)
    if left is not None and hangup.at - left > SURVIVED:
        return End("flow_out", "left", left)
    return End("lost", reason, at) if reason else End("abandoned", "", at)


def _reported(stay: Stay) -> datetime | None:
    return next((fact.at for fact in stay.facts if isinstance(fact, AbandonReported)), None)


def system_ended(evidence: Evidence, hangup: LegEnded) -> str:
    """Why it was our system that ended a leg: `unseen`, `restart`; empty if it was a person."""
    if hangup.lost:
        return "unseen"
    near = (timedelta() <= down.at - hangup.at <= RESTART for down in evidence.shutdowns)
    return "restart" if hangup.cause == 0 and any(near) else ""


def _stage(rung: list[AgentRung], missed: list[AgentMissed], until: datetime | None) -> str:
    """`ringing` if a phone rang at the end: one that was rung and had not missed it yet."""
    tries: dict[str, int] = {}
    for ring in rung:
        tries[ring.phone] = tries.get(ring.phone, 0) + 1
    for miss in missed:
        # Asterisk cancels what still rings when the caller has left; that is no miss of his wait
        if until is None or miss.at < until:
            tries[miss.phone] = tries.get(miss.phone, 0) - 1
    return "ringing" if any(count > 0 for count in tries.values()) else "waiting"


def _rang(answer: AgentAnswered | None, rung: list[AgentRung]) -> timedelta | None:
    """From the last ring of the phone that took it; Asterisk's own figure is in whole seconds."""
    if answer is None:
        return None
    rings = [ring.at for ring in rung if ring.phone == answer.phone and ring.at <= answer.at]
    return answer.at - rings[-1] if rings else answer.rang
