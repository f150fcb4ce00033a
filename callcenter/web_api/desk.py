"""GET /settings/desk: what the pages must know about this centre before they can be drawn."""

from collections.abc import Iterable

import msgspec

from callcenter.settings import Choice, Settings
from callcenter.web_api.route import Door, Nothing, Reply, Request, Route, Table


class ChoiceView(msgspec.Struct, frozen=True, kw_only=True):
    """A pause reason or a disposition: a stable code and its words by locale."""

    code: str
    label: dict[str, str]
    kind: str = ""


class QueueView(msgspec.Struct, frozen=True, kw_only=True):
    """A queue's name and rules; seconds."""

    queue: str
    pbx: str
    label: str
    service_level: int
    wrap_up: int
    short_abandon: int


class DeskView(msgspec.Struct, frozen=True, kw_only=True):
    """The centre's own lists."""

    pause_reasons: tuple[ChoiceView, ...]
    dispositions: tuple[ChoiceView, ...]
    queues: tuple[QueueView, ...]
    locale: str


def desk(settings: Settings) -> DeskView:
    """The lists, from the settings."""
    queues = (
        QueueView(
            queue=name,
            pbx=found.pbx,
            label=found.label or name,
            service_level=found.service_level,
            wrap_up=found.wrap_up,
            short_abandon=found.short_abandon,
        )
        for name, found in settings.queue.items()
    )
    return DeskView(
        pause_reasons=choices(settings.pause_reason),
        dispositions=choices(settings.disposition),
        queues=tuple(queues),
        locale=settings.server.locale,
    )


def choices(found: Iterable[Choice]) -> tuple[ChoiceView, ...]:
    """In the order of the file, which is the order on the page."""
    return tuple(
        ChoiceView(code=choice.code, label=choice.label, kind=choice.kind) for choice in found
    )


def table(settings: Settings) -> Table:
    """The one line of the table."""
    view = desk(settings)

    async def show(request: Request[Nothing, Nothing]) -> Reply:
        return Reply(body=view)

    route = Route(
        "GET",
        "/settings/desk",
        Door.LOGGED_IN,
        show,
        {200: DeskView},
        "Pause reasons, dispositions and queues of this centre.",
    )
    return (route,)
