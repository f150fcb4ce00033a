"""Nobody is shut out: names, roles and contrasts by axe-core (WCAG 2.2, A and AA), both themes."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

import callcenter
from callcenter.settings import Settings
from tests.acceptance.desk import open_desk
from tests.asterisk.stage import ZHANG, Stage
from tests.browser.test_agent_desk import phone
from tests.browser.window import Window, window
from tests.people import ADA, LI

AXE = Path(callcenter.__file__).parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def faults(seen: Window) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    await seen.page.evaluate(AXE.read_text())
    found: Any = await seen.page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{fault['id']}: {[node['target'] for node in fault['nodes']]}"
        for fault in found["violations"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_every_page_can_be_read_and_used_by_everybody(
    centre: Settings, here: Stage, chromium: Browser, theme: str
) -> None:
    await phone(here, ring_ms=4000, talk_ms=500)
    options: dict[str, Any] = {
        "bypass_csp": True,
        "color_scheme": theme,
    }  # axe is put in from outside
    async with (
        open_desk(centre) as desk,
        window(chromium, desk.url, **options) as li,
        window(chromium, desk.url, **options) as ada,
    ):
        await li.page.goto(f"{desk.url}/login")
        await li.page.wait_for_selector("#login")
        assert await faults(li) == []
        await li.log_in(LI)
        await li.ready()
        assert await faults(li) == []
        await asyncio.to_thread(here.citizen, ZHANG)
        await li.state("ringing")
        assert await faults(li) == []
        await ada.log_in(ADA)
        assert await faults(ada) == []
        await ada.page.get_by_role("link", name="人员").click()
        await ada.sees(LI.login)
        assert await faults(ada) == []
        await li.state("wrap_up")
        assert await faults(li) == []
