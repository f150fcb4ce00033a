"""Steps for what agents ask for: log in and out, pause, be ready, finish after-call work.

The answer says that it was ordered. The agent's state changes when Asterisk says that it is so.
Refusals, by code: `unknown_person`, `no_phone`, `unknown_phone` (neither on record nor heard of,
or a trunk), `no_queues`, `phone_in_use`, `logged_in_elsewhere`, `pbx_unreachable`,
`not_logged_in`, `on_a_call`, `unknown_reason`.
"""

from msgspec.structs import replace
from rpds import HashTrieMap

from callcenter.floor.agents import end_wrap_up, forget_wrap_up, order_pause, settle_agent
from callcenter.floor.change import Change
from callcenter.floor.effects import AddMember, RemoveMember, Reply
from callcenter.floor.events import (
    LogInRequested,
    LogOutRequested,
    PauseRequested,
    ReadyRequested,
    Request,
    WrapUpFinished,
)
from callcenter.floor.members import assign_phones
from callcenter.floor.phone_key import phone_key
from callcenter.floor.state import Agent, AgentState


def log_in_requested(change: Change, fact: LogInRequested) -> None:
    """His phone is added to all his queues, ready for calls; where it is already, nothing is."""
    agent = change.agents.get(fact.agent_id)
    phone = fact.phone or (_phone(agent) if agent is not None else "")
    refusal = _why_not_log_in(change, agent, phone)
    if agent is None or refusal:
        _answer(change, fact, refusal)
        return
    person = agent.person
    asked = agent.pause_asked if agent.logged_in else ""
    change.put_agent(replace(agent, phone=phone, missed=0, pause_asked=asked))
    assign_phones(change, {phone_key(person.pbx, phone): person.id})
    taken = {queue_id for queue_id, _ in change.agents[person.id].places}
    for queue_id in (name if "/" in name else f"{person.pbx}/{name}" for name in person.queues):
        if queue_id not in taken:
            change.order(
                AddMember(
                    phone=phone,
                    agent_id=person.id,
                    screen_id=fact.screen_id,
                    key=fact.key,
                    queue=queue_id,
                    name=person.login,
                    paused=agent.paused,
                    reason=agent.reason,
                )
            )
    settle_agent(change, person.id)
    _answer(change, fact)


def _phone(agent: Agent) -> str:
    return (agent.phone if agent.logged_in else "") or agent.person.phone or ""


def _why_not_log_in(change: Change, agent: Agent | None, phone: str) -> str:
    if agent is None:
        return "unknown_person"
    if not phone:
        return "no_phone"
    if not agent.person.queues:
        return "no_queues"
    key = phone_key(agent.person.pbx, phone)
    own = phone_key(agent.person.pbx, agent.person.phone or "") == key
    known = own or key in change.phones or key in change.devices
    if not known or key in change.rules.trunks:
        return "unknown_phone"
    owner = change.agents.get(change.phones.get(key) or "")
    if owner is not None and owner.person.id != agent.person.id and owner.logged_in:
        return "phone_in_use"
    if agent.logged_in and phone_key(agent.person.pbx, agent.phone) != key:
        return "logged_in_elsewhere"
    return _unreachable(change, agent)


def _unreachable(change: Change, agent: Agent) -> str:
    link = change.links.get(agent.person.pbx)
    return "" if link is not None and link.up else "pbx_unreachable"


def log_out_requested(change: Change, fact: LogOutRequested) -> None:
    """His phone is taken out of all queues; not in the middle of a call. Out already is fine."""
    agent = change.agents.get(fact.agent_id)
    if agent is None:
        _answer(change, fact, "unknown_person")
        return
    refusal = "on_a_call" if agent.state is AgentState.TALKING else _unreachable(change, agent)
    if refusal:
        _answer(change, fact, refusal)
        return
    for queue_id, interface in sorted(agent.places):
        change.order(
            RemoveMember(
                phone=interface,
                agent_id=fact.agent_id,
                screen_id=fact.screen_id,
                key=fact.key,
                queue=queue_id,
            )
        )
    forget_wrap_up(change, replace(agent, lost_places=HashTrieMap()))
    _answer(change, fact)


def pause_requested(change: Change, fact: PauseRequested) -> None:
    """No calls for now; in the middle of a call or its after-call work it waits for their end."""
    agent = change.agents.get(fact.agent_id)
    refusal = _why_not_pause(change, agent, fact.reason)
    if agent is not None and not refusal:
        if agent.state in (AgentState.TALKING, AgentState.WRAP_UP):
            change.put_agent(replace(agent, pause_asked=fact.reason))
        else:
            order_pause(change, agent, fact.reason, fact)
    _answer(change, fact, refusal)


def _why_not_pause(change: Change, agent: Agent | None, reason: str) -> str:
    if agent is not None and reason not in change.rules.pause_reasons:
        return "unknown_reason"
    return _why_not_ready(change, agent)


def _why_not_ready(change: Change, agent: Agent | None) -> str:
    if agent is None:
        return "unknown_person"
    return _unreachable(change, agent) if agent.logged_in else "not_logged_in"


def ready_requested(change: Change, fact: ReadyRequested) -> None:
    """Calls again: a pause that waits is taken back, a pause or after-call work ends."""
    agent = change.agents.get(fact.agent_id)
    refusal = _why_not_ready(change, agent)
    if agent is not None and not refusal:
        agent = replace(agent, pause_asked="", missed=0)
        change.put_agent(agent)
        if agent.state is AgentState.WRAP_UP:
            end_wrap_up(change, agent, fact)
        elif agent.state is not AgentState.TALKING or agent.wrap_up_until is None:
            order_pause(change, agent, "", fact)
    _answer(change, fact, refusal)


def wrap_up_finished(change: Change, fact: WrapUpFinished) -> None:
    """After-call work is done. Said twice, or when the time was over already, it is done too."""
    agent = change.agents.get(fact.agent_id)
    call_id = change.merged.get(fact.call_id) or fact.call_id
    if agent is None:
        _answer(change, fact, "unknown_person")
        return
    if agent.wrap_up_until is not None and agent.wrap_up_call in (call_id, ""):
        end_wrap_up(change, agent, fact)
    elif agent.state is AgentState.TALKING and agent.call_id == call_id:
        _answer(change, fact, "on_a_call")
        return
    _answer(change, fact)


def _answer(change: Change, fact: Request, refusal: str = "") -> None:
    """Tell the screen that asked; a request of nobody's screen needs no answer."""
    if fact.screen_id:
        change.order(Reply(screen_id=fact.screen_id, key=fact.key, ok=not refusal, code=refusal))
