"""A whole PBX on a fake Asterisk: its sessions, and orders carried out or refused."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from structlog.testing import capture_logs

from callcenter.ami.link import PbxLink
from callcenter.ami.session import Deadlines
from callcenter.floor.effects import AddMember, HangUp, PauseMember, RemoveMember
from callcenter.floor.events import LinkLost
from callcenter.settings import PbxSettings, PbxUser
from tests.unit.ami.fake_asterisk import FakeAsterisk, fake_asterisk, lines, refusal
from tests.unit.ami.test_follow import Floor, hold

ADD = AddMember(phone="PJSIP/1001", agent_id="li", queue="main/hotline", name="李雷", paused=True)
PAUSE = PauseMember(phone="PJSIP/1001", agent_id="li", queue="main/hotline", paused=True)
REMOVE = RemoveMember(phone="PJSIP/1001", agent_id="li", queue="main/hotline")

PATIENT = Deadlines(connect=10, greeting=10, login=10, action=10, ping_every=0.2, ping=10)


def linked(asterisk: FakeAsterisk, floor: Floor, deadlines: Deadlines | None = None) -> PbxLink:
    """A link to a fake Asterisk, not running yet."""
    settings = PbxSettings(
        port=asterisk.port,
        systemname="pbx1",
        events=PbxUser(user="cc_events", secret="e"),
        control=PbxUser(user="cc_control", secret="c"),
        dialer=PbxUser(user="cc_dialer"),
    )
    return PbxLink("main", settings, {}, floor.ears, deadlines or PATIENT)


@asynccontextmanager
async def running(link: PbxLink, asterisk: FakeAsterisk) -> AsyncIterator[None]:
    """Run it until it follows and its control session stands, then while the block runs."""
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(link.run())
        try:
            await asterisk.until_asked("ListCommands", 2)
            yield
        finally:
            task.cancel()


def last(asterisk: FakeAsterisk, action: str) -> dict[str, str]:
    """The last such action, without its id."""
    asked = [one for one in asterisk.asked if one["Action"] == action][-1]
    return {name: value for name, value in asked.items() if name != "ActionID"}


async def test_a_link_that_runs_follows_its_pbx_and_says_so() -> None:
    async with fake_asterisk() as asterisk:
        floor = Floor()
        link = linked(asterisk, floor)
        assert link.reason == "not connected yet"

        async with running(link, asterisk):
            await floor.until(lambda: floor.told == ["snapshot"])
            hold(asterisk)
            await floor.until(lambda: len(floor.told) == 2)
            assert link.up
            assert link.counts.logins == 2

        await asterisk.until_empty()


async def test_a_user_without_a_secret_has_no_session() -> None:
    async with fake_asterisk() as asterisk:
        async with running(linked(asterisk, Floor()), asterisk):
            pass

        users = {one["Username"] for one in asterisk.asked if one["Action"] == "Login"}
        assert users == {"cc_events", "cc_control"}


async def test_after_a_break_the_floor_is_told_of_the_loss_and_then_how_things_are() -> None:
    async with fake_asterisk() as asterisk:
        floor = Floor()
        link = linked(asterisk, floor)
        async with running(link, asterisk):
            await floor.until(lambda: floor.told == ["snapshot"])
            asterisk.hang_up(rudely=True)
            await floor.until(lambda: len(floor.told) == 3)

    lost = floor.told[1]
    assert isinstance(lost, LinkLost)
    assert lost.link == "main"
    assert floor.told[2] == "snapshot"


async def test_an_order_is_carried_out_once_on_the_control_session() -> None:
    async with fake_asterisk() as asterisk:
        link = linked(asterisk, Floor())
        async with running(link, asterisk):
            assert await link.carry_out(ADD) is None
            assert await link.carry_out(PAUSE) is None
            assert await link.carry_out(REMOVE) is None
            assert await link.carry_out(HangUp(leg_id="main/pbx1-17.1")) is None

        assert asterisk.count("QueueAdd") == asterisk.count("Hangup") == 1
        assert last(asterisk, "Hangup") == {"Action": "Hangup", "Channel": "pbx1-17.1"}


async def test_what_asterisk_refuses_comes_back_in_its_words() -> None:
    async with fake_asterisk() as asterisk:
        asterisk.answers["QueuePause"] = lambda action: refusal(action, "Interface not found")
        link = linked(asterisk, Floor())
        async with running(link, asterisk):
            assert await link.carry_out(PAUSE) == "Interface not found"


async def test_a_member_that_is_there_already_is_paused_as_ordered() -> None:
    async with fake_asterisk() as asterisk:
        asterisk.answers["QueueAdd"] = lambda action: refusal(
            action, "Unable to add interface: Already there"
        )
        link = linked(asterisk, Floor())
        async with running(link, asterisk):
            assert await link.carry_out(ADD) is None

        assert last(asterisk, "QueuePause")["Paused"] == "true"


async def test_a_member_that_is_gone_already_is_as_good_as_removed() -> None:
    async with fake_asterisk() as asterisk:
        asterisk.answers["QueueRemove"] = lambda action: refusal(
            action, "Unable to remove interface: Not there"
        )
        link = linked(asterisk, Floor())
        async with running(link, asterisk):
            assert await link.carry_out(REMOVE) is None


async def test_an_order_that_is_not_answered_fails_in_time() -> None:
    async with fake_asterisk() as asterisk:
        asterisk.answers["QueuePause"] = lambda action: None
        link = linked(asterisk, Floor(), Deadlines(action=1, greeting=10, login=10))
        async with running(link, asterisk):
            failure = await link.carry_out(PAUSE)

        assert failure is not None
        assert "no answer to QueuePause" in failure
        assert asterisk.count("QueuePause") == 1


async def test_h02_an_order_while_the_pbx_is_away_fails_at_once_and_is_never_sent() -> None:
    async with fake_asterisk() as asterisk:
        link = linked(asterisk, Floor())
        failure = await link.carry_out(HangUp(leg_id="main/pbx1-17.1"))

        assert failure is not None
        assert failure.startswith("main cannot be reached")
        async with running(link, asterisk):
            pass
        assert asterisk.count("Hangup") == 0


async def test_an_order_that_could_be_read_as_another_is_refused_here() -> None:
    async with fake_asterisk() as asterisk:
        link = linked(asterisk, Floor())
        async with running(link, asterisk):
            assert "ami_field_unsafe" in (await link.carry_out(HangUp(leg_id="main//.*/")) or "")

        assert asterisk.count("Hangup") == 0


async def test_a_phone_behind_a_local_channel_is_paused_by_the_name_its_queue_knows() -> None:
    async with fake_asterisk() as asterisk:
        asterisk.items["QueueStatus"] = [
            "Event: QueueParams\nQueue: hotline",
            "Event: QueueMember\nQueue: hotline\nName: a\nLocation: Local/1001@agents/n\n"
            "Penalty: 0\nInCall: 0\nStatus: 1\nPaused: 0",
        ]
        floor = Floor()
        link = linked(asterisk, floor)
        async with running(link, asterisk):
            await floor.until(lambda: floor.told == ["snapshot"])
            assert await link.carry_out(PAUSE) is None

        assert last(asterisk, "QueuePause")["Interface"] == "Local/1001@agents/n"


async def test_the_name_that_asterisk_says_it_has_is_the_one_that_counts() -> None:
    async with fake_asterisk() as asterisk:
        asterisk.systemname = "other"
        floor = Floor()
        link = linked(asterisk, floor)
        with capture_logs() as logged:
            async with running(link, asterisk):
                await floor.until(lambda: floor.told == ["snapshot"])
                asterisk.say(
                    lines("Event: Hold", "SystemName: other", "Uniqueid: 1.1", "Linkedid: 1.1")
                )
                await floor.until(lambda: len(floor.told) == 2)

    assert "ami_systemname_differs" in [line["event"] for line in logged]
