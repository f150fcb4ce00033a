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

    def put(self, messages: list[Message]) -> None:
        """Take events in; in a flood only those that say what happened to calls."""
        if len(self._waiting) >= self._full:
            kept = [message for message in messages if message.event not in SHED_FIRST]
            self._counts.shed += len(messages) - len(kept)
            messages = kept
        self._waiting += messages
        self._some.set()

    def take(self) -> list[Message]:
        """All there are."""
        batch, self._waiting = self._waiting, []
        self._some.clear()
        return batch

    async def some(self) -> None:
        """Wait until there are some."""
        await self._some.wait()
