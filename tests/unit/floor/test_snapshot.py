from callcenter.floor.snapshot import Snapshot
from tests.unit.floor.pbx import NOON


def test_an_idle_pbx_has_nothing_to_tell() -> None:
    idle = Snapshot(pbx="main", at=NOON, boot_id="b", legs=(), callers=(), queues=(), members=())

    assert idle.phones == {}
