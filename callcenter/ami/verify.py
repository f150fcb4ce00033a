"""Differences between the floor and a snapshot that are still there a few seconds later."""

from collections.abc import Iterable

from callcenter.floor.events import AnyFact

SETTLE = 5.0  # seconds; a younger difference may just be an event on its way


def lasting(first: Iterable[AnyFact], second: Iterable[AnyFact]) -> tuple[AnyFact, ...]:
    """Those of the second comparison that the first one found too."""
    known = {about(fact) for fact in first}
    return tuple(fact for fact in second if about(fact) in known)


def about(fact: AnyFact) -> tuple[str, ...]:
    """What a missed fact is about, whenever it was noticed."""
    names = ("leg_id", "queue", "phone")
    return (type(fact).__name__, *(str(getattr(fact, name, "")) for name in names))
