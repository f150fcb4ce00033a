from callcenter.floor.fact import LegFact, QueueFact
from tests.unit.floor.pbx import NOON


def test_a_fact_about_a_queue_is_about_a_leg_and_its_call() -> None:
    fact = QueueFact(at=NOON, leg_id="main/1.2", call_id="main/1.1", queue="main/hotline")

    assert isinstance(fact, LegFact)
    assert (fact.at, fact.leg_id, fact.call_id) == (NOON, "main/1.2", "main/1.1")
