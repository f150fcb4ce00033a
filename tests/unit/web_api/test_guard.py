"""Who gets in: session, CSRF token, right."""

from datetime import UTC, datetime

import pytest

from callcenter.refusal import Refused
from callcenter.roles import Person, Right
from callcenter.settings import ServerSettings
from callcenter.web_api.guard import check_origin, let_in
from callcenter.web_api.origins import origins
from callcenter.web_api.route import Door, Nothing, Reply, Request, Route, Session
from tests.people import LI, ZHAO

LATER = datetime(2026, 11, 24, tzinfo=UTC)


class OneSession:
    """Knows one token."""

    def __init__(self, person: Person) -> None:
        self.person = person

    async def session(self, token: str) -> Session | None:
        if token != "t":
            return None
        return Session(id="s", person=self.person, csrf="right", expires_at=LATER)


async def nothing(request: Request[Nothing, Nothing]) -> Reply:
    return Reply()


def route(method: str, needs: Right | Door) -> Route:
    return Route(method, "/x", needs, nothing, {}, "")


async def refusal(
    person: Person, needs: Right | Door, method: str = "GET", token: str = "t", csrf: str = ""
) -> str:
    try:
        await let_in(route(method, needs), OneSession(person), token, csrf)
    except Refused as refused:
        return refused.code
    return ""


async def test_a_stranger_sees_only_what_anyone_may() -> None:
    assert await refusal(LI, Door.LOGGED_IN, token="") == "no_session"
    assert await refusal(LI, Door.LOGGED_IN, token="other") == "no_session"
    assert await refusal(LI, Door.ANYONE, token="") == ""


async def test_a_right_decides() -> None:
    assert await refusal(LI, Right.SEE_FLOOR) == "forbidden"
    assert await refusal(ZHAO, Right.SEE_FLOOR) == ""


async def test_a_write_needs_the_sessions_own_word() -> None:
    assert await refusal(LI, Door.LOGGED_IN, "POST") == "csrf_refused"
    assert await refusal(LI, Door.LOGGED_IN, "POST", csrf="wrong") == "csrf_refused"
    assert await refusal(LI, Door.LOGGED_IN, "POST", csrf="中") == "csrf_refused"
    assert await refusal(LI, Door.LOGGED_IN, "POST", csrf="right") == ""


def test_a_write_from_another_site_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        check_origin(origins(ServerSettings(port=8080)), "null")
    assert caught.value.code == "origin_refused"
