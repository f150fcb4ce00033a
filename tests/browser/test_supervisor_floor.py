"""A supervisor's first page: who waits, who works, and a step taken for an agent."""

import asyncio
from pathlib import Path

import msgspec
from playwright.async_api import Browser, Locator, expect

from callcenter.settings import Settings
from tests.acceptance.desk import hire, open_desk, settings_for
from tests.asterisk.pbx import PrivatePbx
from tests.asterisk.stage import WANG, ZHANG, Stage
from tests.browser.test_agent_desk import phone, rows
from tests.browser.window import PATIENCE, Window, window
from tests.people import LI, ZHAO


def row_of(zhao: Window) -> Locator:
    """Li's row among the agents."""
    return zhao.page.get_by_test_id(f"agent:{LI.id}")


async def test_who_waits_is_shown_with_the_longest_wait_first(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    async with open_desk(centre) as desk, window(chromium, desk.url) as zhao:
        await phone(here, ring_ms=20_000)
        await zhao.log_in(ZHAO)
        async with window(chromium, desk.url) as li:
            await li.log_in(LI)
            await li.ready()
            queue = zhao.page.get_by_test_id("queue:main/hotline")
            await zhao.sees("无人等待", within=queue)
            await asyncio.to_thread(here.citizen, ZHANG)
            await zhao.sees("138 1234 5678", within=queue)
            await asyncio.to_thread(here.citizen, WANG)
            await expect(queue.get_by_role("listitem")).to_have_count(2, timeout=PATIENCE)
            await zhao.sees("138 1234 5678", within=queue.get_by_role("listitem").first)
            await zhao.sees("010 6234 5678", within=queue.get_by_role("listitem").last)
            await expect(row_of(zhao)).to_have_attribute("data-state", "ringing")
            await zhao.sees("王秀英", within=zhao.page.get_by_test_id("calls"))


async def test_steering_an_agent_is_confirmed_and_seen_by_both(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    async with (
        open_desk(centre) as desk,
        window(chromium, desk.url) as zhao,
        window(chromium, desk.url) as li,
    ):
        await phone(here)
        await li.log_in(LI)
        await li.ready()
        await zhao.log_in(ZHAO)
        await expect(row_of(zhao)).to_have_attribute("data-state", "ready", timeout=PATIENCE)
        await zhao.page.get_by_role("button", name=f"调整 {LI.name} 的状态").click()
        await zhao.page.get_by_role("menuitem", name="设为暂停").click()
        dialog = zhao.page.get_by_role("dialog", name=f"调整 {LI.name} 的状态")
        await zhao.sees("进行中的通话不受影响", within=dialog)
        await dialog.get_by_role("button", name="确定").click()
        await li.state("paused")
        await expect(row_of(zhao)).to_have_attribute("data-state", "paused", timeout=PATIENCE)
        await zhao.sees("小休", within=row_of(zhao))


async def test_a_figure_tells_its_formula(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    async with open_desk(centre) as desk, window(chromium, desk.url) as zhao:
        await asyncio.to_thread(here.citizen, ZHANG, patience_ms=4000)
        await rows(desk, "SELECT 1 FROM queue_visits WHERE outcome <> ''")
        await zhao.log_in(ZHAO)
        figures = zhao.page.get_by_test_id("figures")
        await figures.get_by_text("服务水平").hover()
        await zhao.sees("20 秒内接通 ÷（接通 + 放弃 − 短呼放弃）× 100 (sl/1)")


async def test_an_agent_is_sent_away_from_pages_that_are_not_his(
    centre: Settings, chromium: Browser
) -> None:
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        for path in ("/floor", "/people"):
            await li.page.goto(desk.url + path)
            await li.state("offline")
            assert li.page.url == f"{desk.url}/desk"


async def test_a_supervisor_who_takes_calls_is_told_of_a_ring_on_any_page(
    pbx: PrivatePbx, dsn: str, tmp_path: Path, here: Stage, chromium: Browser
) -> None:
    at_a_phone = msgspec.structs.replace(ZHAO, phone="PJSIP/1001", queues=("hotline",))
    await hire(dsn, (at_a_phone,))
    await phone(here, ring_ms=8000)
    async with (
        open_desk(settings_for(pbx, dsn, tmp_path)) as desk,
        window(chromium, desk.url) as zhao,
    ):
        await zhao.log_in(at_a_phone)
        await zhao.page.get_by_role("link", name="坐席").click()
        await zhao.ready()
        await zhao.page.get_by_role("link", name="现场").click()
        await asyncio.to_thread(here.citizen, ZHANG)
        await expect(zhao.page.locator(".edge")).to_be_visible(timeout=PATIENCE)
        await expect(zhao.page).to_have_title("来电振铃 138 1234 5678", timeout=PATIENCE)
        await zhao.page.get_by_role("link", name="坐席").click()
        await zhao.state("ringing")
        await zhao.sees("138 1234 5678", within=zhao.card)
