"""Who is who in a call: which leg is the citizen's, and from where it was begun."""

from msgspec.structs import replace

from callcenter.floor.change import Change
from callcenter.floor.state import Call, Leg
from callcenter.numbers import Number, NumberKind


def with_leg(change: Change, call: Call, leg: Leg) -> Call:
    """The call with one leg more; the first one is the caller's, and so is the eponymous one."""
    call = replace(call, legs=call.legs | {leg.id}, started_at=min(call.started_at, leg.since))
    if leg.id == call.id or not call.caller_leg:
        direction = "inbound" if _from_outside(change, leg) else "internal"
        call = replace(call, caller_leg=leg.id, direction=direction, did=call.did or leg.dialled)
    elif call.direction == "internal" and leg.phone in change.rules.trunks:
        call = replace(call, direction="outbound", number=None, name="")
    return known_as(change, call, leg)


def known_as(change: Change, call: Call, leg: Leg) -> Call:
    """The call with the other party's number and name, as this leg's line tells them."""
    outgoing = call.direction == "outbound" and leg.phone in change.rules.trunks
    if leg.id != call.caller_leg and not outgoing:
        return call
    if leg.id == call.caller_leg and call.direction == "outbound":
        return call
    return replace(call, number=better(leg.number, call.number), name=leg.name or call.name)


def better(told: Number | None, known: Number | None) -> Number | None:
    """The later of two numbers that a line told, unless it tells nothing."""
    return told if is_told(told) or known is None else known


def is_told(number: Number | None) -> bool:
    """True for a number that somebody could dial."""
    return number is not None and number.kind is not NumberKind.HIDDEN


def _from_outside(change: Change, leg: Leg) -> bool:
    """A trunk's leg; or, where the trunk was not named to us, one that is nobody's phone here."""
    if leg.phone in change.rules.trunks:
        return True
    if leg.device.startswith("Local/"):
        return False
    internal = leg.number is not None and leg.number.kind is NumberKind.INTERNAL
    return leg.phone not in change.phones and not internal
