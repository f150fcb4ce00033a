import msgspec

from callcenter.floor.events import AnyFact
from callcenter.floor.leg_events import LegStarted, LegState
from tests.people import CITIZEN, CITIZEN_NAME
from tests.unit.floor.pbx import NOON


def test_a_leg_with_a_number_reads_back_from_its_bytes() -> None:
    fact = LegStarted(
        at=NOON,
        leg_id="main/1.1",
        call_id="main/1.1",
        device="PJSIP/trunk",
        number=CITIZEN,
        name=CITIZEN_NAME,
        state=LegState.RINGING,
    )

    assert msgspec.json.decode(msgspec.json.encode(fact), type=AnyFact) == fact
