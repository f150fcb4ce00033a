"""A ringing call makes itself known to somebody who looks at another window."""

import asyncio

from playwright.async_api import Browser, expect

from callcenter.settings import Settings
from tests.acceptance.desk import open_desk
from tests.asterisk.stage import ZHANG, Stage
from tests.browser.test_agent_desk import phone
from tests.browser.window import PATIENCE, window
from tests.people import LI

# The desktop is not a page's to see, so its end of the line is written down instead.
NOTED = """
window.noted = []
window.Notification = class {
  static permission = 'granted'
  constructor(title, words) { window.noted.push({ title, ...words }) }
  close() { window.noted.push('closed') }
}
"""


async def test_the_desktop_and_the_title_tell_who_calls_until_it_is_answered(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=3000)
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await li.page.add_init_script(NOTED)
        await li.log_in(LI)
        await li.page.get_by_role("button", name="提醒设置").click()
        # Element Plus puts the real, invisible switch beside the one that is seen.
        await li.page.get_by_role("switch", name="桌面通知").press("Space")
        await li.press("Escape")
        await li.ready()
        await asyncio.to_thread(here.citizen, ZHANG)
        await expect(li.page).to_have_title("来电振铃 138 1234 5678", timeout=PATIENCE)
        await li.state("talking")
        await expect(li.page).to_have_title("通话中 · 热线坐席台", timeout=PATIENCE)
        noted = await li.page.evaluate("window.noted")

    assert noted[0]["title"] == "来电振铃 138 1234 5678"
    assert noted[0]["body"] == "张三 · 热线 · 江苏省连云港市"
    assert noted[1:] == ["closed"]


async def test_motion_is_left_out_for_whoever_asked_for_it(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=8000)
    async with (
        open_desk(centre) as desk,
        window(chromium, desk.url, reduced_motion="reduce") as li,
    ):
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(here.citizen, ZHANG)
        await li.state("ringing")
        edge = li.page.locator(".edge")
        assert await edge.evaluate("e => getComputedStyle(e).animationName") == "none"
        assert await edge.evaluate("e => getComputedStyle(e).opacity") == "1"
