"""Steps for what we depend on, and for our own orders and timers."""

from datetime import timedelta

from msgspec.structs import replace
from rpds import HashTrieMap

from callcenter.floor.agents import WRAP_UP, end_wrap_up, renew_wrap_up
from callcenter.floor.change import Change
from callcenter.floor.effects import AddMember, PauseMember, Reply, WakeAt
from callcenter.floor.events import LinkLost, LinkRestored, OrderFailed, PbxShutDown, TimerFired
from callcenter.floor.state import Agent, Link, is_restart

PUT_BACK_EVERY = timedelta(seconds=2)  # the control session may come back later than the events'
PUT_BACK_FOR = timedelta(minutes=1)


def link_lost(change: Change, fact: LinkLost) -> None:
    """What hangs on this link is stale from now on; nothing of it is dropped."""
    link = change.links.get(fact.link) or Link(name=fact.link, up=True, since=fact.at)
    if link.up:
        link = replace(link, up=False, since=fact.at)
    change.put_link(replace(link, reason=fact.reason))


def link_restored(change: Change, fact: LinkRestored) -> None:
    """We hear again and have caught up; agents whom a restart threw out are put back."""
    link = change.links.get(fact.link)
    restarted = link is not None and is_restart(link, fact.boot_id)
    since = link.since if link is not None and link.up else fact.at
    boot_id = fact.boot_id or (link.boot_id if link is not None else "")
    change.put_link(Link(name=fact.link, up=True, since=since, boot_id=boot_id))
    for queue_id in sorted(change.rules.queues):
        if queue_id.startswith(f"{fact.link}/"):
            change.put_queue(change.queue(queue_id))
    for agent_id in sorted(change.agents):
        agent = change.agents[agent_id]
        if agent.person.pbx != fact.link:
            continue
        if restarted:
            _put_back(change, agent)
        else:  # somebody removed him while we were away
            change.put_agent(replace(agent, lost_places=HashTrieMap()))
        renew_wrap_up(change, agent_id)


def _put_back(change: Change, agent: Agent) -> None:
    """Order the places anew that a restart took from him; they are lost until he is seen there."""
    agent_id = agent.person.id
    for queue_id, member in sorted(agent.lost_places.items()):
        reason = WRAP_UP if agent.wrap_up_until is not None else member.reason
        place = {"phone": member.phone, "agent_id": agent_id, "queue": queue_id}
        paused = bool(reason) or member.paused
        change.order(AddMember(**place, name=agent.person.login, paused=paused, reason=reason))
        if paused:  # QueueAdd takes no reason
            change.order(PauseMember(**place, paused=True, reason=reason))


def pbx_shut_down(change: Change, fact: PbxShutDown) -> None:
    """Asterisk goes down by itself: the hangups around it are nobody's."""
    link = change.links.get(fact.pbx)
    if link is not None:
        change.put_link(replace(link, shutting_down=True))


def order_failed(change: Change, fact: OrderFailed) -> None:
    """Tell whoever asked for it; what nobody asked for is tried again, after a while."""
    if fact.screen_id:
        change.order(
            Reply(
                screen_id=fact.screen_id,
                key=fact.key,
                ok=False,
                code="order_failed",
                detail=fact.detail or fact.order,
            )
        )
        return
    agent = change.agents.get(fact.agent_id)
    if agent is None:
        return
    renew_wrap_up(change, fact.agent_id)
    link = change.links.get(agent.person.pbx)
    if len(agent.lost_places) and link is not None and change.at < link.since + PUT_BACK_FOR:
        again = change.at + PUT_BACK_EVERY
        change.order(WakeAt(timer_id=f"put-back:{fact.agent_id}", at=again))


def timer_fired(change: Change, fact: TimerFired) -> None:
    """After-call work has lasted as long as it may, or an agent is to be put back once more."""
    kind, _, rest = fact.timer_id.partition(":")
    agent_id, _, call_id = rest.partition(":")
    agent = change.agents.get(agent_id)
    if agent is None:
        return
    call_id = change.merged.get(call_id) or call_id
    if kind == "put-back":
        _put_back(change, agent)
    elif kind == "wrap-up" and agent.wrap_up_until is not None and agent.wrap_up_call == call_id:
        end_wrap_up(change, agent)
