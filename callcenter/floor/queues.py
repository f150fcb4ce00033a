"""Steps for callers in a queue: joining, ringing, answering, leaving."""

from msgspec.structs import replace

from callcenter.floor.change import Change
from callcenter.floor.events import (
    AbandonReported,
    AgentAnswered,
    AgentMissed,
    AgentRung,
    CallerJoined,
    CallerLeft,
    LegState,
)
from callcenter.floor.merging import leg_of
from callcenter.floor.parties import better
from callcenter.floor.phone_key import pbx_of, phone_key
from callcenter.floor.settle import settle
from callcenter.floor.state import Leg, Waiting


def caller_joined(change: Change, fact: CallerJoined) -> None:
    """A caller waits; from now on this is a queue's call."""
    leg = leg_of(change, fact)
    if leg is None or leg.queue == fact.queue:
        return
    leave(change, leg)
    queue = change.queue(fact.queue)
    waiting = Waiting(call_id=leg.call_id, since=fact.at, position=fact.position)
    change.put_queue(replace(queue, waiting=queue.waiting.insert(leg.id, waiting)))
    change.put_leg(replace(leg, queue=fact.queue))
    call = change.calls[leg.call_id]
    change.put_call(
        replace(
            call,
            queue=fact.queue,
            position=fact.position,
            joined_at=fact.at,
            answered_at=None,
            number=better(call.number, fact.number),
            name=call.name or fact.name,
        )
    )
    settle(change, leg.call_id)


def caller_left(change: Change, fact: CallerLeft) -> None:
    """Nobody is rung for him any more, except the one who has just picked up."""
    leg = leg_of(change, fact)
    if leg is None or leg.queue != fact.queue:
        return
    leave(change, leg)
    stop_ringing(change, leg.call_id)
    settle(change, leg.call_id)


def abandon_reported(change: Change, fact: AbandonReported) -> None:
    """The pops go. Whether he gave up is not known yet: Asterisk says it of timeouts too."""
    leg = leg_of(change, fact)
    if leg is not None and leg.queue == fact.queue:
        stop_ringing(change, leg.call_id)
        settle(change, leg.call_id)


def agent_rung(change: Change, fact: AgentRung) -> None:
    """The pop: a member's phone rings for this caller (his leg began a moment before)."""
    leg_of(change, fact)
    rung = change.legs.get(fact.agent_leg_id)
    if rung is not None and not rung.rung:
        change.put_leg(replace(rung, rung=True))
        settle(change, rung.call_id)


def agent_answered(change: Change, fact: AgentAnswered) -> None:
    """A member took the call; after a break of ours this is how we learn that it was a queue's."""
    leg = leg_of(change, fact)
    if leg is None:
        return
    leave(change, leg)
    taken = change.legs.get(fact.agent_leg_id)
    if taken is not None and taken.state is not LegState.UP:
        change.put_leg(replace(taken, state=LegState.UP, since=fact.at))
    stop_ringing(change, leg.call_id)
    call = change.calls[leg.call_id]
    agent_id = change.agent_on(call.pbx, fact.phone)
    joined_at = call.joined_at or (fact.at - fact.waited if fact.waited is not None else None)
    change.put_call(
        replace(
            call,
            queue=fact.queue,
            joined_at=joined_at,
            answered_at=call.answered_at or fact.at,
            agent_id=agent_id or call.agent_id,
        )
    )
    agent = change.agents.get(agent_id)
    if agent is not None:
        change.put_agent(replace(agent, missed=0))
    settle(change, leg.call_id)


def agent_missed(change: Change, fact: AgentMissed) -> None:
    """He was rung and did not take it: the pop goes, and it counts."""
    leg = leg_of(change, fact)
    if leg is None:
        return
    key = phone_key(pbx_of(fact.queue), fact.phone)
    for rung in change.legs_on(key):
        if rung.call_id == leg.call_id and rung.state is not LegState.UP:
            change.put_leg(replace(rung, rung=False))
    agent = change.agents.get(change.phones.get(key) or "")
    if agent is not None and agent.missed_at != fact.at:
        change.put_agent(replace(agent, missed=agent.missed + 1, missed_at=fact.at))
    settle(change, leg.call_id)


def leave(change: Change, leg: Leg) -> None:
    """Take a caller out of the line he stands in, if any."""
    if leg.queue:
        queue = change.queue(leg.queue)
        change.put_queue(replace(queue, waiting=queue.waiting.discard(leg.id)))
        change.put_leg(replace(leg, queue=""))


def stop_ringing(change: Change, call_id: str) -> None:
    """Nobody's phone rings for this call any more; who has picked up already keeps it."""
    for leg in change.legs_of(change.calls[call_id]):
        if leg.rung and leg.state is not LegState.UP:
            change.put_leg(replace(leg, rung=False))
