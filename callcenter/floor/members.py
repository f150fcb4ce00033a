"""Steps for the phones that queues ring: whose they are, paused or not, gone."""

from collections.abc import Mapping

from msgspec.structs import replace

from callcenter.floor.agents import WRAP_UP, forget_wrap_up, renew_wrap_up, settle_agent
from callcenter.floor.change import Change
from callcenter.floor.events import MemberRemoved, MemberSeen, PhoneChanged, PhoneReached
from callcenter.floor.phone_key import pbx_of, phone_key
from callcenter.floor.settle import settle
from callcenter.floor.state import Agent, Member


def member_seen(change: Change, fact: MemberSeen) -> None:
    """A phone's place in a queue as Asterisk holds it; whose phone it is follows."""
    key = phone_key(pbx_of(fact.queue), fact.phone)
    named = change.logins.get(fact.name)
    if named is not None and change.phones.get(key) != named:
        assign_phones(change, {key: named})  # he logged in there before our restart
    queue = change.queue(fact.queue)
    before = queue.members.get(fact.phone)
    member = Member(
        phone=fact.phone,
        name=fact.name,
        paused=fact.paused,
        reason=fact.reason if fact.paused else "",
        penalty=fact.penalty,
        in_call=fact.in_call,
        status=fact.status,
        agent_id=change.phones.get(key) or "",
    )
    if member == before:
        return
    change.put_queue(replace(queue, members=queue.members.insert(fact.phone, member)))
    agent = change.agents.get(member.agent_id)
    if agent is not None:
        _take_place(change, agent, fact.queue, fact.phone)
        if before is not None and before.reason == WRAP_UP != member.reason:
            forget_wrap_up(change, change.agents[member.agent_id])
        renew_wrap_up(change, member.agent_id)


def _take_place(change: Change, agent: Agent, queue_id: str, interface: str) -> None:
    pbx = agent.person.pbx
    moved = phone_key(pbx, agent.phone) != phone_key(pbx, interface)
    change.put_agent(
        replace(
            agent,
            phone=interface if moved else agent.phone,
            places=agent.places | {(queue_id, interface)},
            lost_places=agent.lost_places.discard(queue_id),
        )
    )
    settle_agent(change, agent.person.id)


def member_removed(change: Change, fact: MemberRemoved) -> None:
    """A queue rings this phone no more. Found out after a break, it may have to be put back."""
    queue = change.queue(fact.queue)
    member = queue.members.get(fact.phone)
    if member is None:
        return
    change.put_queue(replace(queue, members=queue.members.discard(fact.phone)))
    agent = change.agents.get(member.agent_id)
    if agent is None:
        return
    link = change.links.get(pbx_of(fact.queue))
    lost = agent.lost_places
    if link is not None and not link.up:
        lost = lost.insert(fact.queue, member)
    places = agent.places - {(fact.queue, fact.phone)}
    change.put_agent(replace(agent, places=places, lost_places=lost))
    settle_agent(change, member.agent_id)


def phone_changed(change: Change, fact: PhoneChanged) -> None:
    """A phone is idle, in use, unavailable …"""
    key = phone_key(fact.pbx, fact.phone)
    change.put_device(key, replace(change.device(key), state=fact.state))
    settle_agent(change, change.phones.get(key) or "")


def phone_reached(change: Change, fact: PhoneReached) -> None:
    """A phone's registration came, went, or proved to be alive or dead."""
    key = phone_key(fact.pbx, fact.phone)
    change.put_device(key, replace(change.device(key), reachable=fact.reachable))
    settle_agent(change, change.phones.get(key) or "")


def assign_phones(change: Change, owners: Mapping[str, str]) -> None:
    """From now on these phones (by key) are these agents' (""): places and talks go with them."""
    owners = {key: who for key, who in owners.items() if (change.phones.get(key) or "") != who}
    if not owners:
        return
    for key, agent_id in owners.items():
        phones = change.phones
        change.phones = phones.insert(key, agent_id) if agent_id else phones.discard(key)
    touched = _hand_over_places(change, owners)
    for key in owners:
        for call_id in sorted({leg.call_id for leg in change.legs_on(key)}):
            settle(change, call_id)
    for agent_id in sorted(touched | set(owners.values())):
        settle_agent(change, agent_id)
        renew_wrap_up(change, agent_id)


def _hand_over_places(change: Change, owners: Mapping[str, str]) -> set[str]:
    """Write the new owners into the queues; gives everybody who lost or won a place."""
    concerned = set()
    for queue in list(change.queues.values()):
        for member in list(queue.members.values()):
            owner = owners.get(phone_key(pbx_of(queue.id), member.phone))
            if owner is None or owner == member.agent_id:
                continue
            place = {(queue.id, member.phone)}
            now = change.queue(queue.id)
            changed = replace(member, agent_id=owner)
            change.put_queue(replace(now, members=now.members.insert(member.phone, changed)))
            loser, winner = change.agents.get(member.agent_id), change.agents.get(owner)
            if loser is not None:
                change.put_agent(replace(loser, places=loser.places - place))
                concerned.add(member.agent_id)
            if winner is not None:
                _take_place(change, winner, queue.id, member.phone)
                concerned.add(owner)
    return concerned
