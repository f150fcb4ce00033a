"""The table of events, the instant of each fact, and messages with a part missing."""

import re
from datetime import UTC, datetime

import pytest

from callcenter.ami.message import BadMessage
from callcenter.ami.translate import EVENTS
from callcenter.floor.events import LegEnded, LegHeld
from tests.unit.ami.said import ARRIVED, STAMPED, fact

HANGUP = """
    Event: Hangup
    Privilege: call,all
    Timestamp: 1795474400.791700
    SystemName: pbx1
    Channel: PJSIP/trunk-00000000
    Uniqueid: pbx1-1795474400.0
    Linkedid: pbx1-1795474400.0
    Cause: 16
    Cause-txt: Normal Clearing
"""


def without(pasted: str, header: str) -> str:
    """The same message with one header missing."""
    return re.sub(rf"\n *{header}:[^\n]*", "", pasted)


def test_a_fact_is_stamped_by_asterisks_clock() -> None:
    heard = fact(HANGUP)

    assert heard == LegEnded(
        at=STAMPED,
        leg_id="main/pbx1-1795474400.0",
        call_id="main/pbx1-1795474400.0",
        cause=16,
    )


def test_without_a_timestamp_it_happened_when_it_arrived() -> None:
    heard = fact(without(HANGUP, "Timestamp"))

    assert heard is not None
    assert heard.at == ARRIVED


def test_an_event_that_nobody_consumes_means_nothing() -> None:
    assert fact("Event: RTCPSent\nTo: 1") is None


@pytest.mark.parametrize("header", ["Uniqueid", "Linkedid", "Cause"])
def test_a_known_event_with_a_part_missing_is_a_bad_message(header: str) -> None:
    with pytest.raises(BadMessage, match=f"{header} is missing") as caught:
        fact(without(HANGUP, header))

    assert caught.value.text.startswith("Event: Hangup")


@pytest.mark.parametrize("broken", ["Cause: sixteen", "Cause: ", "Timestamp: soon"])
def test_a_known_event_with_an_unreadable_part_is_a_bad_message(broken: str) -> None:
    name, _, _ = broken.partition(":")

    with pytest.raises(BadMessage):
        fact(re.sub(rf"{name}:[^\n]*", broken, HANGUP))


@pytest.mark.parametrize("stamp", ["1e300", "-1e18", "nan", "inf"])
def test_an_instant_that_is_none_is_a_bad_message(stamp: str) -> None:
    with pytest.raises(BadMessage):
        fact(HANGUP.replace("1795474400.791700", stamp))


def test_a_line_that_a_callers_number_brought_along_is_not_believed() -> None:
    forged = HANGUP.replace("Channel:", "Uniqueid: pbx1-1795474400.7\n    Channel:")

    with pytest.raises(BadMessage, match="Uniqueid is there twice"):
        fact(forged)


def test_h22_two_calls_that_began_in_the_same_second_stay_two() -> None:
    ids = {
        fact(f"Event: Hold\nTimestamp: 1795474400.5\nUniqueid: {leg}\nLinkedid: {leg}")
        for leg in ("1795474400.0", "1795474400.1")
    }

    at = datetime(2026, 11, 23, 22, 53, 20, 500000, tzinfo=UTC)
    assert ids == {
        LegHeld(at=at, leg_id=f"main/{leg}", call_id=f"main/{leg}")
        for leg in ("1795474400.0", "1795474400.1")
    }


def test_every_kind_of_event_reads_its_timestamp() -> None:
    for kind in EVENTS.values():
        assert kind.find("\nTimestamp: 1.5") == [("Timestamp", "1.5")]
