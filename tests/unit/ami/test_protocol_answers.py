"""Actions out, once, and their answers in; what panoramisk does wrong (h..) is done right."""

import asyncio
import logging

import pytest
from panoramisk.actions import Action
from structlog.testing import capture_logs

from callcenter.ami.protocol import Everything, OneConnection
from callcenter.refusal import Refused
from tests.unit.ami.ear import Ear, event


async def test_an_action_is_answered_by_its_id(ear: Ear) -> None:
    first, second = ear.ask(Action="Ping"), None
    first_id = ear.last_id()
    second = ear.ask(Action="CoreStatus")
    ear.respond(b"CoreStartupTime: 22:53:19")
    ear.hear(b"Response: Error\r\nActionID: " + first_id + b"\r\nMessage: no\r\n\r\n")

    assert (await second).headers["CoreStartupTime"] == "22:53:19"
    assert (await first).message == "no"


async def test_action_ids_are_random_short_and_plain(ear: Ear) -> None:
    ear.ask(Action="Ping").cancel()
    other = Ear()
    other.ask(Action="Ping").cancel()

    ours, theirs = ear.last_id(), other.last_id()
    assert len(ours) <= 64
    assert ours.partition(b"-")[0] != theirs.partition(b"-")[0]


async def test_a_list_is_collected_by_its_id_until_asterisk_says_it_is_complete(ear: Ear) -> None:
    asked = ear.ask(Action="QueueStatus")
    ear.respond(b"EventList: start")
    item = b"Event: QueueMember\r\nName: 1\r\nActionID: " + ear.last_id() + b"\r\n\r\n"
    ear.hear(item + event("Hangup") + item)
    assert not asked.done()

    end = b"Event: QueueStatusComplete\r\nEventList: Complete\r\nActionID: "
    ear.hear(end + ear.last_id() + b"\r\n\r\n")

    assert [item.event for item in (await asked).items] == ["QueueMember", "QueueMember"]
    assert len(ear.heard) == 1


async def test_an_item_of_a_list_that_nobody_asked_for_is_not_believed(ear: Ear) -> None:
    asked = ear.ask(Action="CoreShowChannels")
    ear.respond(b"EventList: start")

    ear.hear(b"Event: Hangup\r\nActionID: guessed-1\r\n\r\n")

    assert ear.heard == []
    assert ear.counts.refused == {"forged": 1}
    asked.cancel()


async def test_h04_a_list_that_breaks_off_fails(ear: Ear) -> None:
    asked = ear.ask(Action="QueueStatus")
    ear.respond(b"EventList: start")

    ear.protocol.connection_lost(None)

    with pytest.raises(ConnectionError):
        await asked


async def test_h10_h11_an_originate_is_answered_whatever_its_async_says(ear: Ear) -> None:
    for fields in ({}, {"Async": "False"}, {"Async": "true"}):
        asked = ear.ask(Action="Originate", Channel="Local/1@x", **fields)
        ear.respond(b"Message: Originate successfully queued")
        assert (await asked).ok


async def test_h12_an_answer_that_reads_like_a_list_is_an_answer(ear: Ear) -> None:
    asked = ear.ask(Action="QueueAdd", Queue="hotline")
    ear.respond(b"Message: Added interface to queue")

    assert (await asked).message == "Added interface to queue"


async def test_h13_an_item_with_a_response_header_does_not_end_its_list(ear: Ear) -> None:
    asked = ear.ask(Action="QueueStatus")
    ear.respond(b"EventList: start")
    for response in (b"Success", b"Error", b"Failure"):
        ear.hear(
            b"Event: QueueMember\r\nResponse: " + response + b"\r\nActionID: "
            b"" + ear.last_id() + b"\r\n\r\n"
        )
    ear.hear(
        b"Event: ListComplete\r\nActionID: " + ear.last_id() + b"\r\nEventList: Complete\r\n\r\n"
    )

    assert len((await asked).items) == 3


async def test_h14_an_event_of_a_pending_action_is_heard(ear: Ear) -> None:
    asked = ear.ask(Action="Originate", Channel="Local/1@x")
    ear.hear(event("OriginateResponse", f"ActionID: {ear.last_id().decode()}", "Reason: 4"))

    assert [message.event for message in ear.heard] == ["OriginateResponse"]
    ear.respond()
    assert (await asked).ok


async def test_h15_an_action_that_nobody_waits_for_leaves_nothing_behind(ear: Ear) -> None:
    asked = ear.ask(Action="QueueStatus")
    ear.respond(b"EventList: start")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asked, 0.01)
    await asyncio.sleep(0)

    assert ear.protocol.responses == {}
    ear.hear(b"Event: Hangup\r\nActionID: " + ear.last_id() + b"\r\n\r\n", event("Hangup"))
    assert len(ear.heard) == 1
    assert ear.counts.refused == {}


async def test_an_answer_to_nothing_is_counted_and_answers_nobody(ear: Ear) -> None:
    asked = ear.ask(Action="Ping")
    ear.hear(b"Response: Error\r\nMessage: line too long\r\n\r\n")
    assert ear.counts.refused == {"answer_to_nothing": 1}

    ear.respond()
    ear.hear(b"Response: Error\r\nMessage: line too long\r\n\r\n")
    assert (await asked).ok
    await asyncio.sleep(0)
    assert ear.protocol.responses == {}


async def test_h01_h03_nothing_is_kept_to_be_sent_again() -> None:
    ear = Ear()
    owner = OneConnection(loop=asyncio.get_running_loop())
    ear.protocol.factory = owner
    asked = [
        ear.protocol.send(Action({"Action": "Originate", "Channel": "Local/1@x"})),
        ear.protocol.send({"Action": "Command", "Command": "core show channels"}),
    ]
    sent = ear.line.sent

    ear.protocol.connection_lost(None)
    await owner.send_awaiting_actions()

    assert all(isinstance(action.exception(), ConnectionError) for action in asked)
    assert list(owner.awaiting_actions) == []
    assert ear.line.sent == sent
    assert sent.count(b"Action: Command") == sent.count(b"Action: Originate") == 1


async def test_h02_on_a_lost_line_an_action_fails_and_is_not_written(ear: Ear) -> None:
    ear.protocol.connection_lost(None)

    with pytest.raises(ConnectionError):
        await ear.ask(Action="Originate", Channel="Local/1@x")
    assert ear.line.sent == b""


async def test_every_action_is_one_that_panoramisk_shall_forget() -> None:
    assert "originate" in Everything()


async def test_an_unsafe_field_is_refused_before_anything_is_sent(ear: Ear) -> None:
    with pytest.raises(Refused):
        ear.ask(Action="QueuePause", Reason="x\r\n\r\nAction: Command")

    assert ear.line.sent == b""
    assert ear.protocol.responses == {}


async def test_nobody_can_choose_an_action_id(ear: Ear) -> None:
    ear.ask(Action="Ping", ActionID="chosen").cancel()

    assert b"chosen" not in ear.line.sent


async def test_h23_neither_secrets_nor_names_reach_the_log(
    ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with capture_logs() as lines:
        asked = ear.ask(Action="Login", Username="cc_events", Secret="s3cret")
        ear.hear(event("Newchannel", "CallerIDName: 张三"))
        ear.protocol.connection_lost(OSError("reset"))

    assert isinstance(asked.exception(), ConnectionError)
    everything = caplog.text + str(lines)
    assert "s3cret" not in everything
    assert "张三" not in everything


async def test_the_reason_of_a_loss_is_told(ear: Ear) -> None:
    ear.protocol.connection_lost(ConnectionResetError("reset by peer"))
    assert await ear.protocol.gone == "reset by peer"

    other = Ear()
    other.protocol.abort("no answer to a ping")
    other.protocol.connection_lost(None)
    assert await other.protocol.gone == "no answer to a ping"
