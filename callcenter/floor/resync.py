"""What we must have missed: Asterisk's whole answer against our floor, as ordinary facts.

An exact floor gives no facts. Not in Asterisk's answer, hence not found out: hold, parking, what
the dialplan said, how long an agent was rung. Positions in a line are not facts either.
"""

from collections.abc import Iterator

from callcenter.floor.events import (
    AgentAnswered,
    AnyFact,
    CallerJoined,
    CallerLeft,
    LegEnded,
    LegIdentified,
    LegJoinedBridge,
    LegLeftBridge,
    LegRenamed,
    LegStarted,
    LegState,
    LegStateChanged,
    MemberRemoved,
    MemberSeen,
    PhoneChanged,
    Unparked,
)
from callcenter.floor.parties import is_told
from callcenter.floor.phone_key import age, pbx_of, phone_key, phone_of
from callcenter.floor.progress import PROGRESS
from callcenter.floor.snapshot import SeenCaller, SeenLeg, Snapshot
from callcenter.floor.state import Floor, Leg, Member, is_restart


def missed(floor: Floor, snapshot: Snapshot) -> tuple[AnyFact, ...]:
    """The facts that bring this floor to where the PBX is; they come before `LinkRestored`."""
    link = floor.links.get(snapshot.pbx)
    restarted = link is not None and is_restart(link, snapshot.boot_id)
    ours = {leg.id: leg for leg in floor.legs.values() if pbx_of(leg.id) == snapshot.pbx}
    seen = {leg.leg_id for leg in snapshot.legs}
    gone = [leg for leg in ours.values() if restarted or leg.id not in seen]
    stay = {} if restarted else ours
    facts: list[AnyFact] = [
        LegEnded(at=snapshot.at, leg_id=leg.id, call_id=leg.call_id, lost=True)
        for leg in sorted(gone, key=lambda leg: age(leg.id))
    ]
    facts += _members(floor, snapshot)
    for leg in sorted(snapshot.legs, key=lambda leg: age(leg.leg_id)):
        facts += _leg(floor, snapshot, stay.get(leg.leg_id), leg)
    facts += _callers(snapshot, stay)
    facts += _talks(floor, snapshot, stay)
    facts += _phones(floor, snapshot)
    return tuple(facts)


def _leg(floor: Floor, snapshot: Snapshot, ours: Leg | None, leg: SeenLeg) -> Iterator[AnyFact]:
    at, leg_id, call_id = snapshot.at, leg.leg_id, leg.call_id
    if ours is None:
        yield LegStarted(
            at=at - leg.lasted,
            leg_id=leg_id,
            call_id=call_id,
            device=leg.device,
            number=leg.number,
            name=leg.name,
            dialled=leg.dialled,
            state=leg.state,
        )
    else:
        if leg.device != ours.device:
            yield LegRenamed(at=at, leg_id=leg_id, call_id=call_id, device=leg.device)
        if PROGRESS[leg.state] > PROGRESS[ours.state]:
            yield LegStateChanged(at=at, leg_id=leg_id, call_id=call_id, state=leg.state)
        number = leg.number if is_told(leg.number) and not is_told(ours.number) else None
        other_call = floor.merged.get(call_id, call_id) != ours.call_id
        if number is not None or other_call:
            yield LegIdentified(at=at, leg_id=leg_id, call_id=call_id, number=number)
    yield from _bridges(snapshot, ours, leg)


def _bridges(snapshot: Snapshot, ours: Leg | None, leg: SeenLeg) -> Iterator[AnyFact]:
    at, leg_id, call_id = snapshot.at, leg.leg_id, leg.call_id
    before = ours.bridge_id if ours is not None else ""
    if before == leg.bridge_id:
        return
    if before:
        yield LegLeftBridge(at=at, leg_id=leg_id, call_id=call_id, bridge_id=before)
    if leg.bridge_id:
        yield LegJoinedBridge(at=at, leg_id=leg_id, call_id=call_id, bridge_id=leg.bridge_id)
    if before and ours is not None and ours.parked:
        how = "retrieved" if leg.bridge_id else "timeout"
        yield Unparked(at=at, leg_id=leg_id, call_id=call_id, how=how)


def _callers(snapshot: Snapshot, ours: dict[str, Leg]) -> Iterator[AnyFact]:
    waits = {caller.leg_id: caller for caller in snapshot.callers}
    for leg in sorted(snapshot.legs, key=lambda leg: age(leg.leg_id)):
        known, caller = ours.get(leg.leg_id), waits.get(leg.leg_id)
        before, now = known.queue if known else "", caller.queue if caller else ""
        if before and before != now:
            yield CallerLeft(at=snapshot.at, leg_id=leg.leg_id, call_id=leg.call_id, queue=before)
        if caller is not None and before != now:
            yield _joined(snapshot, leg, caller)


def _joined(snapshot: Snapshot, leg: SeenLeg, caller: SeenCaller) -> CallerJoined:
    return CallerJoined(
        at=snapshot.at - caller.waited,
        leg_id=leg.leg_id,
        call_id=leg.call_id,
        queue=caller.queue,
        position=caller.position,
        number=leg.number,
        name=leg.name,
    )


def _talks(floor: Floor, snapshot: Snapshot, ours: dict[str, Leg]) -> Iterator[AnyFact]:
    """Who talks to whom: in no queue's answer, so read off the bridges (an answered caller's leg
    still runs the Queue application)."""
    waits = {caller.leg_id for caller in snapshot.callers}
    members = {(member.queue, phone_of(member.phone)): member.phone for member in snapshot.members}
    by_bridge: dict[str, list[SeenLeg]] = {}
    for leg in snapshot.legs:
        by_bridge.setdefault(leg.bridge_id, []).append(leg)
    for leg in sorted(snapshot.legs, key=lambda leg: age(leg.leg_id)):
        if leg.application != "Queue" or not leg.bridge_id or leg.leg_id in waits:
            continue
        queue = f"{snapshot.pbx}/{leg.application_input.partition(',')[0]}"
        if _known_talk(floor, ours.get(leg.leg_id), queue):
            continue
        for other in by_bridge[leg.bridge_id]:
            phone = members.get((queue, phone_of(other.device)))
            if phone is not None and other.state is LegState.UP:
                yield AgentAnswered(
                    at=snapshot.at,
                    leg_id=leg.leg_id,
                    call_id=leg.call_id,
                    queue=queue,
                    phone=phone,
                    agent_leg_id=other.leg_id,
                )
                break


def _known_talk(floor: Floor, leg: Leg | None, queue: str) -> bool:
    call = floor.calls.get(leg.call_id) if leg is not None else None
    return call is not None and call.queue == queue and call.answered_at is not None


def _members(floor: Floor, snapshot: Snapshot) -> Iterator[AnyFact]:
    seen = {(member.queue, member.phone): member for member in snapshot.members}
    ours = {
        (queue.id, member.phone): member
        for queue in floor.queues.values()
        if pbx_of(queue.id) == snapshot.pbx
        for member in queue.members.values()
    }
    for queue_id, phone in sorted(ours.keys() - seen.keys()):
        yield MemberRemoved(at=snapshot.at, queue=queue_id, phone=phone)
    for place, member in sorted(seen.items()):
        if not _same(ours.get(place), member):
            yield member


def _same(ours: Member | None, seen: MemberSeen) -> bool:
    return ours is not None and (
        ours.name,
        ours.paused,
        ours.reason,
        ours.penalty,
        ours.in_call,
        ours.status,
    ) == (
        seen.name,
        seen.paused,
        seen.reason if seen.paused else "",
        seen.penalty,
        seen.in_call,
        seen.status,
    )


def _phones(floor: Floor, snapshot: Snapshot) -> Iterator[AnyFact]:
    for phone, state in sorted(snapshot.phones.items()):
        device = floor.devices.get(phone_key(snapshot.pbx, phone))
        if (device.state if device is not None else "unknown") != state:
            yield PhoneChanged(at=snapshot.at, pbx=snapshot.pbx, phone=phone, state=state)
