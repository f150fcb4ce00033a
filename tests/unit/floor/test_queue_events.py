from datetime import timedelta

import msgspec

from callcenter.floor.events import AnyFact
from callcenter.floor.queue_events import AgentAnswered
from tests.unit.floor.pbx import NOON


def test_an_answer_with_its_waits_reads_back_from_its_bytes() -> None:
    fact = AgentAnswered(
        at=NOON,
        leg_id="main/1.1",
        call_id="main/1.1",
        queue="main/hotline",
        phone="PJSIP/1001",
        waited=timedelta(seconds=7),
    )

    assert msgspec.json.decode(msgspec.json.encode(fact), type=AnyFact) == fact
