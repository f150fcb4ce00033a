"""Requests that another site makes a browser send: Origin and CSRF token, on every write."""

from callcenter.web_api.route import Door
from tests.http.site import API, Site
from tests.http.test_roles import filled, name
from tests.people import ADA, LI

FOREIGN = [
    None,
    "null",
    "",
    "http://evil.example",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1",
    "http://127.0.0.1:{push}",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}",
    "http://127.0.0.1:{port} http://evil.example",
    "http://user@127.0.0.1:{port}",
]


async def test_no_write_is_taken_from_another_origin(site: Site) -> None:
    browser = await site.logged_in(ADA)
    server = site.settings.server
    for origin in FOREIGN:
        told = origin and origin.format(port=server.port, push=server.push_port)
        for route in site.table:
            if route.writes:
                body: object = {} if route.has_body else None
                answered = await browser.ask(route.method, filled(route), body, Origin=told)
                assert answered.code == "origin_refused", (name(route), told)


async def test_no_write_is_taken_without_the_sessions_own_token(site: Site) -> None:
    browser, other = await site.logged_in(ADA), await site.logged_in(LI)
    for token in (None, "", "x" * 43, other.csrf):
        for route in site.table:
            if route.writes and route.needs is not Door.ANYONE:
                body: object = {} if route.has_body else None
                answered = await browser.ask(route.method, filled(route), body, X_CSRF_Token=token)
                assert answered.code == "csrf_refused", name(route)


async def test_a_form_of_another_site_is_no_body(site: Site) -> None:
    browser = site.browser()
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain", None):
        raw = b'{"login": "li", "password": "x"}'
        answered = await browser.ask("POST", f"{API}/session", raw, Content_Type=kind)
        assert answered.code == "unsupported_media_type"


async def test_a_foreign_origin_does_not_even_count_as_an_attempt(site: Site) -> None:
    browser = site.browser()
    body = {"login": "li", "password": "wrong password"}
    for _ in range(20):
        await browser.ask("POST", f"{API}/session", body, Origin="http://evil.example")

    assert (await browser.log_in(LI)).status == 200


async def test_nothing_is_shared_with_other_origins(site: Site) -> None:
    browser = await site.logged_in(LI)
    answered = await browser.get("/session", Origin="http://evil.example")
    preflight = await browser.ask("OPTIONS", f"{API}/session", None, Origin="http://evil.example")

    for headers in (answered.headers, preflight.headers):
        assert not [name for name in headers if name.startswith("Access-Control")]
    assert preflight.status == 405
