"""What an agent is doing: read off his phone's legs, his queues, his after-call work.

    OFFLINE ──1──▶ READY ◀──2──▶ PAUSED
       ▲            │ ▲            │
       └─────3──────┤ │            │       from anywhere but TALKING
                    4 5            4
                    ▼ │            ▼
                   RINGING ──6──▶ TALKING
                                   │   ▲
                                   7   8
                                   ▼   │
                       READY ◀─9─ WRAP_UP ──9──▶ PAUSED

1. A queue has his phone (MemberSeen). 2. All his places are paused, or one no longer is.
3. No queue has his phone any more (MemberRemoved). 4. A leg rings his phone, from a queue or not.
5. The ring ended (missed, cancelled, the caller gave up): back to what his places say.
6. A leg on his phone is up. 7. The last one is gone, and it was a call that came through a queue:
all his places are paused as "wrap-up". From any other call he goes back to what his places say.
8. His phone talks again. 9. He said so, or the time is over: unpaused, or paused with the reason
he asked for meanwhile.

Nothing here remembers a transition: the state is a function of what holds now, so that facts may
come twice, or in any order that Asterisk's threads allow.
"""

from msgspec.structs import replace

from callcenter.floor.change import Change
from callcenter.floor.effects import PauseMember, WakeAt
from callcenter.floor.events import LegState, Request
from callcenter.floor.phone_key import age, phone_key
from callcenter.floor.state import Agent, AgentState, Call, Leg, Member

WRAP_UP = "wrap-up"  # Asterisk's PausedReason while an agent does after-call work


def settle_agent(change: Change, agent_id: str) -> None:
    """Work out anew what an agent is doing."""
    agent = change.agents.get(agent_id)
    if agent is None:
        return
    key = phone_key(agent.person.pbx, agent.phone)
    phone = change.device(key)
    legs = change.legs_on(key) if change.phones.get(key) == agent_id else []
    talks = [leg for leg in legs if leg.state is LegState.UP]
    rings = [leg for leg in legs if leg.rung and leg.state is not LegState.UP]
    agent = with_places(change, agent)
    state = _state(agent, bool(talks), bool(rings))
    asked = agent.pause_asked
    if asked and state in (AgentState.READY, AgentState.PAUSED):
        order_pause(change, agent, asked)
        asked = ""
    change.put_agent(
        replace(
            agent,
            state=state,
            since=agent.since if state is agent.state else change.at,
            call_id=_call_of(change, agent, talks or rings),
            pause_asked=asked,
            phone_state=phone.state,
            reachable=phone.reachable,
        )
    )


def with_places(change: Change, agent: Agent) -> Agent:
    """The agent as his places in the queues have him: paused only where all of them are."""
    members = [member for _, member in places(change, agent)]
    paused = bool(members) and all(member.paused for member in members)
    reasons = sorted({member.reason for member in members}) if paused else [""]
    if len(reasons) > 1 and WRAP_UP in reasons:  # he is on the way from one reason to another
        reasons.remove(WRAP_UP)
    return replace(agent, logged_in=bool(members), paused=paused, reason=reasons[0])


def _state(agent: Agent, talks: bool, rings: bool) -> AgentState:
    if not agent.logged_in:
        return AgentState.OFFLINE
    if talks:
        return AgentState.TALKING
    if rings:
        return AgentState.RINGING
    if agent.wrap_up_until is not None or (agent.paused and agent.reason == WRAP_UP):
        return AgentState.WRAP_UP
    return AgentState.PAUSED if agent.paused else AgentState.READY


def _call_of(change: Change, agent: Agent, legs: list[Leg]) -> str:
    """The call on his card: the one that is there already, else a queue's, else the oldest."""
    call_ids = {leg.call_id for leg in legs}
    if agent.call_id in call_ids or not call_ids:
        return agent.call_id if call_ids else agent.wrap_up_call
    return min(call_ids, key=lambda call_id: (not change.calls[call_id].queue, age(call_id)))


def places(change: Change, agent: Agent) -> list[tuple[str, Member]]:
    """His places: (queue, member), in a fixed order."""
    return [
        (queue_id, change.queue(queue_id).members[interface])
        for queue_id, interface in sorted(agent.places)
    ]


def order_pause(change: Change, agent: Agent, reason: str, asked: Request | None = None) -> None:
    """Order all his places paused for this reason (none: unpaused), on somebody's request or not.

    Ordered even where it looks so already: an earlier order may still be on its way.
    """
    for queue_id, member in places(change, agent):
        change.order(
            PauseMember(
                phone=member.phone,
                agent_id=agent.person.id,
                screen_id=asked.screen_id if asked else "",
                key=asked.key if asked else "",
                queue=queue_id,
                paused=bool(reason),
                reason=reason,
            )
        )


def begin_wrap_up(change: Change, agent_id: str, call: Call) -> None:
    """A talk ended: no more calls until the after-call work is done or its time is over.

    Asterisk's own `wrapuptime` covers the moment until our pause has arrived.
    """
    agent = change.agents.get(agent_id)
    wrap_up = change.rules.of(call.queue).wrap_up
    if agent is None or not agent.logged_in or not wrap_up:
        return
    if agent.wrap_up_call != call.id:
        release_call(change, agent)
    asked = agent.pause_asked
    if agent.paused and agent.reason != WRAP_UP:
        asked = asked or agent.reason  # the pause he had goes on afterwards
    until = change.at + wrap_up
    change.put_agent(replace(agent, wrap_up_call=call.id, wrap_up_until=until, pause_asked=asked))
    change.put_call(replace(call, wrapping=call.wrapping | {agent_id}))
    order_pause(change, agent, WRAP_UP)
    change.order(WakeAt(timer_id=timer_id(agent_id, call.id), at=until))


def end_wrap_up(change: Change, agent: Agent, asked: Request | None = None) -> None:
    """After-call work is done: ready again, or the pause he asked for meanwhile."""
    forget_wrap_up(change, agent)
    order_pause(change, agent, agent.pause_asked, asked)


def forget_wrap_up(change: Change, agent: Agent) -> None:
    """Let go of the call he was working on; his places stay as they are."""
    release_call(change, agent)
    change.put_agent(replace(agent, wrap_up_until=None, wrap_up_call="", pause_asked=""))
    settle_agent(change, agent.person.id)


def release_call(change: Change, agent: Agent) -> None:
    """One agent less works on this call; one that is over and that nobody works on is dropped."""
    call = change.calls.get(agent.wrap_up_call)
    if call is None:
        return
    call = replace(call, wrapping=call.wrapping - {agent.person.id})
    if call.legs or call.wrapping:
        change.put_call(call)
    else:
        change.drop_call(call)


def renew_wrap_up(change: Change, agent_id: str) -> None:
    """Asterisk holds him paused for after-call work that we know nothing of: give it its time.

    So it is after our own restart, and where the order to unpause him never arrived.
    """
    agent = change.agents.get(agent_id)
    if agent is None or agent.state is not AgentState.WRAP_UP or agent.wrap_up_until is not None:
        return
    queue_id = min(queue_id for queue_id, _ in agent.places)
    until = change.at + change.rules.of(queue_id).wrap_up
    change.put_agent(replace(agent, wrap_up_until=until))
    change.order(WakeAt(timer_id=timer_id(agent_id, ""), at=until))


def timer_id(agent_id: str, call_id: str) -> str:
    """The name of the alarm that ends after-call work; one for each call, so none is mistaken."""
    return f"wrap-up:{agent_id}:{call_id}"
