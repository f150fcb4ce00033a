"""What every answer carries, good or bad."""

from tests.http.site import API, Site
from tests.people import LI

EVERYWHERE = [
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "X-Request-Id",
]


async def test_every_answer_has_the_security_headers(site: Site) -> None:
    for path in ("/healthz", "/readyz", "/x.js", "/", f"{API}/session", f"{API}/docs", f"{API}/x"):
        answered = await site.browser().ask("GET", path)

        assert not [name for name in EVERYWHERE if name not in answered.headers], path
        assert answered.headers["Server"] == "callcenter"


async def test_what_the_api_says_is_never_cached(site: Site) -> None:
    browser = await site.logged_in(LI)

    assert (await browser.get("/session")).headers["Cache-Control"] == "no-store"


async def test_a_request_keeps_the_id_it_came_with_unless_it_is_a_trick(site: Site) -> None:
    browser = site.browser()
    kept = await browser.get("/session", X_Request_Id="abc-123-def")
    made = await browser.get("/session", X_Request_Id='x" injected="1')

    assert kept.headers["X-Request-Id"] == kept.json["request_id"] == "abc-123-def"
    assert "injected" not in made.headers["X-Request-Id"]
