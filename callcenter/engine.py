"""The one loop: take a fact, reduce, record it, dispatch the orders, show the change."""

import asyncio
from collections.abc import Callable

import structlog

from callcenter.floor.effects import AnyOrder
from callcenter.floor.events import AnyFact
from callcenter.floor.reduce import reduce
from callcenter.floor.state import Floor, Step

log = structlog.get_logger()

BATCH = 200  # facts between two turns of everybody else


class Engine:
    """Owns the floor. Nothing else may change it."""

    def __init__(
        self,
        floor: Floor,
        record: Callable[[AnyFact, Step], None],
        dispatch: Callable[[AnyOrder], None],
        show: Callable[[Step], None],
    ) -> None:
        self.floor = floor
        self.refused_by_bug = 0
        self._record = record
        self._dispatch = dispatch
        self._show = show
        self._inbox: asyncio.Queue[AnyFact] = asyncio.Queue()
        self._waiting: list[tuple[Callable[[Floor], bool], asyncio.Event]] = []

    def post(self, fact: AnyFact) -> None:
        """Hand in a fact. Never blocks, never raises."""
        self._inbox.put_nowait(fact)

    async def run(self) -> None:
        """Take facts for ever; nobody else waits for more than a batch of them."""
        while True:
            self.step(await self._inbox.get())
            for _ in range(min(BATCH, self._inbox.qsize())):
                self.step(self._inbox.get_nowait())
            await asyncio.sleep(0)

    def step(self, fact: AnyFact) -> None:
        """One fact, start to finish; there is no `await` in here, so no two facts overlap."""
        try:
            step = reduce(self.floor, fact)
        except Exception:
            self.refused_by_bug += 1
            # the floor is untouched
            log.exception("fact_refused_by_bug", kind=type(fact).__name__)
            step = Step(self.floor)
        self.floor = step.floor
        self._tell(self._record, fact, step)
        for order in step.orders:
            self._tell(self._dispatch, order)
        if step.touched:
            self._tell(self._show, step)
        for predicate, event in self._waiting:
            if predicate(self.floor):
                event.set()

    def _tell(self, whom: Callable[..., object], *what: object) -> None:
        """A fault of ours in one who is told costs neither the others nor the next fact."""
        try:
            whom(*what)
        except Exception:
            self.refused_by_bug += 1
            log.exception("step_not_told", what=type(what[0]).__name__)

    def settle(self) -> None:
        """Apply at once whatever has been handed in; only before the loop runs, or in a resync."""
        while not self._inbox.empty():
            self.step(self._inbox.get_nowait())

    async def until(self, predicate: Callable[[Floor], bool]) -> Floor:
        """Wait for the floor to be so; the caller brings the deadline."""
        if predicate(self.floor):
            return self.floor
        event = asyncio.Event()
        entry = (predicate, event)
        self._waiting.append(entry)
        try:
            await event.wait()
        finally:
            self._waiting.remove(entry)
        return self.floor
