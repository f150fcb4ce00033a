"""Bytes in, events out; what panoramisk does wrong with them (h..) is done right."""

import asyncio
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from callcenter.ami.counts import Counts
from callcenter.ami.message import Message
from callcenter.ami.protocol import AmiProtocol
from tests.unit.ami.ear import GREETING, WANTED, Ear, Line, event


async def test_a_wanted_event_is_heard_with_its_name_and_all_its_lines(ear: Ear) -> None:
    ear.hear(event("Hangup", "Cause: 16"))

    (message,) = ear.heard
    assert message.event == "Hangup"
    assert message.text.startswith("Event: Hangup\r\n")
    assert message.text.endswith("\r\nCause: 16")


async def test_what_nobody_wants_is_dropped_and_counted(ear: Ear) -> None:
    ear.hear(event("RTCPSent") + event("Hangup") + event("VarSet"))

    assert [message.event for message in ear.heard] == ["Hangup"]
    assert ear.counts.dropped == 2
    assert ear.counts.messages == 3


async def test_what_listens_there_and_is_no_ami_is_hung_up_on() -> None:
    ear = Ear.__new__(Ear)
    ear.line, ear.heard = Line(), []
    ear.protocol = AmiProtocol(ear.heard.extend, WANTED, Counts("main"))
    ear.protocol.connection_made(ear.line)

    ear.hear(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    assert ear.line.closed
    assert not ear.protocol.greeted.done()


async def test_a_greeting_may_come_a_byte_at_a_time() -> None:
    ear = Ear()

    assert ear.protocol.greeted.done()
    assert ear.protocol.version == "11.0.0"
    slow = AmiProtocol(ear.heard.extend, WANTED, Counts("main"))
    slow.connection_made(Line())
    for byte in GREETING:
        slow.data_received(bytes([byte]))
    assert slow.greeted.done()


async def test_lines_may_all_end_with_a_bare_lf() -> None:
    heard: list[Message] = []
    protocol = AmiProtocol(heard.extend, WANTED, Counts("main"))
    protocol.connection_made(Line())
    protocol.believe("pbx1")

    told = GREETING + event("Hangup", "CallerIDName: 张三") + event("Newchannel")
    protocol.data_received(told.replace(b"\r\n", b"\n"))

    assert [message.event for message in heard] == ["Hangup", "Newchannel"]
    assert "\r\nCallerIDName: 张三" in heard[0].text


async def test_h05_f09_a_name_survives_being_cut_inside_a_character(ear: Ear) -> None:
    told = event("Newchannel", "CallerIDName: 张三丰")

    for cut in range(1, len(told)):
        ear.hear(told[:cut], told[cut:])

    assert len(ear.heard) == len(told) - 1
    assert all("CallerIDName: 张三丰" in text for text in ear.texts)
    assert ear.counts.refused == {}


@given(st.lists(st.integers(0, 700), max_size=12))
def test_f08_the_same_bytes_however_cut_are_the_same_events(cuts: list[int]) -> None:
    told = event("Newchannel", "CallerIDName: 张三丰") + event("VarSet") + event("Hangup") * 2
    edges = [0, *sorted(cuts), len(told)]

    async def heard(*reads: bytes) -> list[str]:
        ear = Ear()
        ear.hear(*reads)
        return ear.texts

    whole = asyncio.run(heard(told))
    pieces = [told[a:b] for a, b in pairwise(edges)]
    assert asyncio.run(heard(*pieces)) == whole


async def test_a_name_that_is_not_utf8_is_replaced_and_counted(ear: Ear) -> None:
    told = event("Newchannel", "CallerIDName: X").replace(b"X", "张三".encode("gbk"))

    ear.hear(told)

    assert "�" in ear.texts[0]
    assert ear.counts.refused == {"not_utf8": 1}


async def test_h08_a_callback_that_fails_does_not_cost_the_connection() -> None:
    heard: list[str] = []

    def callback(messages: list[Message]) -> None:
        heard.extend(message.text[-1] for message in messages)
        if len(heard) == 3:
            raise RuntimeError("ours")

    ear = Ear(callback)
    with capture_logs() as lines:
        for n in range(1, 6):
            ear.hear(event("Hangup", f"N: {n}"))

    assert heard == ["1", "2", "3", "4", "5"]
    assert not ear.line.closed
    assert [line["event"] for line in lines] == ["ami_events_not_taken"]


async def test_h09_a_doubled_header_ends_nothing(ear: Ear) -> None:
    ear.hear(event("Hangup", "Event: Forged", "Uniqueid: 1", "Uniqueid: 2") + event("Hangup"))

    assert len(ear.heard) == 2
    assert not ear.line.closed


async def test_h16_events_are_heard_in_their_order(ear: Ear) -> None:
    ear.hear(b"".join(event("Hangup", f"N: {n}") for n in range(100)))

    assert [text.rpartition(" ")[2] for text in ear.texts] == [str(n) for n in range(100)]
