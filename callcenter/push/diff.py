"""Touched ids and one viewer: what to put on his screen, and what to take off it."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from callcenter.floor.state import Floor
from callcenter.push import views
from callcenter.roles import Person


class Difference(NamedTuple):
    """The ids of items to send whole, and of items that are gone for this viewer."""

    put: list[str]
    drop: list[str]


def candidates(
    floor: Floor, touched: Collection[str], shown: Collection[str], person: Person
) -> Iterable[str]:
    """What a step may have changed for this viewer.

    A change of the agent himself (another call, other queues) also moves what he sees around him.
    """
    if views.sees_all(person) or f"agent:{person.id}" not in touched:
        return touched
    return {*touched, *shown, *views.own_ids(floor, person)}


def difference(
    floor: Floor, ids: Iterable[str], shown: Collection[str], person: Person
) -> Difference:
    """Sort the candidates; only what was shown is dropped, and each is looked at as it is now."""
    put: list[str] = []
    drop: list[str] = []
    for item_id in ids:
        if views.sees(floor, item_id, person):
            put.append(item_id)
        elif item_id in shown:
            drop.append(item_id)
    return Difference(put, drop)


def compared(old: Floor, new: Floor) -> set[str]:
    """The ids of all items that differ between two whole floors: the oracle of `Step.touched`."""
    ids: set[str] = set()
    for kind, before, after in (
        ("call", old.calls, new.calls),
        ("agent", old.agents, new.agents),
        ("queue", old.queues, new.queues),
        ("link", old.links, new.links),
    ):
        ids.update(f"{kind}:{name}" for name in before if name not in after)
        ids.update(f"{kind}:{name}" for name, it in after.items() if before.get(name) is not it)
    return ids
