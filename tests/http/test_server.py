"""The running server: its pages, its health, its log, its limits, its TLS."""

import asyncio
import ssl
from pathlib import Path

import aiohttp
import msgspec
import pytest
from aiohttp import web
from prometheus_client import CollectorRegistry

from callcenter import clock
from callcenter.box.local_authority import authority, certify
from callcenter.db.pool import Database
from callcenter.settings import ServerSettings
from callcenter.web_api import endpoint, server
from callcenter.web_api.health import Part
from callcenter.web_api.route import Session
from tests.http.site import API, PASSWORD, Site, free_port, open_site
from tests.people import LI


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "assets" / "index-B3x9aZ12.js").write_text("export {}")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


async def test_the_pages_are_served_with_how_long_they_keep(
    database: Database, static: Path
) -> None:
    async with open_site(database, static) as site:
        browser = site.browser()
        page = await browser.ask("GET", "/agent/today")
        asset = await browser.ask("GET", "/assets/index-B3x9aZ12.js")
        missing = await browser.ask("GET", "/assets/index-gone1234.js")
        tricks = [
            await browser.ask("GET", path)
            for path in ("/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%5c..%5csecret.txt")
        ]

        assert b"<title>page" in page.raw
        assert page.headers["Cache-Control"] == "no-cache"
        assert page.headers["Content-Type"].startswith("text/html")
        assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "javascript" in asset.headers["Content-Type"]
        assert (missing.status, missing.code) == (404, "not_found")
        assert all(answered.raw != b"secret" for answered in tricks)
        assert (await browser.get("/nothing")).code == "not_found"
        assert (await browser.ask("POST", "/")).code == "method_not_allowed"


async def test_without_pages_the_answer_says_what_to_do(
    database: Database, tmp_path: Path
) -> None:
    async with open_site(database, tmp_path / "none") as site:
        answered = await site.browser().ask("GET", "/")

        assert (answered.status, answered.code) == (404, "not_found")
        assert "./run" in answered.json["detail"]


async def test_readiness_names_what_is_missing(site: Site) -> None:
    browser = site.browser()
    ready = await browser.ask("GET", "/readyz")
    site.parts["main"] = Part(up=False, reason="connection refused")
    not_ready = await browser.ask("GET", "/readyz")

    assert (ready.status, ready.json["ready"]) == (200, True)
    assert not_ready.status == 503
    assert not_ready.json["parts"]["main"] == {"up": False, "reason": "connection refused"}
    assert (await browser.ask("GET", "/healthz")).status == 200


async def test_one_line_a_request_and_nobodys_number_in_it(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    browser = await site.logged_in(LI)
    entered = capsys.readouterr().out
    await browser.get("/calls/main%2F13800138000.1?secret=13800138000")
    await browser.ask("GET", "/x%0d%0aforged%20line13800138000")

    lines = [line for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert not [word for word in (PASSWORD, browser.token(), browser.csrf) if word in entered]
    assert len(lines) == 2
    assert "13800138000" not in "".join(lines)
    assert browser.token() not in "".join(lines)
    assert "/api/v1/calls/{call_id}" in lines[0]
    assert LI.id in lines[0]


async def test_a_mistake_of_ours_tells_nothing_to_strangers(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(login: str) -> None:
        raise ValueError("SELECT password_hash FROM people")

    monkeypatch.setattr(site.store, "credentials", broken)
    answered = await site.browser().log_in(LI)

    assert (answered.status, answered.code) == (500, "internal_error")
    assert b"SELECT" not in answered.raw
    assert (await site.browser().ask("GET", "/healthz")).status == 200


async def test_a_body_that_trickles_in_is_cut_off(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "BODY_DEADLINE", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", site.settings.server.port)
    head = (
        f"POST {API}/session HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {site.url}\r\n"
        "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
    )
    writer.write(head.encode())

    async with asyncio.timeout(5):
        answered = await reader.readuntil(b"}")
    writer.close()

    assert b"408" in answered.split(b"\r\n")[0]
    assert b"request_timeout" in answered


async def test_hundreds_of_idle_connections_hold_nobody_up(site: Site) -> None:
    browser = await site.logged_in(LI)
    idle = [
        await asyncio.open_connection("127.0.0.1", site.settings.server.port) for _ in range(300)
    ]
    for _, writer in idle:
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
    began = clock.monotonic()

    answered = await browser.get("/session")

    assert answered.status == 200
    assert clock.monotonic() - began < 2
    for _, writer in idle:
        writer.close()


class Nobody:
    """Knows no session."""

    async def session(self, token: str) -> Session | None:
        return None


async def test_with_a_certificate_it_is_https_and_says_so(tmp_path: Path) -> None:
    now = clock.now()
    certify(tmp_path, authority(tmp_path, now), ("127.0.0.1",), now)
    settings = ServerSettings(
        port=free_port(),
        certificate=str(tmp_path / "server.pem"),
        certificate_key=str(tmp_path / "server.key"),
    )
    app = server.build(
        settings, (), Nobody(), parts=dict, registry=CollectorRegistry(), push_catalogue={}
    )
    trust = ssl.create_default_context(cafile=str(tmp_path / "authority.pem"))

    async with server.listening(app, settings) as port, aiohttp.ClientSession() as client:
        url = f"https://127.0.0.1:{port}/healthz"
        async with client.get(url, ssl=trust) as answered:
            assert msgspec.json.decode(await answered.read()) == {"alive": True}
            assert answered.headers["Strict-Transport-Security"] == "max-age=31536000"
            assert "wss://127.0.0.1" in answered.headers["Content-Security-Policy"]


async def test_a_taken_port_is_an_error_at_once() -> None:
    settings = ServerSettings(port=free_port())

    def app() -> web.Application:
        return server.build(
            settings, (), Nobody(), parts=dict, registry=CollectorRegistry(), push_catalogue={}
        )

    async with server.listening(app(), settings):
        with pytest.raises(OSError, match="in use"):
            async with server.listening(app(), settings):
                pass
