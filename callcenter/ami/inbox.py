"""Where events wait between the line and the floor: the line only puts them here."""

import asyncio

from callcenter.ami.counts import Counts
from callcenter.ami.message import Message

# what a snapshot tells just as well, if there is more than we can take in
SHED_FIRST = frozenset({"DeviceStateChange", "QueueMemberStatus", "ContactStatus"})
FULL = 20_000


class Inbox:
    """A queue for one reader, read a batch at a time."""

    def __init__(self, counts: Counts, full: int = FULL) -> None:
        self._counts = counts
        self._full = full
        self._waiting: list[Message] = []
        self._some = asyncio.Event()

    def put(self, message: Message) -> None:
        """Take an event in; in a flood only those that say what happened to calls."""
        waiting = self._waiting
        if not waiting:
            self._some.set()
        elif len(waiting) >= self._full and message.event in SHED_FIRST:
            self._counts.shed += 1
            return
        waiting.append(message)

    def take(self) -> list[Message]:
        """All there are."""
        batch, self._waiting = self._waiting, []
        self._some.clear()
        return batch

    async def some(self) -> None:
        """Wait until there are some."""
        await self._some.wait()
