"""What a PBX without a name of its own says is confirmed by a snapshot before it ends anything."""

from callcenter.floor.events import (
    AbandonReported,
    AnyFact,
    CallerLeft,
    LegEnded,
    MemberRemoved,
    PbxShutDown,
)
from callcenter.floor.snapshot import Snapshot

# such events could be forged by a caller's number, and would end what is going on
ENDING = (LegEnded, CallerLeft, AbandonReported, MemberRemoved, PbxShutDown)


def contradicted(fact: AnyFact, snapshot: Snapshot) -> bool:
    """True if a snapshot asked for after the event shows that it cannot be true."""
    match fact:
        case LegEnded():
            return any(leg.leg_id == fact.leg_id for leg in snapshot.legs)
        case CallerLeft() | AbandonReported():
            return any(
                (caller.leg_id, caller.queue) == (fact.leg_id, fact.queue)
                for caller in snapshot.callers
            )
        case MemberRemoved():
            return any(
                (member.phone, member.queue) == (fact.phone, fact.queue)
                for member in snapshot.members
            )
        case PbxShutDown():
            return True  # it answers
        case _:
            return False
