"""One open screen: what it shows, what it does not show yet, and its line.

There is no queue of messages. What changed is remembered by id; when the line is free, those items
go out as they are then, so a slow line costs a few ids and never sees the floors in between.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from callcenter.floor.state import Floor
from callcenter.push import diff, encode, views
from callcenter.push.encode import Encodings
from callcenter.roles import Person

LONGEST_DELTA = 128 * 1024
"""Bytes after which a delta ends and the rest waits for the line: what one screen may hold up."""

TOO_SLOW = 10.0
"""Seconds in which one message must have left for the network."""


class Line(Protocol):
    """The way to a browser."""

    def unsent(self) -> int:
        """Bytes that wait for the network."""

    def put(self, message: bytes) -> None:
        """Send one message; never blocks, never raises."""

    def end(self, code: int) -> None:
        """Close, with one of CLOSE_CODES; at once, whatever is unsent."""


class Viewer:
    """One open screen of one person."""

    def __init__(self, screen_id: str, session_id: str, person: Person, line: Line) -> None:
        self.screen_id = screen_id
        self.session_id = session_id
        self.person = person
        self.line = line
        self.shown: dict[str, bytes] = {}  # item id -> what the screen has, as it was sent
        self.watched: set[str] = set()  # ids under which the switchboard routes changes here
        self.waiting_turn = False
        self.cooling = False
        self._pending: dict[str, None] = {}
        self._answers: list[bytes] = []
        self._snapshot = False
        self._sent_at = 0.0

    def begin(self, floor: Floor) -> None:
        """Everything is news: forget what was shown and show all there is."""
        self.shown = {}
        self._pending = dict.fromkeys(views.visible(floor, self.person))
        self._snapshot = True

    def touch(self, floor: Floor, item_ids: Collection[str]) -> None:
        """These may have changed."""
        news = diff.candidates(floor, item_ids, self.shown, self.person)
        self._pending.update(dict.fromkeys(news))

    def answer(self, message: bytes) -> None:
        """Have a whole message sent before the next delta; a browser's rate bounds how many."""
        self._answers.append(message)

    def has_news(self) -> bool:
        """True if something waits to be sent."""
        return bool(self._pending or self._answers or self._snapshot)

    def is_busy(self) -> bool:
        """True while a message is still on its way out."""
        return self.line.unsent() > 0

    def is_stuck(self, at: float) -> bool:
        """True if the last message could not be sent in time."""
        return self.is_busy() and at - self._sent_at > TOO_SLOW

    def say(self, message: bytes, at: float) -> None:
        """Put one message on the free line."""
        self._sent_at = at
        self.line.put(message)

    def show(self, floor: Floor, encodings: Encodings, now: datetime, at: float) -> None:
        """Send what is new, as it is on this floor; `at` in seconds of the monotonic clock."""
        for answer in self._answers:
            self.say(answer, at)
        self._answers.clear()
        put, drop = diff.difference(floor, self._pending, self.shown.keys(), self.person)
        self._pending.clear()
        entries: list[bytes] = []
        size = 0
        for item_id in put:
            if size > LONGEST_DELTA:
                self._pending[item_id] = None
                continue
            entry = encodings.entry(floor, item_id, self.person)
            if self.shown.get(item_id) != entry:
                self.shown[item_id] = entry
                entries.append(entry)
                size += len(entry)
        for item_id in drop:
            del self.shown[item_id]
        if entries or drop or self._snapshot:
            self.say(encode.delta(now, entries, drop, snapshot=self._snapshot), at)
            self._snapshot = False
