"""One route: what it takes, what it answers, what can go wrong, and who may ask."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar, get_args, get_type_hints

import msgspec

from callcenter.refusal import Refused
from callcenter.roles import Person, Right

PREFIX = "/api/v1"


class Door(Enum):
    """Who may ask where no single right decides."""

    ANYONE = "anyone"
    LOGGED_IN = "logged_in"


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters, or no body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A person who logged in, on one browser. `id` may be logged; `csrf` goes with every write."""

    id: str
    person: Person
    csrf: str
    expires_at: datetime


class Doorkeeper(Protocol):
    """Whoever knows the sessions."""

    async def session(self, token: str) -> Session | None:
        """The session behind a cookie; None if it ended or never was. DatabaseAway if unknown."""


P = TypeVar("P", bound=msgspec.Struct)
B = TypeVar("B")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Generic[P, B]):
    """What a route is given: everything read and checked.

    `address` is the asker's IP, `host` the name he called us by, `token` his cookie.
    """

    params: P
    body: B
    session: Session | None = None
    address: str = ""
    host: str = ""
    token: str = ""

    @property
    def asker(self) -> Session:
        """The session; routes that anyone may ask must not come here."""
        if self.session is None:
            raise Refused("no_session", status=401)
        return self.session

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.asker.person


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a route answers. `cookie` sets the session's cookie to that token; "" takes it away."""

    body: object = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cookie: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the table; the router, the guard and the OpenAPI document all read it.

    What `run` takes is read off its annotation, `Request[Params, Body]`: the fields of Params name
    the parts of `path` in braces and the query. `answers` maps each status of success to the type
    of its body (None: no body). `errors` are codes beyond those that the guard and the reader of
    bodies add by themselves.
    """

    method: str
    path: str
    needs: Right | Door
    run: Callable[[Request[Any, Any]], Awaitable[Reply]]
    answers: Mapping[int, Any]
    summary: str
    errors: tuple[str, ...] = ()
    params: type[msgspec.Struct] = field(init=False)
    body: type[msgspec.Struct] = field(init=False)

    def __post_init__(self) -> None:
        params, body = get_args(get_type_hints(self.run)["request"])
        object.__setattr__(self, "params", params)
        object.__setattr__(self, "body", body)

    @property
    def writes(self) -> bool:
        """True if it changes something: then Origin and CSRF token are checked."""
        return self.method != "GET"

    @property
    def has_body(self) -> bool:
        """True if a JSON body is expected."""
        return self.body is not Nothing

    @property
    def url(self) -> str:
        """The whole path template."""
        return PREFIX + self.path


Table = tuple[Route, ...]
