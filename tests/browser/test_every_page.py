"""What is true of every page: both languages, both themes, any size, hostile names, CSP."""

import asyncio

import pytest
from playwright.async_api import Browser, expect

from callcenter import clock
from callcenter.floor.events import CallerJoined, LegStarted
from callcenter.rehearsal.citizens import Citizen
from callcenter.settings import Settings
from tests.acceptance.desk import open_desk
from tests.asterisk.stage import Stage
from tests.browser.hostile import HOSTILE
from tests.browser.test_agent_desk import phone
from tests.browser.window import PATIENCE, Window, window
from tests.people import ADA, LI, ZHAO

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def test_the_language_changes_at_once_in_mid_ring_and_is_kept(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=15_000)
    async with open_desk(centre) as desk, window(chromium, desk.url, "en") as li:
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(here.citizen, Citizen("13812345678", "张三"))
        await li.sees("Incoming call", within=li.card)
        await li.page.get_by_role("button", name="中文").click()
        await li.sees("来电振铃", within=li.card)
        await expect(li.page.locator("html")).to_have_attribute("lang", "zh-CN")
        await li.page.reload()
        await li.sees("来电振铃", within=li.card)


async def test_the_theme_is_the_systems_until_somebody_chooses(
    centre: Settings, chromium: Browser
) -> None:
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.page.emulate_media(color_scheme="dark")
        await li.log_in(LI)
        html = li.page.locator("html")
        await expect(html).to_have_class("dark")
        await li.page.get_by_role("button", name="切换深色或浅色").click()
        await expect(html).not_to_have_class("dark")
        await li.page.reload()
        await li.is_live()
        await expect(html).not_to_have_class("dark")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (683, 384), (375, 740)])
async def test_no_page_is_wider_than_its_window(
    centre: Settings, chromium: Browser, width: int, height: int
) -> None:
    async with open_desk(centre) as desk, window(chromium, desk.url) as ada:
        await ada.page.set_viewport_size({"width": width, "height": height})
        await ada.log_in(ADA)
        for path in ("/desk", "/floor", "/people"):
            await ada.page.goto(desk.url + path)
            await ada.is_live()
            await ada.page.wait_for_load_state("networkidle")
            assert await ada.page.evaluate(OVERFLOW) <= 0, path


async def test_a_hostile_name_from_the_line_is_text_on_the_card(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    name = "<img src=x onerror=alert(1)>"
    await phone(here, ring_ms=1500)
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(here.citizen, Citizen("13812345678", name))
        await li.state("ringing")
        await expect(li.card.get_by_test_id("caller-name")).to_have_text(name)
        await li.state("wrap_up")
        await li.press("8")
        await li.page.get_by_test_id("note").fill(name)
        await li.press("F8")
        await li.state("ready")
        await li.sees("其他", within=li.page.get_by_test_id("today"))


async def test_every_hostile_name_is_text_on_the_floor(
    centre: Settings, chromium: Browser
) -> None:
    async with open_desk(centre) as desk, window(chromium, desk.url) as zhao:
        await zhao.log_in(ZHAO)
        for index, name in enumerate(HOSTILE):
            for fact in arrival(f"main/9{index}.1", index, name):
                desk.server.engine.post(fact)
        calls = zhao.page.get_by_test_id("calls")
        await expect(calls.locator("tbody tr")).to_have_count(len(HOSTILE), timeout=PATIENCE)
        await shown(zhao)


def arrival(leg: str, index: int, name: str) -> tuple[LegStarted, CallerJoined]:
    """Somebody of this name calls and waits."""
    at, queue = clock.now(), "main/hotline"
    return (
        LegStarted(at=at, leg_id=leg, call_id=leg, device="PJSIP/trunk", name=name),
        CallerJoined(at=at, leg_id=leg, call_id=leg, queue=queue, position=index + 1, name=name),
    )


async def shown(zhao: Window) -> None:
    """Nothing of the names became an element, and none of them ran."""
    calls = zhao.page.get_by_test_id("calls")
    for tag in ("img", "script", "svg", "iframe", "a", "b", "style"):
        await expect(calls.locator(tag)).to_have_count(0)
    text = await calls.inner_text()
    assert "<script>alert(1)</script>" in text
    assert "{{constructor.constructor('alert(1)')()}}" in text
    assert await zhao.page.evaluate("window.ran ?? 0") == 0
