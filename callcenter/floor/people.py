"""Steps for people: who works here, which screens they look at, what they noted of a call."""

from msgspec.structs import replace

from callcenter.floor.agents import forget_wrap_up
from callcenter.floor.change import Change
from callcenter.floor.effects import RemoveMember
from callcenter.floor.events import DispositionSaved, RosterLoaded, ScreenClosed, ScreenOpened
from callcenter.floor.members import assign_phones
from callcenter.floor.phone_key import pbx_of, phone_key
from callcenter.floor.state import Agent
from callcenter.roles import Person


def roster_loaded(change: Change, fact: RosterLoaded) -> None:
    """Everybody who may log in. Who is at work goes on as he was; who left the house goes.

    A new phone or new queues on record count from a person's next login.
    """
    people = {person.id for person in fact.people}
    for agent_id in sorted(set(change.agents) - people):
        _dismiss(change, change.agents[agent_id])
    for person in fact.people:
        agent = change.agents.get(person.id)
        if agent is None:
            agent = Agent(person=person, phone=person.phone or "", since=fact.at)
        elif not agent.places:
            agent = replace(agent, phone=person.phone or "")
        change.put_agent(replace(agent, person=person))
        change.logins = change.logins.insert(person.login, person.id)
    assign_phones(change, _owners(change, fact.people))


def _dismiss(change: Change, agent: Agent) -> None:
    agent_id = agent.person.id
    forget_wrap_up(change, agent)
    for queue_id, interface in sorted(agent.places):
        change.order(RemoveMember(phone=interface, agent_id=agent_id, queue=queue_id))
    change.logins = change.logins.discard(agent.person.login)
    change.drop_agent(agent_id)
    owned = [key for key, owner in change.phones.items() if owner == agent_id]
    assign_phones(change, dict.fromkeys(owned, ""))


def _owners(change: Change, people: tuple[Person, ...]) -> dict[str, str]:
    """Each phone's owner: whoever is logged in on it, else the first one who has it on record.

    Asterisk may have told us of its members before we knew whose names those are.
    """
    owners = _seated(change)
    for person in people:
        agent = change.agents[person.id]
        if agent.phone:
            key = phone_key(person.pbx, agent.phone)
            if agent.places:
                owners[key] = person.id
            else:
                owners.setdefault(key, person.id)
    return owners


def _seated(change: Change) -> dict[str, str]:
    """The phones in queues whose member bears the name of somebody who has no place yet."""
    found: dict[str, str] = {}
    for queue in change.queues.values():
        for member in queue.members.values():
            named = change.agents.get(change.logins.get(member.name) or "")
            if named is not None and not named.places:
                found[phone_key(pbx_of(queue.id), member.phone)] = named.person.id
    return found


def screen_opened(change: Change, fact: ScreenOpened) -> None:
    """A person looks at the floor."""
    agent = change.agents.get(fact.agent_id)
    if agent is not None:
        change.put_agent(replace(agent, screens=agent.screens | {fact.screen_id}))


def screen_closed(change: Change, fact: ScreenClosed) -> None:
    """A person closed a screen, or lost it."""
    agent = change.agents.get(fact.agent_id)
    if agent is not None:
        change.put_agent(replace(agent, screens=agent.screens - {fact.screen_id}))


def disposition_saved(change: Change, fact: DispositionSaved) -> None:
    """What the call was about is durable; after-call work goes on until the agent ends it."""
    call = change.calls.get(change.merged.get(fact.call_id, fact.call_id))
    if call is not None:
        change.put_call(replace(call, disposition=fact.code))
