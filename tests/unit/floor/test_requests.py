import msgspec

from callcenter.floor.events import AnyFact
from callcenter.floor.requests import RosterLoaded
from tests.people import EVERYBODY
from tests.unit.floor.pbx import NOON


def test_a_roster_reads_back_from_its_bytes() -> None:
    fact = RosterLoaded(at=NOON, people=EVERYBODY)

    assert msgspec.json.decode(msgspec.json.encode(fact), type=AnyFact) == fact
