"""What a phone is told to do becomes part of its scenario."""

import xml.etree.ElementTree as ElementTree

import pytest

from callcenter.rehearsal.phones import BUSY, answers, consults, holds, refers, refuses
from callcenter.rehearsal.sipp import scenario

DEEDS = (
    answers(talk_ms=1000),
    answers(middle=holds(after_ms=10, for_ms=20)),
    answers(middle=refers(after_ms=10, target="1002")),
    answers(middle=consults(after_ms=10, target="1002")),
    refuses(BUSY),
)


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_makes_a_whole_scenario(deed: str) -> None:
    text = scenario("phone", ring_ms=500, deed=deed)

    assert ElementTree.fromstring(text).get("name") == "phone"
    assert "$$" not in text


def test_a_busy_phone_says_so() -> None:
    assert "SIP/2.0 486 Busy Here" in refuses(BUSY)


def test_a_transfer_names_its_target() -> None:
    assert "Refer-To: <sip:1002@" in refers(after_ms=0, target="1002")
