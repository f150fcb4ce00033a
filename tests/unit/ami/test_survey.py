"""Everything that is going on is asked for, one list at a time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from callcenter.ami.counts import Counts
from callcenter.ami.session import Deadlines, Login, Session, Unreachable
from callcenter.ami.survey import survey, systemname
from tests.unit.ami.fake_asterisk import Action, FakeAsterisk, fake_asterisk, refusal
from tests.unit.ami.said import MAIN
from tests.unit.ami.test_translate_snapshot import PHONE, TALKING


@pytest.fixture
async def asterisk() -> AsyncIterator[FakeAsterisk]:
    """A fake Asterisk."""
    async with fake_asterisk() as fake:
        yield fake


async def logged_in(asterisk: FakeAsterisk) -> Session:
    """An open session."""
    login = Login(host="127.0.0.1", port=asterisk.port, user="u", secret="s")
    session = Session(login, Counts("main"), Deadlines(action=10))
    await session.open(lambda _: None)
    return session


def item(text: str) -> str:
    """A list item without its ActionID."""
    return "\n".join(line for line in text.split("\r\n") if not line.startswith("ActionID"))


async def test_a_snapshot_has_the_boot_id_and_the_time_of_asterisk(asterisk: FakeAsterisk) -> None:
    asterisk.items["CoreShowChannels"] = [item(TALKING.text)]
    asterisk.items["QueueStatus"] = ["Event: QueueParams\nQueue: hotline"]
    asterisk.items["DeviceStateList"] = [item(PHONE.text)]
    session = await logged_in(asterisk)

    taken = (await survey(session, MAIN, Counts("main"))).snapshot

    assert taken.boot_id == "2026-11-23T22:53:19"
    assert taken.at == datetime(2026, 11, 23, 22, 53, 20, 500000, tzinfo=UTC)
    assert [leg.leg_id for leg in taken.legs] == ["main/pbx1-1795474400.0"]
    assert taken.queues == ("main/hotline",)
    assert taken.phones == {"PJSIP/1001": "in_use"}
    session.close()


async def test_f07_lists_are_asked_for_one_after_the_other(asterisk: FakeAsterisk) -> None:
    session = await logged_in(asterisk)

    await survey(session, MAIN, Counts("main"))

    assert [action["Action"] for action in asterisk.asked] == [
        "Login",
        "CoreStatus",
        "Ping",
        "CoreShowChannels",
        "QueueStatus",
        "DeviceStateList",
    ]
    session.close()


async def test_an_item_that_cannot_be_read_is_asked_for_again(asterisk: FakeAsterisk) -> None:
    broken = "Event: CoreShowChannel\nChannel: PJSIP/trunk-1"

    def answer(action: Action) -> str:
        bad = [broken] if asterisk.count("CoreShowChannels") == 1 else []
        return asterisk.listed(action, item(TALKING.text), *bad)

    asterisk.answers["CoreShowChannels"] = answer
    session = await logged_in(asterisk)
    counts = Counts("main")

    taken = await survey(session, MAIN, counts)

    assert taken.bad == ()
    assert counts.refused == {}
    assert asterisk.count("CoreShowChannels") == 2
    session.close()


async def test_an_item_that_stays_unreadable_is_shouted_about_and_costs_only_itself(
    asterisk: FakeAsterisk,
) -> None:
    broken = "Event: CoreShowChannel\nChannel: PJSIP/trunk-1"
    asterisk.items["CoreShowChannels"] = [broken, item(TALKING.text)]
    session = await logged_in(asterisk)
    counts = Counts("main")

    with capture_logs() as logged:
        taken = await survey(session, MAIN, counts)

    assert len(taken.snapshot.legs) == 1
    assert sum(counts.refused.values()) == 1
    assert logged[0]["log_level"] == "error"
    session.close()


@pytest.mark.parametrize("action", ["CoreStatus", "CoreShowChannels", "QueueStatus"])
async def test_a_list_that_is_refused_makes_no_snapshot(
    asterisk: FakeAsterisk, action: str
) -> None:
    asterisk.answers[action] = lambda asked: refusal(asked, "Permission denied")
    session = await logged_in(asterisk)

    with pytest.raises(Unreachable, match=f"{action} was refused: Permission denied"):
        await survey(session, MAIN, Counts("main"))
    session.close()


async def test_asterisk_tells_its_own_name(asterisk: FakeAsterisk) -> None:
    session = await logged_in(asterisk)
    assert await systemname(session) == "pbx1"

    asterisk.answers["CoreSettings"] = lambda action: refusal(action, "Permission denied")
    assert await systemname(session) == ""
    session.close()
