"""Whom a link tells what it hears."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from callcenter.floor.events import AnyFact
from callcenter.floor.snapshot import Snapshot


@dataclass(frozen=True)
class Ears:
    """Three functions; none may block or raise.

    `fact`: something happened. `snapshot`: we hear again after a break, and this is how things
    are; facts that follow may be older than it. `differences`: what the floor would have to be
    told to agree with this snapshot, without telling it.
    """

    fact: Callable[[AnyFact], None]
    snapshot: Callable[[Snapshot], None]
    differences: Callable[[Snapshot], Sequence[AnyFact]]
