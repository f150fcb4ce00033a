"""Steps for legs: how they begin, ring, are answered, join bridges, hold, park and end."""

from msgspec.structs import replace

from callcenter.floor.agents import settle_agent
from callcenter.floor.change import Change
from callcenter.floor.events import (
    DialEnded,
    DialStarted,
    LegEnded,
    LegHeld,
    LegIdentified,
    LegJoinedBridge,
    LegLeftBridge,
    LegRenamed,
    LegStarted,
    LegState,
    LegStateChanged,
    LegUnheld,
    Parked,
    Unparked,
)
from callcenter.floor.merging import leg_of, unite
from callcenter.floor.parties import better, known_as, with_leg
from callcenter.floor.phone_key import pbx_of, phone_key
from callcenter.floor.progress import PROGRESS
from callcenter.floor.queues import leave, stop_ringing
from callcenter.floor.settle import settle
from callcenter.floor.state import Call, Leg, Stage


def leg_started(change: Change, fact: LegStarted) -> None:
    """A leg of a call we know, or of a new one."""
    if leg_of(change, fact) is not None:
        return
    call_id = change.merged.get(fact.call_id, fact.call_id)
    pbx = pbx_of(fact.leg_id)
    call = change.calls.get(call_id)
    if call is None:
        call = Call(id=call_id, pbx=pbx, stage=Stage.ENTERED, since=fact.at, started_at=fact.at)
    leg = Leg(
        id=fact.leg_id,
        call_id=call_id,
        device=fact.device,
        phone=phone_key(pbx, fact.device),
        state=fact.state,
        since=fact.at,
        number=fact.number,
        name=fact.name,
        dialled="" if fact.dialled == "s" else fact.dialled,  # "s": it dialled nothing
        rung=fact.state is LegState.RINGING,
    )
    change.put_leg(leg)
    change.put_call(with_leg(change, call, leg))
    settle(change, call_id)


def leg_state_changed(change: Change, fact: LegStateChanged) -> None:
    """It rings or is answered; never back, however late the news comes."""
    leg = leg_of(change, fact)
    if leg is None or PROGRESS[fact.state] <= PROGRESS[leg.state]:
        return
    rung = leg.rung or fact.state is LegState.RINGING
    _put(change, replace(leg, state=fact.state, since=fact.at, rung=rung))


def leg_identified(change: Change, fact: LegIdentified) -> None:
    """A number or name that came later than the leg."""
    leg = leg_of(change, fact)
    if leg is None:
        return
    leg = replace(leg, number=better(fact.number, leg.number), name=fact.name or leg.name)
    change.put_leg(leg)
    change.put_call(known_as(change, change.calls[leg.call_id], leg))


def leg_renamed(change: Change, fact: LegRenamed) -> None:
    """The leg is on another phone now; both agents see it."""
    leg = leg_of(change, fact)
    if leg is None:
        return
    before = change.agents_of([leg])
    _put(change, replace(leg, device=fact.device, phone=phone_key(pbx_of(leg.id), fact.device)))
    for agent_id in sorted(before):
        settle_agent(change, agent_id)


def leg_ended(change: Change, fact: LegEnded) -> None:
    """One leg less; with the last one the call is over."""
    leg = leg_of(change, fact)
    if leg is None:
        return
    if leg.queue:  # he gave up
        leave(change, leg)
        stop_ringing(change, leg.call_id)
    change.drop_leg(change.legs[leg.id])
    call = change.calls[leg.call_id]
    change.put_call(replace(call, legs=call.legs - {leg.id}))
    settle(change, leg.call_id)
    for agent_id in sorted(change.agents_of([leg])):
        settle_agent(change, agent_id)


def leg_joined_bridge(change: Change, fact: LegJoinedBridge) -> None:
    """It hears whoever is in there; whose phone is in a bridge has been answered."""
    leg = leg_of(change, fact)
    if leg is not None:
        _put(change, replace(leg, bridge_id=fact.bridge_id))


def leg_left_bridge(change: Change, fact: LegLeftBridge) -> None:
    """It hears nobody; it may have joined another bridge before we were told."""
    leg = leg_of(change, fact)
    if leg is not None and leg.bridge_id == fact.bridge_id:
        _put(change, replace(leg, bridge_id=""))


def leg_held(change: Change, fact: LegHeld) -> None:
    """The other side hears music from now on."""
    leg = leg_of(change, fact)
    if leg is not None and leg.held_since is None:
        _put(change, replace(leg, held_since=fact.at))


def leg_unheld(change: Change, fact: LegUnheld) -> None:
    """They talk again."""
    leg = leg_of(change, fact)
    if leg is not None:
        _put(change, replace(leg, held_since=None))


def dial_started(change: Change, fact: DialStarted) -> None:
    """A phone is rung on a leg's behalf, by a queue or not; both belong to one call."""
    leg_of(change, fact)
    rung = change.legs.get(fact.rung_leg_id)
    if rung is None:
        return
    leg = change.legs.get(fact.leg_id)
    if leg is not None and leg.call_id != rung.call_id:
        unite(change, leg.call_id, rung.call_id)
    _put(change, replace(change.legs[rung.id], rung=True))


def dial_ended(change: Change, fact: DialEnded) -> None:
    """Answered, or not rung any more; Asterisk may say it twice."""
    leg_of(change, fact)
    rung = change.legs.get(fact.rung_leg_id)
    if rung is None:
        return
    if fact.result == "answer":
        since = rung.since if rung.state is LegState.UP else fact.at
        _put(change, replace(rung, state=LegState.UP, since=since))
    else:
        _put(change, replace(rung, rung=False))


def parked(change: Change, fact: Parked) -> None:
    """A caller stands in a parking space."""
    leg = leg_of(change, fact)
    if leg is not None:
        _put(change, replace(leg, parked=fact.space or "park"))


def unparked(change: Change, fact: Unparked) -> None:
    """Somebody took him, or he goes on elsewhere."""
    leg = leg_of(change, fact)
    if leg is not None:
        _put(change, replace(leg, parked=""))


def _put(change: Change, leg: Leg) -> None:
    if change.legs[leg.id] != leg:
        change.put_leg(leg)
        settle(change, leg.call_id)
