"""Who talked with whom, and for how long."""

from callcenter.floor.events import (
    AnyFact,
    LegEnded,
    LegHeld,
    LegJoinedBridge,
    LegLeftBridge,
    LegStarted,
    LegUnheld,
)
from callcenter.journal.verdict_rows import LegRow
from callcenter.journal.verdicts import verdict
from tests.unit.journal import facts
from tests.unit.journal.facts import PHONE, RULES, agents_leg, answered, at, call, seconds

ID, AGENT, OTHER = call(1), agents_leg(1), "main/1000001.9"


def legs(*known: AnyFact) -> dict[str, LegRow]:
    found = verdict(ID, known, (), RULES)
    assert found is not None
    return {leg.leg_id: leg for leg in found.legs}


def test_an_agents_leg_rings_and_talks() -> None:
    leg = legs(*answered(1))[AGENT]

    assert (leg.role, leg.agent_id) == ("agent", "wang")
    assert (leg.rang, leg.talked, leg.held) == (seconds(4), seconds(60), seconds(0))


def test_holding_is_not_talking() -> None:
    held = LegHeld(at=at(30), leg_id=AGENT, call_id=ID)
    back = LegUnheld(at=at(45), leg_id=AGENT, call_id=ID)

    leg = legs(*answered(1), held, back)[AGENT]
    assert (leg.talked, leg.held) == (seconds(45), seconds(15))


def test_talk_after_a_transfer_belongs_to_who_talked() -> None:
    """Wang sends the caller on at 34; the second agent talks from 36 on, in another bridge."""
    moved: list[AnyFact] = [
        LegLeftBridge(at=at(34), leg_id=AGENT, call_id=ID, bridge_id="main/b1"),
        LegEnded(at=at(34.1), leg_id=AGENT, call_id=ID, cause=16),
        LegStarted(at=at(34), leg_id=OTHER, call_id=ID, device="PJSIP/1002"),
        LegJoinedBridge(at=at(36), leg_id=ID, call_id=ID, bridge_id="main/b2"),
        LegJoinedBridge(at=at(36), leg_id=OTHER, call_id=ID, bridge_id="main/b2"),
        LegEnded(at=at(50), leg_id=OTHER, call_id=ID, cause=16),
        LegEnded(at=at(50.1), leg_id=ID, call_id=ID, cause=16),
    ]

    rows = legs(*facts.talking(1), *moved)
    assert (rows[AGENT].talked, rows[OTHER].talked) == (seconds(20), seconds(14))
    assert rows[ID].talked == seconds(34)


def test_whoever_is_alone_in_a_bridge_talks_with_nobody() -> None:
    alone = [fact for fact in answered(1) if getattr(fact, "leg_id", "") != ID]

    assert legs(*alone)[AGENT].talked == seconds(0)


def test_a_local_channel_is_nobodys_phone() -> None:
    local = LegStarted(at=at(9), leg_id=OTHER, call_id=ID, device="Local/1001@callcenter-agents")

    assert legs(*answered(1), local)[OTHER].role == "other"
    assert legs(*answered(1), local)[AGENT].device == PHONE


def test_a_leg_that_is_up_has_no_totals_yet() -> None:
    leg = legs(*facts.talking(1))[AGENT]

    assert (leg.talked, leg.ended_at) == (None, None)
