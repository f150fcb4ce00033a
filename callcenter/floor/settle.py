"""How far a call has come: read off its legs, whatever order the facts came in."""

from msgspec.structs import replace

from callcenter.floor.agents import begin_wrap_up, settle_agent
from callcenter.floor.change import Change
from callcenter.floor.events import LegState
from callcenter.floor.state import Call, Leg, Stage


def settle(change: Change, call_id: str) -> None:
    """Work out a call's stage and who is on it; who left a queue's call gets after-call work."""
    call = change.calls[call_id]
    legs = change.legs_of(call)
    ringing, talking = _on_the_line(change, call, legs)
    finished = call.talking - talking
    stage = _stage(legs)
    settled = replace(
        call,
        stage=stage,
        since=call.since if stage is call.stage else change.at,
        ringing=ringing,
        talking=talking,
        agent_id=_agent(call, talking),
    )
    change.put_call(settled)
    for agent_id in sorted(finished) if call.queue else ():
        begin_wrap_up(change, agent_id, change.calls[call_id])
    if not legs and not change.calls[call_id].wrapping:
        change.drop_call(call)
    for agent_id in sorted(call.ringing | finished | change.agents_of(legs)):
        settle_agent(change, agent_id)


def _on_the_line(
    change: Change, call: Call, legs: list[Leg]
) -> tuple[frozenset[str], frozenset[str]]:
    """Who is rung, and who talks: from his first bridge until his last leg here is gone.

    Moving to another bridge (a transfer, a Local channel optimised away) does not end a talk.
    """
    ringing, picked_up, talking = set(), set(), set()
    for leg in legs:
        agent_id = change.phones.get(leg.phone)
        if agent_id is None or (call.queue and leg.id == call.caller_leg):
            continue  # a colleague who calls the hotline is a caller
        if leg.state is LegState.UP:
            picked_up.add(agent_id)
            if leg.bridge_id or agent_id in call.talking:
                talking.add(agent_id)
        elif leg.rung:
            ringing.add(agent_id)
    return frozenset(ringing - picked_up), frozenset(talking)


def _stage(legs: list[Leg]) -> Stage:
    if not legs:
        return Stage.ENDED
    bridges = [leg.bridge_id for leg in legs if leg.bridge_id and not leg.parked]
    if len(bridges) > len(set(bridges)):  # two of them hear each other
        held = any(leg.held_since and leg.bridge_id for leg in legs)
        return Stage.HELD if held else Stage.TALKING
    if any(leg.parked for leg in legs):
        return Stage.PARKED
    rung = {leg.state for leg in legs if leg.rung}
    if LegState.UP in rung:  # picked up; the bridge follows in a moment
        return Stage.TALKING
    if rung:
        return Stage.RINGING
    return Stage.WAITING if any(leg.queue for leg in legs) else Stage.ENTERED


def _agent(call: Call, talking: frozenset[str]) -> str:
    """Who talks, or talked last; of several (a consultation) the one who had it stays."""
    return call.agent_id if call.agent_id in talking or not talking else min(talking)
