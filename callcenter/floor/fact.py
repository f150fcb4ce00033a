"""What every fact has: an instant; and, where it is about a leg, that leg and its call."""

from datetime import datetime

import msgspec


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True, gc=False):
    """Something that happened."""

    at: datetime


class LegFact(Fact, frozen=True, kw_only=True):
    """Something that happened to one leg of a call."""

    leg_id: str
    call_id: str


class QueueFact(LegFact, frozen=True, kw_only=True):
    """Something that happened to a caller (`leg_id` is the caller's) in a queue."""

    queue: str
