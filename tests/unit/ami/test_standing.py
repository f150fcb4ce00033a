"""A session that is kept standing, and how patiently."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from structlog.testing import capture_logs

from callcenter.ami.backoff import Backoff
from callcenter.ami.counts import Counts
from callcenter.ami.session import Deadlines, Login, LoginRefused, Session, Unreachable
from callcenter.ami.standing import Open, Standing
from tests.unit.ami.fake_asterisk import FakeAsterisk, fake_asterisk

PATIENT = Deadlines(connect=10, greeting=10, login=10, action=10, ping_every=0.05, ping=10)


class Times:
    """How often each thing happened, and a way to wait for it."""

    def __init__(self) -> None:
        self.used = 0
        self.losses: list[str] = []
        self._news = asyncio.Event()

    async def use(self, session: Session) -> None:
        """A session is there."""
        self.used += 1
        self._news.set()

    def lost(self, reason: str) -> None:
        """It is gone."""
        self.losses.append(reason)
        self._news.set()

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until something has happened."""
        async with asyncio.timeout(20):
            while not so():
                self._news.clear()
                await self._news.wait()


def opener(asterisk: FakeAsterisk) -> Open:
    """Opens sessions with a fake Asterisk."""

    async def open_one() -> Session:
        login = Login(host="127.0.0.1", port=asterisk.port, user="u", secret="s")
        session = Session(login, Counts("main"), PATIENT)
        await session.open(lambda _: None)
        return session

    return open_one


@asynccontextmanager
async def standing(one: Standing, times: Times) -> AsyncIterator[None]:
    """Keep it standing while the block runs."""
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(one.run(times.use, times.lost))
        try:
            yield
        finally:
            running.cancel()


async def test_a_lost_session_is_followed_by_another() -> None:
    times = Times()
    async with fake_asterisk() as asterisk:
        one = Standing("main", "events", opener(asterisk))
        async with standing(one, times):
            await times.until(lambda: times.used == 1)
            assert one.session is not None
            asterisk.hang_up(rudely=True)
            await times.until(lambda: times.used == 2)

    assert len(times.losses) == 1
    assert one.session is None


async def test_h19_whoever_stops_leaves_no_session_behind() -> None:
    times = Times()
    async with fake_asterisk() as asterisk:
        async with standing(Standing("main", "control", opener(asterisk)), times):
            await times.until(lambda: times.used == 1)
        await asterisk.until_empty()

        assert asterisk.sessions == 1


async def test_h01_f02_what_was_not_answered_is_not_asked_again_on_the_next_session() -> None:
    times = Times()
    async with fake_asterisk() as asterisk:
        asterisk.answers["Originate"] = lambda action: None
        one = Standing("main", "dialer", opener(asterisk))

        async def dial() -> None:
            assert one.session is not None
            try:
                await one.session.ask({"Action": "Originate", "Channel": "Local/1@x"}, 5)
            except Unreachable:
                return
            raise AssertionError("answered")

        async with standing(one, times), asyncio.TaskGroup() as tasks:
            await times.until(lambda: times.used == 1)
            tasks.create_task(dial())
            await asterisk.until_asked("Originate")
            asterisk.hang_up(rudely=True)
            await times.until(lambda: times.used == 2)
            assert one.session is not None
            await one.session.ask({"Action": "CoreStatus"})

        assert asterisk.count("Originate") == 1


async def test_a_use_that_finds_asterisk_silent_gives_the_session_up() -> None:
    times = Times()
    async with fake_asterisk() as asterisk:

        async def use(session: Session) -> None:
            await times.use(session)
            raise Unreachable("no answer to QueueStatus within 5 s")

        async with asyncio.TaskGroup() as tasks:
            one = Standing("main", "events", opener(asterisk))
            running = tasks.create_task(one.run(use, times.lost))
            await times.until(lambda: len(times.losses) == 1)
            running.cancel()

    assert times.losses == ["no answer to QueueStatus within 5 s"]


async def test_a_use_that_fails_by_a_fault_of_ours_costs_its_own_session_only() -> None:
    times = Times()
    async with fake_asterisk() as asterisk:

        async def use(session: Session) -> None:
            await times.use(session)
            raise KeyError("CoreStartupDate")

        async with asyncio.TaskGroup() as tasks:
            one = Standing("main", "events", opener(asterisk))
            running = tasks.create_task(one.run(use, times.lost))
            with capture_logs() as lines:
                await times.until(lambda: len(times.losses) == 2)
            running.cancel()

    assert times.losses[0] == "not understood: KeyError 'CoreStartupDate'"
    assert "ami_session_fault" in [line["event"] for line in lines]


async def test_f10_a_refused_login_is_loud_and_says_when_it_is_tried_again() -> None:
    tried = asyncio.Event()

    async def refused() -> Session:
        tried.set()
        raise LoginRefused("Authentication failed")

    one = Standing("main", "events", refused)
    with capture_logs() as logged:
        async with standing(one, Times()):
            await tried.wait()
            await asyncio.sleep(0)

    assert one.reason == "login refused: Authentication failed"
    assert [(line["log_level"], line["retry_in"]) for line in logged] == [("error", 1.0)]


async def test_h18_silence_is_met_with_longer_and_longer_waits() -> None:
    waits: list[float] = []
    backoff = Backoff(first=0.25, factor=1.6, longest=30.0, jitter=0.25)
    while sum(waits) < 600:
        waits.append(backoff.wait())

    assert waits[0] < 0.5
    assert max(waits) <= 30
    assert len(waits) < 45
