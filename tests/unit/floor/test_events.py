import typing
from datetime import UTC, datetime

import msgspec

from callcenter.floor import events
from callcenter.floor.events import AnyFact, CallerJoined, Fact, LegFact, QueueFact, Request

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
KINDS = {Fact, LegFact, QueueFact, Request}


def test_every_fact_that_is_exported_belongs_to_the_union() -> None:
    exported = {getattr(events, name) for name in events.__all__}
    facts = {kind for kind in exported if isinstance(kind, type) and issubclass(kind, Fact)}

    assert facts - KINDS == set(typing.get_args(AnyFact))


def test_a_fact_reads_back_from_its_bytes() -> None:
    joined = CallerJoined(
        at=NOON, leg_id="main/1.1", call_id="main/1.1", queue="main/hotline", position=1
    )

    line = msgspec.json.encode(joined)

    assert msgspec.json.decode(line, type=AnyFact) == joined
