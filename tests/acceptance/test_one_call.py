"""The main line: a citizen calls, a phone rings, the card is on its screen, the row stays."""

import asyncio
from typing import Any
from uuid import uuid4

from callcenter.rehearsal import phones
from callcenter.settings import Settings
from tests.acceptance.desk import Desk, Screen, open_desk
from tests.asterisk.stage import ZHANG, Stage
from tests.people import LI, WANG, ZHAO
from tests.polling import until

MINE = f"agent:{LI.id}"


def mine(items: dict[str, Any]) -> dict[str, Any]:
    """Li's own row of a screen."""
    row: dict[str, Any] = items.get(MINE, {})
    return row


def card(items: dict[str, Any]) -> dict[str, Any]:
    """The one call that a screen shows."""
    calls = [item for item in items.values() if item["type"] == "call"]
    return calls[0] if len(calls) == 1 else {}


async def ready(screen: Screen) -> None:
    """Log in to the queue and be ready for calls."""
    answer = await screen.ask("log_in")
    assert answer["ok"], answer
    await screen.until(lambda items: mine(items).get("state") == "ready")


async def outcome(desk: Desk, call_id: str) -> Any:
    """The stored outcome of a call, once the drain has it."""
    query = "SELECT * FROM outcomes WHERE call_id = $1"
    return await until(lambda: desk.database.fetchrow(query, call_id))


async def test_a_call_pops_is_answered_wrapped_up_and_stored(
    centre: Settings, here: Stage
) -> None:
    await asyncio.to_thread(here.phone, "1001", phones.answers(talk_ms=2000), ring_ms=1500)
    async with (
        open_desk(centre) as desk,
        desk.browser(LI) as browser,
        browser.screen() as screen,
        desk.screen(ZHAO) as supervisor,
    ):
        await ready(screen)
        await asyncio.to_thread(here.citizen, ZHANG)

        await screen.until(lambda items: mine(items).get("state") == "ringing")
        ringing = card(screen.items)
        await screen.until(lambda items: mine(items).get("state") == "talking")
        await supervisor.until(lambda items: card(items).get("stage") == "talking")
        await screen.until(lambda items: mine(items).get("state") == "wrap_up")
        kept = card(screen.items)
        key = str(uuid4())
        path = f"calls/{ringing['call_id'].replace('/', '%2F')}/disposition"
        first = await browser.put(path, key=key, code="answered_directly", note="路灯不亮")
        again = await browser.put(path, key=key, code="answered_directly", note="路灯不亮")
        done = await screen.ask("finish_wrap_up", call_id=ringing["call_id"])
        await screen.until(lambda items: mine(items).get("state") == "ready")
        row = await outcome(desk, ringing["call_id"])
        saved = await desk.database.fetch("SELECT code, note FROM dispositions")

    assert ringing["stage"] == "ringing"
    assert ringing["number"]["text"] == "+8613812345678"
    assert ringing["number"]["carrier"] == "中国移动"
    assert (ringing["name"], ringing["queue_label"]) == (ZHANG.name, "热线")
    assert kept["id"] == ringing["id"]
    assert (first[0], again[0], done["ok"]) == (200, 200, True)
    assert row["outcome"] == "answered"
    assert [tuple(found) for found in saved] == [("answered_directly", "路灯不亮")]


async def test_another_agent_sees_nothing_of_the_call(centre: Settings, here: Stage) -> None:
    await asyncio.to_thread(here.phone, "1001", phones.answers(talk_ms=1000), ring_ms=500)
    async with open_desk(centre) as desk, desk.screen(LI) as screen, desk.screen(WANG) as other:
        await ready(screen)
        await asyncio.to_thread(here.citizen, ZHANG)
        await screen.until(lambda items: mine(items).get("state") == "wrap_up")
        await other.until(lambda items: bool(items))
        seen = [item for item in other.items.values() if item["type"] == "call"]

    assert seen == []
