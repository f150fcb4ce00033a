"""Two calls that turn out to be one: transfers and parking join what began apart.

Asterisk writes the Linkedid of a bridge's oldest member to all of them and says nothing of it, so
a leg that shows up under another id is an edge between two calls. The older id survives; the
citizen's call gives it its number, queue and times.
"""

from msgspec.structs import replace

from callcenter.floor.change import Change
from callcenter.floor.events import LegFact
from callcenter.floor.phone_key import age
from callcenter.floor.settle import settle
from callcenter.floor.state import Call, Leg


def leg_of(change: Change, fact: LegFact) -> Leg | None:
    """The leg a fact is about, in the call that it and Asterisk's id for it now belong to."""
    leg = change.legs.get(fact.leg_id)
    if leg is None:
        return None  # it began and ended before we listened
    if fact.call_id and change.merged.get(fact.call_id, fact.call_id) != leg.call_id:
        unite(change, leg.call_id, fact.call_id)
    return change.legs[fact.leg_id]


def unite(change: Change, known: str, named: str) -> None:
    """From now on these two ids name one call."""
    one = change.calls[known]
    other = change.calls.get(change.merged.get(named, named))
    if other is None:
        change.merged = change.merged.insert(named, known)
        change.put_call(replace(one, merged=one.merged | {named}))
        return
    if one.id == other.id:
        return
    kept, gone = sorted((one, other), key=lambda call: age(call.id))
    change.drop_call(gone)
    kept = _joined(kept, gone)
    for alias in kept.merged:
        change.merged = change.merged.insert(alias, kept.id)
    change.put_call(kept)
    for leg in change.legs_of(gone):
        _move(change, leg, kept.id)
    for agent_id in gone.wrapping | gone.talking | gone.ringing:
        _follow(change, agent_id, gone.id, kept.id)
    settle(change, kept.id)


def _joined(kept: Call, gone: Call) -> Call:
    first, second = (gone, kept) if _citizens(gone) and not _citizens(kept) else (kept, gone)
    queued = first if first.queue else second
    return replace(
        first,
        id=kept.id,
        started_at=min(first.started_at, second.started_at),
        legs=first.legs | second.legs,
        queue=queued.queue,
        position=queued.position,
        joined_at=queued.joined_at,
        answered_at=queued.answered_at,
        agent_id=first.agent_id or second.agent_id,
        ringing=first.ringing | second.ringing,
        talking=first.talking | second.talking,
        wrapping=first.wrapping | second.wrapping,
        merged=first.merged | second.merged | {gone.id},
        recording_id=first.recording_id or second.recording_id,
        callback_asked=first.callback_asked or second.callback_asked,
        disposition=first.disposition or second.disposition,
    )


def _citizens(call: Call) -> bool:
    return call.direction == "inbound"


def _move(change: Change, leg: Leg, call_id: str) -> None:
    change.put_leg(replace(leg, call_id=call_id))
    if not leg.queue:
        return
    queue = change.queue(leg.queue)
    waiting = replace(queue.waiting[leg.id], call_id=call_id)
    change.put_queue(replace(queue, waiting=queue.waiting.insert(leg.id, waiting)))


def _follow(change: Change, agent_id: str, gone: str, kept: str) -> None:
    """Keep an agent's card on the call, under its other id."""
    agent = change.agents.get(agent_id)
    if agent is None:
        return
    call_id = kept if agent.call_id == gone else agent.call_id
    wrapped = kept if agent.wrap_up_call == gone else agent.wrap_up_call
    change.put_agent(replace(agent, call_id=call_id, wrap_up_call=wrapped))
