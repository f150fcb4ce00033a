"""Facts in order: none before the snapshot, none lost around it, none unverified."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from structlog.testing import capture_logs

from callcenter.ami.counts import Counts
from callcenter.ami.ears import Ears
from callcenter.ami.follow import Following
from callcenter.ami.session import Deadlines, Login, Session
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import AnyFact, LegEnded, LegHeld, LinkLost
from callcenter.floor.snapshot import Snapshot
from callcenter.numbers import Number
from tests.unit.ami.fake_asterisk import Action, FakeAsterisk, fake_asterisk
from tests.unit.ami.said import MAIN, message

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LOST = LinkLost(at=NOW, link="main", reason="reset")
HELD = LegHeld(at=NOW, leg_id="main/1.1", call_id="main/1.1")


class Floor:
    """What the floor was told, in order: facts, and `snapshot`s."""

    def __init__(self) -> None:
        self.told: list[AnyFact | str] = []
        self.compared = 0
        self.wrong: list[AnyFact] = []
        self._news = asyncio.Event()
        self.ears = Ears(self.fact, self.snapshot, self.differences)

    def fact(self, fact: AnyFact) -> None:
        """Something happened."""
        self.told.append(fact)
        self._news.set()

    def snapshot(self, snapshot: Snapshot) -> None:
        """How things are."""
        self.told.append("snapshot")
        self._news.set()

    def differences(self, snapshot: Snapshot) -> list[AnyFact]:
        """What is wrong."""
        self.compared += 1
        self._news.set()
        return list(self.wrong)

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until it was told so."""
        async with asyncio.timeout(20):
            while not so():
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def following(
    asterisk: FakeAsterisk, floor: Floor, *, verify_every: float = 3600
) -> AsyncIterator[Following]:
    """Follow a fake Asterisk while the block runs."""
    counts = Counts("main")
    one = Following(MAIN, floor.ears, counts, verify_every, settle=0.02)
    login = Login(host="127.0.0.1", port=asterisk.port, user="u", secret="s", systemname="pbx1")
    session = Session(login, counts, Deadlines(action=10))
    await session.open(one.inbox.put, ("Hold", "Reload", "Hangup"))
    async with asyncio.TaskGroup() as tasks:
        running = [
            tasks.create_task(one.translate_forever()),
            tasks.create_task(one.follow(session)),
        ]
        try:
            yield one
        finally:
            for task in running:
                task.cancel()
            session.close()


def hold(asterisk: FakeAsterisk) -> None:
    """Somebody is put on hold."""
    asterisk.event("Hold", "Uniqueid: 1.1", "Linkedid: 1.1")


async def test_events_that_come_during_the_snapshot_follow_it() -> None:
    async with fake_asterisk() as asterisk:

        def answer(action: Action) -> str:
            hold(asterisk)
            return asterisk.listed(action)

        asterisk.answers["CoreShowChannels"] = answer
        floor = Floor()
        async with following(asterisk, floor) as one:
            await floor.until(lambda: len(floor.told) == 2)
            assert one.up

    first, second = floor.told
    assert first == "snapshot"
    assert isinstance(second, LegHeld)


async def test_after_the_snapshot_facts_come_as_they_happen() -> None:
    async with fake_asterisk() as asterisk:
        floor = Floor()
        async with following(asterisk, floor):
            await floor.until(lambda: floor.told == ["snapshot"])
            hold(asterisk)
            await floor.until(lambda: len(floor.told) == 2)


async def test_what_a_lost_session_still_brought_counts_before_the_loss() -> None:
    floor = Floor()
    one = Following(MAIN, floor.ears, Counts("main"), 60)
    one.up = True
    one.inbox.put([message("Event: Hold\nUniqueid: 1.1\nLinkedid: 1.1")])

    one.lost(LOST)

    assert [type(told).__name__ for told in floor.told] == ["LegHeld", "LinkLost"]
    assert not one.up


async def test_a_loss_before_the_snapshot_is_no_news_and_forgets_what_was_held() -> None:
    floor = Floor()
    one = Following(MAIN, floor.ears, Counts("main"), 60)
    one.inbox.put([message("Event: Hold\nUniqueid: 1.1\nLinkedid: 1.1")])

    one.lost(LOST)

    assert floor.told == []


async def test_a_bad_message_is_counted_logged_and_skipped_and_makes_us_doubt() -> None:
    async with fake_asterisk() as asterisk:
        floor = Floor()
        with capture_logs() as logged:
            async with following(asterisk, floor):
                await floor.until(lambda: floor.told == ["snapshot"])
                asterisk.event("Hangup", "Uniqueid: 1.1")
                hold(asterisk)
                await floor.until(lambda: len(floor.told) == 2 and floor.compared == 1)

    bad = [line for line in logged if line["event"] == "ami_message_bad"]
    assert len(bad) == 1
    assert "Event: Hangup" in bad[0]["message"]


def test_a_message_that_a_fault_of_ours_refuses_costs_nothing_but_itself() -> None:
    def broken(raw: str, device: str) -> Number:
        raise TypeError("nobody thought of that")

    pbx = Pbx("main")
    pbx.number = broken
    floor = Floor()
    one = Following(pbx, floor.ears, Counts("main"), 60)
    one.up = True
    new = "Event: NewCallerid\nUniqueid: 1.1\nLinkedid: 1.1\nChannel: PJSIP/1001-1\n"
    told = (f"{new}CallerIDNum: 1\nCallerIDName: x", "Event: Hold\nUniqueid: 1.1\nLinkedid: 1.1")
    one.inbox.put([message(text) for text in told])

    one.lost(LOST)

    assert [type(fact).__name__ for fact in floor.told] == ["LegHeld", "LinkLost"]


async def test_a_reload_makes_us_compare() -> None:
    async with fake_asterisk() as asterisk:
        floor = Floor()
        async with following(asterisk, floor):
            await floor.until(lambda: floor.told == ["snapshot"])
            asterisk.event("Reload", "Module: All", "Status: 0")
            await floor.until(lambda: floor.compared == 1)


async def test_we_compare_again_and_again_and_an_exact_floor_is_told_nothing() -> None:
    async with fake_asterisk() as asterisk:
        floor = Floor()
        async with following(asterisk, floor, verify_every=0.01):
            await floor.until(lambda: floor.compared == 2)

    assert floor.told == ["snapshot"]


async def test_a_difference_that_lasts_is_told_to_the_floor_and_shouted_about() -> None:
    lost = LegEnded(at=NOW, leg_id="main/1.1", call_id="main/1.1", lost=True)
    async with fake_asterisk() as asterisk:
        floor = Floor()
        floor.wrong = [lost]
        with capture_logs() as logged:
            async with following(asterisk, floor, verify_every=0.01):
                await floor.until(lambda: lost in floor.told)

    assert [line["kinds"] for line in logged if line["event"] == "ami_floor_differed"] == [
        ["LegEnded"]
    ]


async def test_a_nameless_pbx_ends_nothing_that_a_snapshot_still_shows() -> None:
    hangup = ("Linkedid: 1.1", "Cause: 16")
    channel = (
        "Event: CoreShowChannel\nChannel: PJSIP/1-1\nChannelState: 6\nCallerIDNum: 1\n"
        "CallerIDName: x\nExten: s\nUniqueid: 1.1\nLinkedid: 1.1\nApplication: Wait\n"
        "ApplicationData: 1\nDuration: 00:00:01\nBridgeId: "
    )
    async with fake_asterisk() as asterisk:
        asterisk.items["CoreShowChannels"] = [channel]
        floor = Floor()
        async with following(asterisk, floor) as one:
            await floor.until(lambda: floor.told == ["snapshot"])
            one.named = False
            asterisk.event("Hangup", "Uniqueid: 1.1", *hangup)
            asterisk.event("Hangup", "Uniqueid: 2.2", *hangup)
            hold(asterisk)
            await floor.until(lambda: len(floor.told) == 3)
            hold(asterisk)
            await floor.until(lambda: len(floor.told) == 4)

    _, ended, held, _ = floor.told
    assert isinstance(ended, LegEnded)
    assert ended.leg_id == "main/2.2"
    assert isinstance(held, LegHeld)


async def test_what_a_nameless_pbx_said_before_its_line_was_lost_counts() -> None:
    floor = Floor()
    one = Following(MAIN, floor.ears, Counts("main"), 60)
    one.up, one.named = True, False
    one.inbox.put([message("Event: Hangup\nUniqueid: 1.1\nLinkedid: 1.1\nCause: 16")])

    one.lost(LOST)

    assert [type(told).__name__ for told in floor.told] == ["LegEnded", "LinkLost"]
