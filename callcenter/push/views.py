"""Who may see what on a screen, and how it is spelled.

An agent sees himself, the calls he is rung for, talks on or wraps up, his own queues without their
callers, and the links; a supervisor sees everything. That depends on the item and the person only.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from callcenter.floor.state import Agent, Call, Floor, Link, Member, Queue, Waiting
from callcenter.numbers import Number, NumberKind, Origin, origin
from callcenter.push.catalogue import (
    AgentItem,
    CallItem,
    Item,
    LinkItem,
    MemberView,
    NumberView,
    QueueItem,
    WaitingView,
)
from callcenter.roles import Person, Right

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Control characters, marks that turn the reading direction, halves of surrogate pairs."""

LONGEST_TEXT = 160
DIRECTIONS: dict[str, Literal["inbound", "outbound", "internal"]] = {
    "inbound": "inbound",
    "outbound": "outbound",
    "internal": "internal",
}


def clean(text: str) -> str:
    """Words from a telephone line or a person, fit to stand on a screen: text, and one line."""
    if len(text) <= LONGEST_TEXT and text.isprintable():
        return text
    return UNSAFE.sub("", text)[:LONGEST_TEXT]


# --- who may see it


def sees_all(person: Person) -> bool:
    """True for those who watch the whole floor."""
    return person.may(Right.SEE_FLOOR)


def sees(floor: Floor, item_id: str, person: Person) -> bool:
    """True if the item is there and this person may see it."""
    kind, _, name = item_id.partition(":")
    match kind:
        case "call":
            call = floor.calls.get(name)
            return call is not None and (sees_all(person) or is_own(floor, call, person))
        case "agent":
            return name in floor.agents and (sees_all(person) or name == person.id)
        case "queue":
            return name in floor.queues and (sees_all(person) or name in queues_of(floor, person))
        case "link":
            return name in floor.links
    return False


def is_own(floor: Floor, call: Call, person: Person) -> bool:
    """True for a call this person is rung for, talks on or still wraps up.

    Between his answer and the bridge, for a millisecond, only he himself knows that it is his.
    """
    agent = floor.agents.get(person.id)
    return person.id in whose(call) or (agent is not None and agent.call_id == call.id)


def whose(call: Call) -> frozenset[str]:
    """The agents whose call it is now; after a transfer it may be two people's."""
    return call.ringing | call.talking | call.wrapping


def queues_of(floor: Floor, person: Person) -> frozenset[str]:
    """The ids of the person's own queues, by the roster where he is on it."""
    agent = floor.agents.get(person.id)
    known = person if agent is None else agent.person
    return frozenset(name if "/" in name else f"{known.pbx}/{name}" for name in known.queues)


def concerned(floor: Floor, touched: Iterable[str]) -> set[str]:
    """The people whose own call or agent a step changed: they must not wait their turn."""
    people: set[str] = set()
    for item_id in touched:
        kind, _, name = item_id.partition(":")
        if kind == "agent":
            people.add(name)
        elif kind == "call" and name in floor.calls:
            people |= whose(floor.calls[name])
    return people


def own_ids(floor: Floor, person: Person) -> Iterator[str]:
    """Himself, his call and his queues: what a change of the agent himself may bring or take."""
    yield f"agent:{person.id}"
    agent = floor.agents.get(person.id)
    if agent is not None and agent.call_id:
        yield f"call:{agent.call_id}"
    for queue in queues_of(floor, person):
        yield f"queue:{queue}"


def visible(floor: Floor, person: Person) -> Iterator[str]:
    """Every item this person sees now, his own first: a call must not wait behind a long list."""
    for item_id in own_ids(floor, person):
        if sees(floor, item_id, person):
            yield item_id
    yield from (f"link:{name}" for name in floor.links)
    if sees_all(person):
        yield from (f"agent:{name}" for name in floor.agents)
        yield from (f"queue:{name}" for name in floor.queues)
        yield from (f"call:{name}" for name in floor.calls)
    else:
        yield from (f"call:{c.id}" for c in floor.calls.values() if is_own(floor, c, person))


# --- how it is spelled


def item(floor: Floor, item_id: str, person: Person) -> Item | None:
    """The item whole, as this person reads it; None if it is not there or not for him."""
    if not sees(floor, item_id, person):
        return None
    return spelled(floor, item_id, person.locale, whole=sees_all(person))


def spelled(floor: Floor, item_id: str, locale: str, *, whole: bool) -> Item:
    """An item that is there, for a reader of this language who sees the whole floor or not."""
    kind, _, name = item_id.partition(":")
    match kind:
        case "call":
            return call_item(floor, floor.calls[name], locale)
        case "agent":
            return agent_item(floor.agents[name])
        case "queue":
            return queue_item(floor, floor.queues[name], whole=whole)
        case _:
            return link_item(floor.links[name])


def agent_item(agent: Agent) -> AgentItem:
    """An agent, as everybody who sees him reads it."""
    return AgentItem(
        id=f"agent:{agent.person.id}",
        agent_id=agent.person.id,
        name=clean(agent.person.name),
        phone=clean(agent.phone),
        state=agent.state.value,
        since=agent.since,
        reason=clean(agent.reason),
        pause_asked=clean(agent.pause_asked),
        call=f"call:{agent.call_id}" if agent.call_id else None,
        wrap_up_until=agent.wrap_up_until,
        phone_state=agent.phone_state,
        reachable=agent.reachable,
        screens=len(agent.screens),
        missed=agent.missed,
        queues=agent.person.queues,
    )


def call_item(floor: Floor, call: Call, locale: str) -> CallItem:
    """A call; where the number is from is told in the reader's language."""
    return CallItem(
        id=f"call:{call.id}",
        call_id=call.id,
        direction=DIRECTIONS.get(call.direction, "inbound"),
        stage=call.stage.value,
        since=call.since,
        started_at=call.started_at,
        number=number_view(call.number, locale),
        name=clean(call.name),
        did=clean(call.did),
        queue=call.queue,
        queue_label=label(floor, call.queue),
        position=call.position,
        joined_at=call.joined_at,
        answered_at=call.answered_at,
        agent_id=call.agent_id,
        ringing=tuple(sorted(call.ringing)),
        recording=bool(call.recording_id),
        callback_asked=call.callback_asked,
        disposition=call.disposition,
    )


def queue_item(floor: Floor, queue: Queue, *, whole: bool) -> QueueItem:
    """A queue; not `whole`, it tells how many wait since when and nothing of anybody."""
    line = sorted(queue.waiting.values(), key=lambda caller: (caller.since, caller.call_id))
    members = sorted(queue.members.values(), key=lambda m: m.phone) if whole else ()
    return QueueItem(
        id=f"queue:{queue.id}",
        queue=queue.id,
        label=label(floor, queue.id),
        service_level=round(floor.rules.of(queue.id).service_level.total_seconds()),
        waiting=tuple(
            waiting_view(caller, position, whole=whole)
            for position, caller in enumerate(line, start=1)
        ),
        members=tuple(member_view(member) for member in members),
    )


def waiting_view(caller: Waiting, position: int, *, whole: bool) -> WaitingView:
    """A caller at his place in the line; which call it is only for those who may see it."""
    call = f"call:{caller.call_id}" if whole else ""
    return WaitingView(call=call, since=caller.since, position=position)


def member_view(member: Member) -> MemberView:
    """A phone in a queue, and whose it is."""
    return MemberView(
        phone=clean(member.phone),
        agent_id=member.agent_id,
        paused=member.paused,
        reason=clean(member.reason),
        in_call=member.in_call,
        status=member.status,
    )


def link_item(link: Link) -> LinkItem:
    """A thing we depend on."""
    return LinkItem(
        id=f"link:{link.name}",
        name=link.name,
        up=link.up,
        since=link.since,
        reason=clean(link.reason),
    )


def number_view(number: Number | None, locale: str) -> NumberView | None:
    """A number as text, with region and carrier where it is a subscriber's."""
    if number is None:
        return None
    place = origin(number.value, locale) if number.kind is NumberKind.E164 else Origin()
    return NumberView(
        kind=number.kind.value,
        text=clean(number.value),
        region=place.region,
        carrier=place.carrier,
    )


def label(floor: Floor, queue: str) -> str:
    """What the centre calls a queue; its bare name where nobody described it."""
    return clean(floor.rules.of(queue).label or queue.partition("/")[2])
