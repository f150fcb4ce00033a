import typing
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from callcenter.floor.events import AnyFact, Fact, RosterLoaded
from callcenter.floor.reduce import reduce
from callcenter.floor.state import Floor
from tests.unit.floor.pbx import NOON

SAMPLES: dict[str, object] = {
    "datetime": NOON,
    "timedelta": timedelta(seconds=1),
    "str": "main/1.1",
    "bool": True,
    "int": 1,
    "LegState": "up",
    "tuple": (),
}


def an(kind: type[Fact]) -> Fact:
    """A fact of this kind about things that nobody knows."""
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        if field.required:
            name = getattr(field.type, "__name__", str(field.type))
            values[field.name] = SAMPLES[name]
    return kind(**values)


@pytest.mark.parametrize("kind", typing.get_args(AnyFact), ids=lambda kind: kind.__name__)
def test_every_kind_of_fact_may_come_out_of_the_blue(kind: type[AnyFact]) -> None:
    fact = typing.cast("AnyFact", an(kind))
    step = reduce(Floor(), fact)

    assert reduce(step.floor, fact).floor == step.floor


def test_an_empty_roster_is_an_empty_house() -> None:
    floor = Floor()

    assert reduce(floor, RosterLoaded(at=NOON, people=())).floor is floor
