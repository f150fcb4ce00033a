"""One session: a deadline on everything, one try of everything, and no life after its loss."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from callcenter.ami.counts import Counts
from callcenter.ami.message import Message
from callcenter.ami.session import Deadlines, Login, LoginRefused, Session, Unreachable
from tests.unit.ami.fake_asterisk import FakeAsterisk, fake_asterisk, lines, refusal, success

PATIENT = Deadlines(connect=10, greeting=10, login=10, action=10, ping_every=0.05, ping=10)
SHORT = 0.3  # for what never comes


@pytest.fixture
async def asterisk() -> AsyncIterator[FakeAsterisk]:
    """A fake Asterisk."""
    async with fake_asterisk() as fake:
        yield fake


def session(port: int, deadlines: Deadlines = PATIENT, *, events: bool = True) -> Session:
    """A session that is not open yet."""
    login = Login(
        host="127.0.0.1", port=port, user="cc_events", secret="s", events=events, systemname="pbx1"
    )
    return Session(login, Counts("main"), deadlines)


async def opened(
    asterisk: FakeAsterisk, deadlines: Deadlines = PATIENT, *, events: bool = True
) -> tuple[Session, list[Message]]:
    """An open session and what it hears."""
    heard: list[Message] = []
    one = session(asterisk.port, deadlines, events=events)
    await one.open(heard.extend, ("Hangup",))
    return one, heard


async def test_a_session_logs_in_after_the_greeting_and_asks(asterisk: FakeAsterisk) -> None:
    one, _ = await opened(asterisk)

    answer = await one.ask({"Action": "Ping"})

    assert answer.headers["Ping"] == "Pong"
    assert [action["Action"] for action in asterisk.asked] == ["Login", "Ping"]
    await one.booted(1)
    one.close()


async def test_events_are_heard_until_the_line_is_lost_and_the_reason_is_told(
    asterisk: FakeAsterisk,
) -> None:
    one, heard = await opened(asterisk)
    asterisk.event("Hangup", "Cause: 16")
    await one.ask({"Action": "Ping"})
    asterisk.hang_up()

    assert await one.lost() == "closed by Asterisk"
    assert [message.event for message in heard] == ["Hangup"]
    one.close()


async def test_a_wrong_secret_is_refused_in_asterisks_words(asterisk: FakeAsterisk) -> None:
    asterisk.answers["Login"] = lambda action: refusal(action, "Authentication failed")

    with pytest.raises(LoginRefused, match="Authentication failed"):
        await opened(asterisk)


async def test_an_asterisk_that_goes_down_is_unreachable_rather_than_unwilling(
    asterisk: FakeAsterisk,
) -> None:
    asterisk.answers["Login"] = lambda action: refusal(action, "Asterisk is shutting down")

    with pytest.raises(Unreachable):
        await opened(asterisk)


async def test_h07_f05_a_port_that_accepts_and_is_silent_is_given_up(
    asterisk: FakeAsterisk,
) -> None:
    asterisk.greeting = ""

    with pytest.raises(Unreachable, match="no greeting"):
        await opened(asterisk, Deadlines(greeting=SHORT))
    assert asterisk.asked == []


async def test_h07_a_login_without_an_answer_is_given_up(asterisk: FakeAsterisk) -> None:
    asterisk.answers["Login"] = lambda action: None

    with pytest.raises(Unreachable, match="no answer to Login"):
        await opened(asterisk, Deadlines(login=SHORT))


async def test_a_port_where_nobody_listens_is_unreachable() -> None:
    async with fake_asterisk() as gone:
        port = gone.port

    with pytest.raises(Unreachable, match="no connection"):
        await session(port).open(lambda _: None)


async def test_f11_a_line_closed_without_a_greeting_says_so(asterisk: FakeAsterisk) -> None:
    asterisk.greeting = ""
    async with asyncio.TaskGroup() as tasks:
        opening = tasks.create_task(refused_by(asterisk))
        await asterisk.until_connected()
        asterisk.hang_up()

    assert "without a greeting" in opening.result()


async def refused_by(asterisk: FakeAsterisk) -> str:
    """Why no session could be opened."""
    with pytest.raises(Unreachable) as caught:
        await opened(asterisk)
    return str(caught.value)


async def test_what_is_no_ami_is_unreachable_and_never_sees_the_secret(
    asterisk: FakeAsterisk,
) -> None:
    asterisk.greeting = "SSH-2.0-OpenSSH\r\n"

    with pytest.raises(Unreachable, match="no AMI"):
        await opened(asterisk)
    assert asterisk.asked == []


async def test_h07_f04_a_half_open_line_is_noticed_by_a_ping(asterisk: FakeAsterisk) -> None:
    quick = Deadlines(greeting=10, login=10, ping_every=0.05, ping=SHORT)
    one, _ = await opened(asterisk, quick)
    asterisk.answers["Ping"] = lambda action: None
    begin = time.monotonic()

    assert "no answer to Ping" in await one.lost()
    assert time.monotonic() - begin < 5
    one.close()


def test_f04_a_dead_line_is_noticed_within_five_seconds() -> None:
    assert Deadlines().ping_every + Deadlines().ping < 5


async def test_h04_f03_whoever_waits_learns_of_the_loss_at_once(asterisk: FakeAsterisk) -> None:
    one, _ = await opened(asterisk)
    asterisk.answers["QueueStatus"] = lambda action: success(action, "EventList: start")
    async with asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(why_unreachable(one, "QueueStatus"))
        await asterisk.until_asked("QueueStatus")
        asterisk.hang_up(rudely=True)

    assert "QueueStatus" in asking.result()
    one.close()


async def why_unreachable(one: Session, action: str) -> str:
    """Why an action was not answered."""
    with pytest.raises(Unreachable) as caught:
        await one.ask({"Action": action}, 5)
    return str(caught.value)


async def test_an_action_without_an_answer_is_given_up_and_asked_once(
    asterisk: FakeAsterisk,
) -> None:
    one, _ = await opened(asterisk)
    asterisk.answers["Hangup"] = lambda action: None

    with pytest.raises(Unreachable, match="no answer to Hangup within"):
        await one.ask({"Action": "Hangup", "Channel": "1.1"}, SHORT)

    await one.ask({"Action": "Ping"})
    assert asterisk.count("Hangup") == 1
    one.close()


async def test_h20_a_session_without_events_is_never_booted_and_works(
    asterisk: FakeAsterisk,
) -> None:
    one, _ = await opened(asterisk, events=False)

    assert (await one.ask({"Action": "QueueAdd", "Queue": "hotline"})).ok
    with pytest.raises(Unreachable, match="not fully booted"):
        await one.booted(0.01)
    one.close()


async def test_h21_before_it_is_open_a_session_is_unreachable() -> None:
    closed = session(1)

    with pytest.raises(Unreachable, match="not connected"):
        await closed.ask({"Action": "Ping"})
    assert await closed.lost() == "not connected"
    closed.close()
    closed.abort("anything")
    closed.believe("pbx1")


async def test_h19_a_closed_session_never_comes_back(asterisk: FakeAsterisk) -> None:
    one, _ = await opened(asterisk)

    one.close()
    await one.lost()
    await asterisk.until_empty()
    with pytest.raises(Unreachable):
        await one.ask({"Action": "Ping"})

    assert asterisk.sessions == 1


async def test_h23_the_secret_is_not_logged(
    asterisk: FakeAsterisk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with capture_logs() as logged:
        login = Login(host="127.0.0.1", port=asterisk.port, user="u", secret="s3cret")
        one = Session(login, Counts("main"), PATIENT)
        await one.open(lambda _: None)
        one.close()

    assert "s3cret" not in caplog.text + str(logged)


async def test_a_systemname_learnt_later_counts_from_then_on(asterisk: FakeAsterisk) -> None:
    one, heard = await opened(asterisk)
    one.believe("other")

    asterisk.event("Hangup")
    asterisk.say(lines("Event: Hangup", "SystemName: other"))
    await one.ask({"Action": "Ping"})

    assert [message.text for message in heard] == ["Event: Hangup\r\nSystemName: other"]
    one.close()
