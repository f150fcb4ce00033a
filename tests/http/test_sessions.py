"""Logging in and out, and what ends a session."""

import asyncio
from datetime import timedelta

import pytest

from callcenter import clock
from callcenter.people.account import Changes
from callcenter.roles import Person
from tests.http.site import API, PASSWORD, Browser, Site
from tests.people import ADA, LI, WANG, ZHAO


async def status(browser: Browser) -> int:
    """200 while logged in, else 401."""
    return (await browser.get("/session")).status


async def test_a_person_logs_in_and_gets_a_ticket_for_the_push_channel(site: Site) -> None:
    browser = site.browser()

    answered = await browser.log_in(LI)

    assert answered.status == 200
    assert answered.json["person"] == {
        "id": LI.id,
        "login": "li",
        "name": "李娜",
        "role": "agent",
        "phone": "PJSIP/1001",
        "pbx": "main",
        "queues": ["hotline"],
        "locale": "zh-CN",
        "rights": ["answer_calls", "see_own_calls", "save_disposition"],
    }
    assert answered.json["push_url"] == f"ws://127.0.0.1:{site.settings.server.push_port}/push"

    ticket = (await browser.ask("POST", f"{API}/session/ticket")).json

    session = await site.sessions.session(browser.token())
    assert session is not None
    assert ticket["expires_in"] == 30
    assert site.tickets.redeem(ticket["ticket"]) == (LI, session.id)
    assert site.tickets.redeem(ticket["ticket"]) is None


async def test_the_cookie_is_out_of_a_scripts_reach(site: Site) -> None:
    answered = await site.browser().log_in(LI)

    cookie = answered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


async def test_what_the_browser_held_before_is_worth_nothing_after_a_log_in(site: Site) -> None:
    browser = site.browser()
    fixed = "A" * 43
    browser.client.cookie_jar.update_cookies({"callcenter": fixed})
    await browser.log_in(LI)
    first = browser.token()
    await browser.log_in(LI)

    assert len({fixed, first, browser.token()}) == 3
    assert await site.sessions.session(fixed) is None
    assert await site.sessions.session(first) is None
    assert await status(browser) == 200


async def test_logging_out_ends_the_session_and_its_sockets(site: Site) -> None:
    browser = await site.logged_in(LI)
    token = browser.token()
    session = await site.sessions.session(token)

    answered = await browser.ask("DELETE", f"{API}/session")

    assert session is not None
    assert answered.status == 204
    assert site.ended == [session.id]
    assert browser.token() == ""
    assert await site.sessions.session(token) is None


async def test_only_hashes_of_tokens_are_kept(site: Site) -> None:
    browser = await site.logged_in(LI)

    rows = await site.database.fetch("SELECT sessions::text AS line FROM sessions")
    audit = await site.database.fetch("SELECT audit::text AS line FROM audit")

    written = " ".join(row["line"] for row in [*rows, *audit])
    assert browser.token() not in written
    assert browser.csrf not in written
    assert PASSWORD not in written


@pytest.mark.parametrize("login", ["li", "nobody", "wang"])
async def test_every_refused_login_looks_the_same(site: Site, login: str) -> None:
    await site.store.change(WANG.id, Changes(disabled=True), None, "")
    password = PASSWORD if login == "wang" else "wrong password"
    body = {"login": login, "password": password}

    answered = await site.browser().ask("POST", f"{API}/session", body)

    problem = answered.json
    assert problem.pop("request_id")
    assert problem == {
        "type": "/api/v1/docs#wrong_login",
        "title": "Login or password is wrong",
        "status": 401,
        "code": "wrong_login",
    }
    assert "Set-Cookie" not in answered.headers


async def test_the_eleventh_try_in_a_minute_is_told_to_wait(site: Site) -> None:
    browser = site.browser()
    body = {"login": "li", "password": "wrong password"}
    answers = [await browser.ask("POST", f"{API}/session", body) for _ in range(14)]

    tried = [answer for answer in answers if answer.code == "wrong_login"]
    told = [answer for answer in answers if answer.code == "too_many_attempts"]
    assert len(tried) <= 10
    assert len(tried) + len(told) == 14
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in told)


async def ended_by_disabling(site: Site, admin: Browser, person: Person) -> None:
    await admin.ask("PATCH", f"{API}/people/{person.id}", {"disabled": True})


async def ended_by_another_role(site: Site, admin: Browser, person: Person) -> None:
    await admin.ask("PATCH", f"{API}/people/{person.id}", {"role": "agent"})


async def ended_by_a_new_password(site: Site, admin: Browser, person: Person) -> None:
    await admin.ask("POST", f"{API}/people/{person.id}/password", {})


async def ended_by_the_admin(site: Site, admin: Browser, person: Person) -> None:
    await admin.ask("DELETE", f"{API}/people/{person.id}/sessions")


@pytest.mark.parametrize(
    "end",
    [ended_by_disabling, ended_by_another_role, ended_by_a_new_password, ended_by_the_admin],
)
async def test_all_sessions_of_a_person_end_at_once(site: Site, end: object) -> None:
    assert callable(end)
    admin = await site.logged_in(ADA)
    browsers = [await site.logged_in(ZHAO) for _ in range(3)]

    await end(site, admin, ZHAO)

    assert len(site.ended) == 3
    assert [await status(browser) for browser in browsers] == [401, 401, 401]
    assert await status(admin) == 200


async def test_a_new_password_ends_the_other_browsers_only(site: Site) -> None:
    here, elsewhere = await site.logged_in(LI), await site.logged_in(LI)
    body = {"old": PASSWORD, "new": "another horse 7 stable"}

    answered = await here.ask("POST", f"{API}/session/password", body)

    assert answered.status == 204
    assert (await status(here), await status(elsewhere)) == (200, 401)
    assert (await site.browser().log_in(LI)).code == "wrong_login"
    assert (await site.browser().log_in(LI, "another horse 7 stable")).status == 200


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("wrong password", "another horse 7 stable", "wrong_password"),
        (PASSWORD, "1234567890", "weak_password"),
    ],
)
async def test_a_bad_change_of_password_changes_nothing(
    site: Site, old: str, new: str, code: str
) -> None:
    browser = await site.logged_in(LI)

    answered = await browser.ask("POST", f"{API}/session/password", {"old": old, "new": new})

    assert answered.code == code
    assert (await site.browser().log_in(LI)).status == 200


async def test_what_another_program_ends_is_noticed_within_two_seconds(site: Site) -> None:
    browsers = [await site.logged_in(ZHAO), await site.logged_in(LI)]
    began = clock.monotonic()

    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(site.roster.watch())
        await site.store.change(ZHAO.id, Changes(disabled=True), None, "command line")
        await site.until(lambda: bool(site.ended) and ZHAO not in site.people)
        watching.cancel()

    assert clock.monotonic() - began < 2
    assert [await status(browser) for browser in browsers] == [401, 200]


async def test_a_change_of_name_reaches_the_session_without_ending_it(site: Site) -> None:
    admin, browser = await site.logged_in(ADA), await site.logged_in(LI)

    await admin.ask("PATCH", f"{API}/people/{LI.id}", {"name": "李 娜"})

    assert (await browser.get("/session")).json["person"]["name"] == "李 娜"
    assert "李 娜" in {person.name for person in site.people}


async def test_a_session_ends_after_a_long_shift(site: Site) -> None:
    browser = await site.logged_in(LI)
    await site.database.execute("UPDATE sessions SET expires_at = now()")

    site.sessions.expire()
    assert await status(browser) == 200  # the copy in memory has its own end
    await site.sessions.compare()

    assert await status(browser) == 401
    row = await site.database.fetchrow("SELECT expires_at - created_at AS span FROM sessions")
    assert row is not None
    assert row["span"] <= timedelta(hours=16)


async def test_one_may_change_ones_own_language_and_nothing_else(site: Site) -> None:
    browser = await site.logged_in(LI)

    changed = await browser.ask("PATCH", f"{API}/session", {"locale": "en"})
    refused = await browser.ask("PATCH", f"{API}/session", {"locale": "en", "role": "admin"})

    assert changed.json["locale"] == "en"
    assert (await browser.get("/session")).json["person"]["locale"] == "en"
    assert refused.json["errors"] == [{"field": "role", "code": "unknown_field", "detail": ""}]
