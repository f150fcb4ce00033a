"""Whatever is sent, the answer is a problem that says what is wrong, and nothing changed."""

import asyncio
from typing import Any
from urllib.parse import quote

from callcenter import clock
from callcenter.web_api.server import LARGEST_BODY
from tests.http.site import API, Site
from tests.people import ADA, LI

INJECTIONS = [
    "' OR '1'='1",
    "'; DROP TABLE people; --",
    'li" --',
    "li'/**/UNION/**/SELECT/**/password_hash",
    "$1",
    "%00",
    "\\'; SELECT pg_sleep(5); --",
]

BROKEN = [
    (b"", "malformed_json"),
    (b"{", "malformed_json"),
    (b"\x00", "malformed_json"),
    (b'{"login": "\\ud83d", "password": "x"}', "malformed_json"),
    (b'{"login": NaN, "password": "x"}', "malformed_json"),
    (b"[" * 100_000, "malformed_json"),
    (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "malformed_json"),
    (b'{"login": ' + b"7" * 100_000 + b', "password": "x"}', "invalid_body"),
    (b'{"login": "a\\u0000b", "password": "x"}', "invalid_body"),
    (b'{"login": ["li"], "password": {"a": 1}}', "invalid_body"),
    (b'{"login": null, "password": true}', "invalid_body"),
    (b'{"login": "li", "password": "' + b"x" * 1000 + b'"}', "invalid_body"),
]

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"login": "has space"}, "login"),
    ({"login": ""}, "login"),
    ({"login": "x" * 65}, "login"),
    ({"name": "a\r\nb"}, "name"),
    ({"name": ""}, "name"),
    ({"role": "root"}, "role"),
    ({"phone": "PJSIP/1001&PJSIP/1002"}, "phone"),
    ({"phone": 1001}, "phone"),
    ({"queues": "hotline"}, "queues"),
    ({"queues": [{}]}, "queues[0]"),
    ({"locale": "xx"}, "locale"),
    ({"rights": []}, "rights"),
    ({"password": 7}, "password"),
]

STRANGE_NAMES = [
    "<script>alert(1)</script>",
    "{{7*7}}",
    "\u202egnp.exe",
    "👩‍👩‍👧",
    "张三丰" * 20,
    "\ufffd",
]

STRANGE_PATHS = [
    "/api/v1/people/%00",
    "/api/v1/people/%ff",
    "/api/v1/people/..%2f..%2fetc",
    "/api/v1/people/" + "x" * 5000,
    "/api/v1/people/a%0d%0ab",
]

NO_HTTP = [
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
]

JSON = "application/json"
GOOD: dict[str, Any] = {"login": "new", "name": "新人", "role": "agent"}


async def test_a_broken_body_is_a_problem(site: Site) -> None:
    browser = site.browser()
    for raw, code in BROKEN:
        answered = await browser.ask("POST", f"{API}/session", raw, Content_Type=JSON)
        assert (answered.status, answered.code) == (400, code), raw[:40]


async def test_a_body_of_ten_megabytes_is_refused_at_once(site: Site) -> None:
    browser = site.browser()
    raw = b'{"login": "' + b"x" * 10_000_000 + b'"}'
    began = clock.monotonic()

    answered = await browser.ask("POST", f"{API}/session", raw, Content_Type=JSON)

    assert (answered.status, answered.code) == (413, "body_too_large")
    assert clock.monotonic() - began < 2


async def test_a_compressed_body_is_not_unpacked(site: Site) -> None:
    answered = await site.browser().ask(
        "POST", f"{API}/session", b"\x1f\x8b", Content_Type=JSON,
        Content_Encoding="gzip",
    )  # fmt: skip

    assert answered.code == "unsupported_media_type"


async def test_the_largest_body_allowed_still_gets_an_answer_about_its_fields(site: Site) -> None:
    raw = b'{"login": "' + b"x" * (LARGEST_BODY - 100) + b'"}'
    answered = await site.browser().ask("POST", f"{API}/session", raw, Content_Type=JSON)

    assert answered.code == "invalid_body"


async def test_a_wrong_field_is_named_and_nobody_is_added(site: Site) -> None:
    browser = await site.logged_in(ADA)
    for wrong, field in WRONG:
        answered = await browser.ask("POST", f"{API}/people", {**GOOD, **wrong})
        assert answered.code == "invalid_body", wrong
        assert [error["field"] for error in answered.json["errors"]] == [field]

    assert len(await site.store.everybody()) == 4


async def test_text_is_never_read_as_sql(site: Site) -> None:
    stranger, browser = site.browser(), await site.logged_in(ADA)
    for text in INJECTIONS:
        entered = await stranger.ask("POST", f"{API}/session", {"login": text, "password": text})
        named = await browser.ask("PATCH", f"{API}/people/{LI.id}", {"name": text})
        pathed = await browser.ask("DELETE", f"{API}/people/{quote(text, safe='')}/sessions")
        queried = await browser.get(f"/calls?agent={quote(text)}")

        assert entered.code == "wrong_login"
        assert named.json["name"] == text
        assert (pathed.code, queried.code) == ("invalid_parameter", "invalid_parameter")

    assert len(await site.store.everybody()) == 4


async def test_a_strange_name_comes_back_as_it_went_in(site: Site) -> None:
    browser = await site.logged_in(ADA)
    for name in STRANGE_NAMES:
        answered = await browser.ask("PATCH", f"{API}/people/{LI.id}", {"name": name})
        assert answered.json["name"] == name
        assert answered.headers["Content-Type"] == "application/json"


async def test_a_strange_path_finds_nothing(site: Site) -> None:
    browser = await site.logged_in(ADA)
    for path in STRANGE_PATHS:
        answered = await browser.ask("PATCH", path, {"name": "x"})
        assert answered.code in ("invalid_parameter", "not_found", "person_not_found"), path


async def test_what_is_no_http_is_refused_and_the_next_one_is_served(site: Site) -> None:
    for words in NO_HTTP:
        reader, writer = await asyncio.open_connection("127.0.0.1", site.settings.server.port)
        writer.write(words)
        writer.write_eof()
        async with asyncio.timeout(5):
            answered = await reader.read()
        writer.close()

        assert b"Traceback" not in answered
        assert answered == b"" or answered.split(b" ", 2)[1] in (b"400", b"404", b"431"), words
    assert (await site.browser().ask("GET", "/healthz")).status == 200


async def test_an_account_that_clashes_is_refused_with_its_reason(site: Site) -> None:
    browser = await site.logged_in(ADA)
    clashes = [
        {**GOOD, "login": "LI"},
        {**GOOD, "phone": LI.phone},
        {**GOOD, "queues": ["nowhere"]},
        {**GOOD, "password": "1234567890"},
    ]

    answers = [await browser.ask("POST", f"{API}/people", body) for body in clashes]

    assert [answered.code for answered in answers] == [
        "login_taken",
        "phone_taken",
        "unknown_queue",
        "weak_password",
    ]
    assert len(await site.store.everybody()) == 4


async def test_the_last_administrator_stays(site: Site) -> None:
    browser = await site.logged_in(ADA)

    for change in ({"role": "agent"}, {"disabled": True}):
        answered = await browser.ask("PATCH", f"{API}/people/{ADA.id}", change)
        assert answered.code == "last_admin"

    assert (await browser.get("/session")).status == 200
