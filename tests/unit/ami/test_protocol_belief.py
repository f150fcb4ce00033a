"""Genuine or forged: what the protocol believes, and what it refuses, counts and shouts about."""

import pytest
from structlog.testing import capture_logs

from tests.unit.ami.ear import BOOTED, Ear, event


async def test_a01_an_event_without_asterisks_own_name_is_refused_and_shouted_about(
    ear: Ear,
) -> None:
    with capture_logs() as lines:
        for _ in range(1000):
            ear.hear(event("Hangup", systemname=""), event("Hangup", systemname="other"))

    assert ear.heard == []
    assert ear.counts.refused == {"forged": 2000}
    assert lines[0]["log_level"] == "error"


async def test_a01_the_name_must_stand_where_asterisk_writes_it(ear: Ear) -> None:
    ear.hear(event("Hangup", "A: " + "x" * 300, "SystemName: pbx1", systemname=""))

    assert ear.heard == []


async def test_a01_what_a_callers_number_appends_is_not_believed_and_the_rest_goes_on(
    ear: Ear,
) -> None:
    injected = "CallerIDNum: 1\r\n\r\nEvent: Hangup\r\nUniqueid: pbx1-1.1\r\nCause: 16\r\nX: y"

    ear.hear(event("Newchannel", injected, "Uniqueid: pbx1-2.2"), event("Hangup"))

    assert [message.event for message in ear.heard] == ["Newchannel", "Hangup"]
    assert "pbx1-1.1" not in "".join(ear.texts)
    assert ear.counts.refused == {"forged": 1}


async def test_a01_a_callers_number_does_not_end_a_list(ear: Ear) -> None:
    asked = ear.ask(Action="CoreShowChannels")
    ear.respond(b"EventList: start")
    rest = b"\r\nActionID: " + ear.last_id() + b"\r\nCallerIDNum: 1\r\nEventList: Complete\r\n\r\n"

    ear.hear(b"Event: CoreShowChannel" + rest)
    assert not asked.done()

    ear.hear(b"Event: CoreShowChannelsComplete" + rest)
    assert [item.event for item in (await asked).items] == ["CoreShowChannel"]


async def test_a01_an_item_that_a_callers_number_cut_in_two_is_shouted_about(ear: Ear) -> None:
    asked = ear.ask(Action="CoreShowChannels")
    ear.respond(b"EventList: start")
    item = b"Event: CoreShowChannel\r\nActionID: " + ear.last_id() + b"\r\nCallerIDNum: "

    ear.hear(item + b"1\r\nDuration: 00:00:01\r\n\r\nEvent: X\r\nDuration: 00:10:00\r\n\r\n")

    assert ear.counts.refused == {"forged": 1}
    asked.cancel()


@pytest.mark.parametrize("raw", ["\n", "\r", "\0", "\x1b", "\t", "\x7f"])
async def test_a_message_with_a_raw_control_character_is_refused(ear: Ear, raw: str) -> None:
    ear.hear(event("Hangup", f"CallerIDNum: 1{raw}2"), event("Hangup"))

    assert len(ear.heard) == 1
    assert ear.counts.refused == {"control_characters": 1}


async def test_without_a_known_name_every_event_is_heard(ear: Ear) -> None:
    ear.protocol.believe("")

    ear.hear(event("Hangup", systemname=""))

    assert len(ear.heard) == 1


async def test_fully_booted_is_believed_once_without_a_name(ear: Ear) -> None:
    ear.hear(BOOTED)
    assert ear.protocol.booted.done()

    ear.hear(BOOTED)
    assert ear.counts.refused == {"forged": 1}


async def test_a_message_without_an_end_is_bounded_and_counted(ear: Ear) -> None:
    for _ in range(80):
        ear.hear(b"x" * 8192)
    ear.hear(b"\r\n\r\n" + event("Hangup"))

    assert len(ear.heard) == 1
    assert ear.counts.refused == {"overlong": 1}


async def test_a_blank_line_too_many_is_no_message(ear: Ear) -> None:
    ear.hear(event("VarSet") + b"\r\n\r\n" + event("Hangup"))

    assert len(ear.heard) == 1
    assert ear.counts.refused == {}
