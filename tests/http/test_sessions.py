"""Logging in and out, and what ends a session."""

from tests.http.site import API, Site
from tests.people import LI


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
