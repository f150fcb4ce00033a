"""The facts about people: who may log in, what they ask for, which screens they look at."""

from callcenter.floor.fact import Fact
from callcenter.roles import Person


class RosterLoaded(Fact, frozen=True, kw_only=True):
    """Everybody who may log in, whole; replaces what was known."""

    people: tuple[Person, ...]


class Request(Fact, frozen=True, kw_only=True):
    """Somebody asked for something. `agent_id` is whom it is for, `by` who asked."""

    agent_id: str
    by: str
    screen_id: str = ""
    key: str = ""


class LogInRequested(Request, frozen=True, kw_only=True):
    """Take calls from my queues, on this phone (none: the one on record)."""

    phone: str = ""


class LogOutRequested(Request, frozen=True, kw_only=True):
    """Take no more calls."""


class PauseRequested(Request, frozen=True, kw_only=True):
    """Send no calls for now, for a reason from the list."""

    reason: str


class ReadyRequested(Request, frozen=True, kw_only=True):
    """Send calls again."""


class WrapUpFinished(Request, frozen=True, kw_only=True):
    """After-call work on this call is done."""

    call_id: str


class DispositionSaved(Fact, frozen=True, kw_only=True):
    """An agent's record of a call is durable."""

    call_id: str
    agent_id: str
    code: str


class ScreenOpened(Fact, frozen=True, kw_only=True):
    """A person opened a screen."""

    agent_id: str
    screen_id: str


class ScreenClosed(Fact, frozen=True, kw_only=True):
    """A screen went away."""

    agent_id: str
    screen_id: str
