"""Whom a live call concerns; over HTTP it is tested in tests/http."""

import msgspec

from callcenter import clock
from callcenter.floor.state import Agent, Call, Floor, Stage
from callcenter.journal.routes import is_at, number_of
from callcenter.numbers import Number, NumberKind
from tests.people import CITIZEN, LI, WANG

NOW = clock.now()
CALL = Call(
    id="main/1.1", pbx="main", stage=Stage.RINGING, since=NOW, started_at=NOW, number=CITIZEN
)


def floor(**fields: object) -> Floor:
    call = msgspec.structs.replace(CALL, **fields)
    return Floor(calls=Floor().calls.insert(call.id, call))


def test_a_call_concerns_who_is_rung_talks_or_wraps_up() -> None:
    rung = floor(ringing=frozenset({LI.id}))
    talked = floor(agent_id=LI.id)
    wrapping = Agent(person=LI, phone="x", since=NOW, call_id=CALL.id)

    assert is_at(rung, LI.id, CALL.id)
    assert is_at(talked, LI.id, CALL.id)
    assert is_at(Floor(agents=Floor().agents.insert(LI.id, wrapping)), LI.id, CALL.id)
    assert not is_at(rung, WANG.id, CALL.id)
    assert not is_at(Floor(), LI.id, CALL.id)


def test_a_withheld_number_cannot_be_looked_up() -> None:
    hidden = msgspec.structs.replace(CALL, number=Number(NumberKind.HIDDEN, ""))

    assert number_of(CALL) == CITIZEN.value
    assert number_of(hidden) == ""
