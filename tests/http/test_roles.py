"""Every route and every role: the table itself says who may, and nobody else gets in.

The cases are made from the table of routes, so that a new route cannot escape.
"""

import re

import pytest

from callcenter.roles import RIGHTS, Person, Right, Role
from callcenter.web_api.route import Door, Route
from tests.http.site import Browser, Site
from tests.people import ADA, LI, ZHAO

# Said once more by hand: whoever loosens the table must also loosen this list.
OPEN_TO_ANYONE = {"POST /session"}
OPEN_TO_EVERY_ROLE = {
    "GET /session",
    "DELETE /session",
    "PATCH /session",
    "POST /session/password",
    "POST /session/ticket",
    "GET /settings/desk",
}
OPEN_TO_AGENTS = {
    "GET /calls",
    "GET /calls/{call_id}",
    "GET /calls/{call_id}/contacts",
    "PUT /calls/{call_id}/disposition",
}

BY_ROLE = {Role.AGENT: LI, Role.SUPERVISOR: ZHAO, Role.ADMIN: ADA}


def name(route: Route) -> str:
    return f"{route.method} {route.path}"


def filled(route: Route) -> str:
    """The path with something that might exist in its braces."""
    return re.sub(r"{\w+}", "p-wang", route.url)


async def answer(browser: Browser, route: Route) -> tuple[int, str]:
    body: object = {} if route.has_body else None
    answered = await browser.ask(route.method, filled(route), body)
    return answered.status, answered.code


@pytest.mark.parametrize("person", [LI, ZHAO, ADA], ids=lambda person: person.role.value)
async def test_a_role_reaches_what_the_table_allows_and_nothing_else(
    site: Site, person: Person
) -> None:
    for route in site.table:
        browser = await site.logged_in(person)
        status, code = await answer(browser, route)
        allowed = not isinstance(route.needs, Right) or route.needs in RIGHTS[person.role]
        assert (code == "forbidden") is not allowed, (name(route), status, code)
        assert code != "no_session", name(route)
        assert status < 500, (name(route), code)


async def test_a_stranger_reaches_nothing_but_the_log_in(site: Site) -> None:
    for route in site.table:
        status, code = await answer(site.browser(), route)
        if name(route) in OPEN_TO_ANYONE:
            assert code == "invalid_body", name(route)
        else:
            assert (status, code) == (401, "no_session"), name(route)


async def test_the_table_is_as_open_as_it_was_meant_to_be(site: Site) -> None:
    anyone = {name(route) for route in site.table if route.needs is Door.ANYONE}
    every_role = {name(route) for route in site.table if route.needs is Door.LOGGED_IN}
    agents = {
        name(route)
        for route in site.table
        if isinstance(route.needs, Right) and route.needs in RIGHTS[Role.AGENT]
    }

    assert anyone == OPEN_TO_ANYONE
    assert every_role == OPEN_TO_EVERY_ROLE
    assert agents == OPEN_TO_AGENTS


async def test_an_agent_cannot_make_himself_more(site: Site) -> None:
    browser = await site.logged_in(LI)
    tries = [
        ("PATCH", "/api/v1/session", {"locale": "en", "role": "admin"}),
        ("PATCH", f"/api/v1/people/{LI.id}", {"role": "admin"}),
        ("POST", "/api/v1/people", {"login": "x", "name": "x", "role": "admin"}),
        ("POST", f"/api/v1/people/{ADA.id}/password", {"password": "correct horse 10"}),
        ("POST", "/api/v1/session/password?role=admin", {"old": "a", "new": "b"}),
    ]

    answers = [await browser.ask(method, path, body) for method, path, body in tries]

    assert [answered.code for answered in answers] == [
        "invalid_body",
        "forbidden",
        "forbidden",
        "forbidden",
        "invalid_parameter",
    ]
    account = await site.store.account(LI.id)
    assert account.person.role is Role.AGENT


async def test_metrics_are_for_this_machine_or_a_supervisor(site: Site) -> None:
    agent, supervisor = await site.logged_in(LI), await site.logged_in(ZHAO)
    far = {"X_Forwarded_For": "203.0.113.5"}

    assert (await site.browser().ask("GET", "/metrics")).status == 200
    assert (await site.browser().ask("GET", "/metrics", **far)).code == "no_session"
    assert (await agent.ask("GET", "/metrics", **far)).code == "forbidden"
    assert (await supervisor.ask("GET", "/metrics", **far)).status == 200
