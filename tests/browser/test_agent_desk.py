"""An agent's evening: a citizen calls, the card is painted, the record is in Postgres."""

import asyncio
from typing import Any

from playwright.async_api import Browser, expect

from callcenter.rehearsal import phones
from callcenter.settings import Settings
from tests.acceptance.desk import Desk, open_desk
from tests.asterisk.stage import ZHANG, Stage
from tests.browser.window import PATIENCE, Window, browser_of, window
from tests.people import LI


async def phone(here: Stage, *, ring_ms: int = 1500, talk_ms: int = 2000) -> None:
    """Plug in Li's telephone."""
    await asyncio.to_thread(here.phone, "1001", phones.answers(talk_ms=talk_ms), ring_ms=ring_ms)


async def rows(desk: Desk, query: str) -> list[Any]:
    """What Postgres has, once it has any."""
    async with asyncio.timeout(20):
        while True:
            found = await desk.database.fetch(query)
            if found:
                return list(found)
            await asyncio.sleep(0.1)  # polled: the drain is another process to us


DISPOSITIONS = "SELECT call_id, agent_id, code, note FROM dispositions"


async def test_a_call_from_the_first_ring_to_the_row_in_postgres(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here)
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(here.citizen, ZHANG)

        await li.state("ringing")
        await expect(li.card.get_by_test_id("number")).to_have_text("138 1234 5678")
        await expect(li.card.get_by_test_id("caller-name")).to_have_text(ZHANG.name)
        for words in ("来电振铃", "江苏省连云港市", "中国移动", "热线", "此前没有来电记录"):
            await li.sees(words, within=li.card)
        ringing = await li.call_id()
        await li.state("talking")
        await li.press("2")
        await li.page.get_by_test_id("note").fill("路灯不亮，三里河东路")
        await li.state("wrap_up")
        await li.record("draft")
        assert await li.call_id() == ringing
        await li.press("F8")
        await li.state("ready")
        await expect(li.card).to_have_count(0)
        saved = await rows(desk, DISPOSITIONS)
        outcomes = await rows(desk, "SELECT call_id, outcome FROM outcomes WHERE NOT recovered")
        await li.sees("登记转办", within=li.page.get_by_test_id("today"))

    assert [tuple(row) for row in saved] == [
        (ringing, LI.id, "case_opened", "路灯不亮，三里河东路")
    ]
    # Calls of earlier tests may be there too, recovered from the files of the Asterisk they share.
    assert [tuple(row) for row in outcomes] == [(ringing, "answered")]


async def test_a_reload_in_mid_ring_shows_the_card_again(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=8000)
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(here.citizen, ZHANG)
        await li.state("ringing")
        call = await li.call_id()
        await li.page.reload()
        await li.state("ringing")
        assert await li.call_id() == call
        await li.sees("138 1234 5678", within=li.card)


async def test_what_was_typed_survives_a_reload(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=500, talk_ms=500)
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(here.citizen, ZHANG)
        await li.state("wrap_up")
        await li.press("1")
        await li.page.get_by_test_id("note").fill("问老年卡")
        await li.page.reload()
        await li.state("wrap_up")
        await li.record("draft")
        await expect(li.page.get_by_test_id("note")).to_have_value("问老年卡")
        await li.press("Control+Enter")
        await li.record("saved")
        saved = await rows(desk, DISPOSITIONS)

    assert [(row["code"], row["note"]) for row in saved] == [("answered_directly", "问老年卡")]


async def test_a_double_submit_whose_first_answer_is_lost_is_one_row(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    lost = 0

    async def lose_the_answer(route: Any) -> None:
        nonlocal lost
        lost += 1
        await route.fetch()
        await route.abort()

    await phone(here, ring_ms=500, talk_ms=500)
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(here.citizen, ZHANG)
        await li.state("wrap_up")
        await li.page.route("**/disposition", lose_the_answer, times=1)
        await li.press("1", "Control+Enter", "Control+Enter")
        await li.page.get_by_role("button", name="保存 Ctrl").click()
        await li.record("saved")
        await li.press("Control+Enter")
        saved = await rows(desk, DISPOSITIONS)

    assert lost == 1
    assert len(saved) == 1


async def test_two_windows_of_one_person_agree(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=500, talk_ms=500)
    async with open_desk(centre) as desk, browser_of(chromium) as browser:
        first = Window(await browser.new_page(), desk.url)
        await first.log_in(LI)
        second = Window(await browser.new_page(), desk.url)
        await second.page.goto(f"{desk.url}/desk")
        await second.state("offline")
        await first.ready()
        await second.state("ready")
        await asyncio.to_thread(here.citizen, ZHANG)
        for tab in (first, second):
            await tab.state("wrap_up")
        await first.page.get_by_test_id("note").fill("在第一个窗口写的")
        await expect(second.page.get_by_test_id("note")).to_have_value(
            "在第一个窗口写的", timeout=PATIENCE
        )
        await second.press("3", "F8")
        for tab in (first, second):
            await tab.state("ready")
        saved = await rows(desk, DISPOSITIONS)

    assert [(row["code"], row["note"]) for row in saved] == [("transferred", "在第一个窗口写的")]
    assert first.mistakes + second.mistakes == []


async def test_the_keys_pause_with_a_reason_make_ready_and_log_out(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here)
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        await li.ready()
        await li.press("F4")
        await expect(li.page.get_by_role("menuitem").first).to_be_focused(timeout=PATIENCE)
        await li.press("2")
        await li.state("paused")
        await li.sees("用餐", within=li.own_state)
        await li.press("F2")
        await li.state("ready")
        await li.press("F9")
        await li.page.get_by_role("dialog", name="签出").get_by_role("button", name="签出").click()
        await li.state("offline")
        await li.press("?")
        await li.sees("快捷键", within=li.page.get_by_role("dialog", name="快捷键"))
        await li.press("Escape")


async def test_a_pause_asked_for_in_a_talk_is_shown_until_it_begins(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=500, talk_ms=6000)
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(here.citizen, ZHANG)
        await li.state("talking")
        await li.press("F4")
        await expect(li.page.get_by_role("menuitem").first).to_be_focused(timeout=PATIENCE)
        await li.press("2")
        asked = li.page.get_by_test_id("pause-asked")
        await expect(asked).to_have_text("将在本次通话和整理结束后暂停：用餐")
        await li.page.reload()
        await expect(asked).to_be_visible(timeout=PATIENCE)
        await li.state("wrap_up")
        await expect(asked).to_be_visible()
        await li.press("F8")
        await li.state("paused")
        await expect(asked).to_have_count(0)
