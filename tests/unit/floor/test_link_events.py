import msgspec

from callcenter.floor.events import AnyFact
from callcenter.floor.link_events import OrderFailed
from tests.unit.floor.pbx import NOON


def test_a_failed_order_reads_back_from_its_bytes() -> None:
    fact = OrderFailed(at=NOON, order="AddMember", agent_id="p-li", detail="No such queue")

    assert msgspec.json.decode(msgspec.json.encode(fact), type=AnyFact) == fact
