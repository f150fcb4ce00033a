"""A link of ours to the private Asterisk, and what the floor would be told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from callcenter import clock
from callcenter.ami.ears import Ears
from callcenter.ami.link import PbxLink
from callcenter.ami.session import Deadlines
from callcenter.floor.effects import HangUp
from callcenter.floor.events import AnyFact
from callcenter.floor.snapshot import Snapshot
from callcenter.settings import PbxSettings, PbxUser
from tests.asterisk.pbx import PrivatePbx

T = TypeVar("T")

NOTHING = HangUp(leg_id="main/nobody")


class Told:
    """What a floor was told, in order, and when."""

    def __init__(self) -> None:
        self.facts: list[AnyFact] = []
        self.snapshots: list[Snapshot] = []
        self.at: list[float] = []
        self._news = asyncio.Event()
        self.compared = 0
        self.ears = Ears(self._fact, self._snapshot, self._differences)

    def _fact(self, fact: AnyFact) -> None:
        self.facts.append(fact)
        self._news.set()

    def _snapshot(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)
        self.at.append(clock.monotonic())
        self._news.set()

    def _differences(self, _: Snapshot) -> tuple[AnyFact, ...]:
        self.compared += 1
        self._news.set()
        return ()

    def of(self, kind: type[T]) -> list[T]:
        """The facts of one kind."""
        return [fact for fact in self.facts if isinstance(fact, kind)]

    async def until(self, so: Callable[[], bool], seconds: float = 15) -> None:
        """Wait until it was told so."""
        async with asyncio.timeout(seconds):
            while not so():
                self._news.clear()
                await self._news.wait()


def settings_of(pbx: PrivatePbx, port: int | None = None) -> PbxSettings:
    """How to reach this Asterisk, perhaps through a proxy."""
    users: dict[str, Any] = {
        role: PbxUser(user=f"cc_{role}", secret=pbx.secrets.ami[f"cc_{role}"])
        for role in ("events", "control", "dialer")
    }
    host, own = pbx.ami
    return PbxSettings(
        host=host, port=port or own, systemname=pbx.secrets.systemname, verify_every=3600, **users
    )


@asynccontextmanager
async def followed(
    pbx: PrivatePbx, port: int | None = None, deadlines: Deadlines | None = None
) -> AsyncIterator[tuple[PbxLink, Told]]:
    """A link that follows, while the block runs."""
    told = Told()
    link = PbxLink("main", settings_of(pbx, port), {}, told.ears, deadlines)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(link.run())
        try:
            await told.until(lambda: bool(told.snapshots), 30)
            await logged_in(link)
            yield link, told
        finally:
            running.cancel()


async def logged_in(link: PbxLink) -> None:
    """Wait for the other sessions too: an order is refused for as long as there is none."""
    async with asyncio.timeout(10):
        while away(await link.carry_out(NOTHING)):  # noqa: ASYNC110 - nobody but the link knows
            await asyncio.sleep(0.01)


def away(failure: str | None) -> bool:
    """True if an order failed because there is no session for it."""
    return failure is not None and "cannot be reached" in failure
