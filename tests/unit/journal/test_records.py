"""Facts as JSON and back."""

from callcenter.floor.events import LegIdentified
from callcenter.journal.records import AgentStateNoted, decode, encode
from tests.unit.journal.facts import CITIZEN, at, joined


def test_a_fact_survives_its_json() -> None:
    assert decode(encode(joined(1))) == joined(1)


def test_an_agents_state_is_a_record_too() -> None:
    noted = AgentStateNoted(at=at(0), agent_id="a", phone="PJSIP/1001", state="ready")

    assert decode(encode(noted)) == noted


def identified(name: str) -> LegIdentified:
    return LegIdentified(
        at=at(0), leg_id="main/1.0", call_id="main/1.0", number=CITIZEN, name=name
    )


def test_a_name_with_a_nul_is_something_that_postgres_takes() -> None:
    assert decode(encode(identified("a\x00b"))) == identified("a\ufffdb")


def test_half_a_character_does_not_stop_a_fact() -> None:
    assert decode(encode(identified("a\ud800b"))) == identified("a?b")
