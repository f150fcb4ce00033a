"""All that is known of one call, put in order: what we heard, completed by what Asterisk wrote.

A witness only fills gaps. Its fact counts where we heard none of the same kind about the same
thing within `NEAR`; and its account of a leg's end stands above our "it was gone when we looked".
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, TypeVar

import msgspec

from callcenter.floor.events import (
    AgentFinished,
    CallerJoined,
    LegEnded,
    LegFact,
    LegStarted,
    LinkLost,
    PbxShutDown,
)
from callcenter.floor.fact import Fact
from callcenter.journal.records import AgentStateNoted, Recorded

NEAR = timedelta(seconds=3)  # queue_log has whole seconds, a snapshot too
ONCE = (LegStarted, LegEnded)
RANKS: dict[type, int] = {LegStarted: 0, CallerJoined: 1, LegEnded: 3}

Kind = TypeVar("Kind", bound=Fact)


class Evidence:
    """A call's facts by what they are about, each list in order of time."""

    def __init__(self, live: Iterable[Recorded], witness: Iterable[Recorded] = ()) -> None:
        heard, written = _distinct(live), _distinct(witness)
        heard = _ended_when_the_link_broke(_without_corrected_ends(heard, written))
        filling = _filling(heard, written)
        # AgentFinished is often late and sometimes missing: bridges tell the same, and better.
        telling = [fact for fact in filling if type(fact) is not AgentFinished]
        self.recovered_legs = {fact.leg_id for fact in telling if isinstance(fact, LegFact)}
        self.recovered = bool(telling)
        facts = _in_order((*heard, *filling))
        self.facts = [fact for fact in facts if isinstance(fact, LegFact)]
        self.notes = [fact for fact in facts if isinstance(fact, AgentStateNoted)]
        self.shutdowns = [fact for fact in facts if isinstance(fact, PbxShutDown)]
        self.by_leg: dict[str, list[LegFact]] = defaultdict(list)
        self._by_kind: dict[tuple[type, str | None], list[Any]] = defaultdict(list)
        for fact in self.facts:
            self.by_leg[fact.leg_id].append(fact)
            self._by_kind[type(fact), None].append(fact)
            self._by_kind[type(fact), fact.leg_id].append(fact)

    def of(self, kind: type[Kind], leg_id: str | None = None) -> list[Kind]:
        """The facts of one kind, of one leg or of all."""
        return self._by_kind.get((kind, leg_id), [])

    def first(self, kind: type[Kind], leg_id: str | None = None) -> Kind | None:
        """The earliest fact of one kind."""
        return next(iter(self.of(kind, leg_id)), None)


def _distinct(facts: Iterable[Recorded]) -> list[Recorded]:
    return list(dict.fromkeys(facts))


def _in_order(facts: Iterable[Recorded]) -> list[Recorded]:
    """By time; facts of one instant by what they say, so that any order in is one order out."""
    ordered: list[Recorded] = []
    for _, instant in groupby(sorted(facts, key=_place), key=_place):
        same = list(instant)
        ordered += same if len(same) == 1 else sorted(same, key=repr)
    return ordered


def _place(fact: Recorded) -> tuple[datetime, int, str]:
    """A leg begins before anything else about it, and ends after it."""
    kind = type(fact)
    return fact.at, RANKS.get(kind, 2), kind.__name__


def _without_corrected_ends(heard: list[Recorded], witness: list[Recorded]) -> list[Recorded]:
    """Drop "gone when we looked" where we did hear the end, or a witness knows it."""
    if not any(type(fact) is LegEnded and fact.lost for fact in heard):
        return heard
    known = {
        fact.leg_id for fact in (*heard, *witness) if isinstance(fact, LegEnded) and not fact.lost
    }
    return [
        fact
        for fact in heard
        if not (isinstance(fact, LegEnded) and fact.lost and fact.leg_id in known)
    ]


def _ended_when_the_link_broke(heard: list[Recorded]) -> list[Recorded]:
    """Date "gone when we looked" back to when we last could have heard of it.

    A killed Asterisk says nothing; its line breaks at once, but it is asked again only when it is
    back. Nobody talked in between.
    """
    losses = sorted(fact.at for fact in heard if type(fact) is LinkLost)
    if not losses:
        return heard
    latest: dict[str, datetime] = {}
    for fact in heard:
        if isinstance(fact, LegFact) and not isinstance(fact, LegEnded):
            latest[fact.leg_id] = max(fact.at, latest.get(fact.leg_id, fact.at))
    dated: list[Recorded] = []
    for fact in heard:
        if isinstance(fact, LegEnded) and fact.lost:
            before = [at for at in losses if latest.get(fact.leg_id, at) <= at <= fact.at]
            dated.append(msgspec.structs.replace(fact, at=before[-1]) if before else fact)
        else:
            dated.append(fact)
    return dated


def _filling(heard: list[Recorded], witness: list[Recorded]) -> list[Recorded]:
    """The witness's facts that we did not hear ourselves."""
    if not witness:
        return []
    times = defaultdict(list)
    for fact in heard:
        times[_subject(fact)].append(fact.at)
    filling = []
    for fact in witness:
        near = times.get(_subject(fact), [])
        once = isinstance(fact, ONCE)
        if not any(once or abs(at - fact.at) <= NEAR for at in near):
            filling.append(fact)
    return filling


ABOUT = ("leg_id", "queue", "phone", "bridge_id", "rung_leg_id", "state", "agent_id")


def _subject(fact: Recorded) -> tuple[object, ...]:
    """What a fact is about: two accounts of one event have the same."""
    names = [name for name in ABOUT if name in type(fact).__struct_fields__]
    return type(fact), *(getattr(fact, name) for name in names)
