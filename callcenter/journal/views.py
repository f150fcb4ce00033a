"""Past calls and figures as HTTP spells them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from callcenter.journal.answers import FORMULAS, PastCall, QueueFigures
from callcenter.web_api.body import Note, Word

CallId = Annotated[
    str,
    msgspec.Meta(min_length=3, max_length=150, pattern=r"^[A-Za-z0-9_-]+/[A-Za-z0-9_.:-]+$(?!\n)"),
]
Limit = Annotated[int, msgspec.Meta(ge=1, le=500)]


class Params(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Parts of a path and query."""


class WhichCalls(Params, frozen=True, kw_only=True):
    """A day of calls (none: today), latest first; `before` goes on where a page ended."""

    day: date | None = None
    limit: Limit = 200
    before: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    agent: Word | None = None


class OneCall(Params, frozen=True, kw_only=True):
    """The call a path names; its id contains a slash, so it is URL-encoded there."""

    call_id: CallId


class Calls(msgspec.Struct, frozen=True, kw_only=True):
    """Calls, latest first."""

    day: date
    calls: tuple[PastCall, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A call told line by line."""

    call_id: str
    lines: tuple[str, ...]


class NewDisposition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agent's record of a call. The browser draws the key: the same again is the same save."""

    key: UUID
    code: Word
    note: Note = ""


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """It is durable."""

    saved_at: datetime


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number and what it means; null where nothing can be divided. Durations in seconds."""

    value: float | None
    formula: str


class QueueToday(msgspec.Struct, frozen=True, kw_only=True):
    """One queue's figures since midnight."""

    queue: str
    label: str
    service_level_seconds: int
    short_abandon_seconds: int
    figures: dict[str, Figure]


class QueuesToday(msgspec.Struct, frozen=True, kw_only=True):
    """All queues that somebody entered today."""

    since: datetime
    until: datetime
    queues: tuple[QueueToday, ...]


def queue_today(found: QueueFigures, label: str) -> QueueToday:
    """Each figure with its formula."""
    figures = {
        name: Figure(value=getattr(found, name), formula=formula)
        for name, formula in FORMULAS.items()
    }
    return QueueToday(
        queue=found.queue,
        label=label or found.queue,
        service_level_seconds=found.service_level_seconds,
        short_abandon_seconds=found.short_abandon_seconds,
        figures=figures,
    )
