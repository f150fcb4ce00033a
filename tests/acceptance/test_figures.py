"""/metrics of a whole server, while a citizen waits."""

import asyncio
import re

from callcenter.settings import Settings
from tests.acceptance.desk import Browser, open_desk
from tests.asterisk.stage import ZHANG, Stage
from tests.people import ZHAO

SAMPLE = re.compile(r"^callcenter_(\w+?)(?:\{(.*)\})? (\S+)$", re.MULTILINE)


async def scraped(browser: Browser) -> dict[str, float]:
    """`name{labels}` -> value."""
    async with browser.http.get("/metrics") as answer:
        assert answer.status == 200
        text = await answer.text()
    return {f"{name}{{{labels}}}": float(value) for name, labels, value in SAMPLE.findall(text)}


async def test_the_figures_of_a_waiting_call(centre: Settings, here: Stage) -> None:
    async with open_desk(centre) as desk, desk.browser(ZHAO) as browser, browser.screen() as zhao:
        await asyncio.to_thread(here.citizen, ZHANG)
        await zhao.until(
            lambda items: any(item.get("stage") == "waiting" for item in items.values())
        )
        found = await scraped(browser)

    assert found['calls{stage="waiting"}'] == 1
    assert found['callers_waiting{queue="main/hotline"}'] == 1
    assert found['link_up{link="main"}'] == found['link_up{link="postgres"}'] == 1
    assert found["screens_open{}"] == 1
    assert found['ami_messages_total{pbx="main"}'] > 0
    assert found['ami_logins_total{pbx="main"}'] == 3
    assert found['ami_refused_total{pbx="main",reason="forged"}'] == 0
    assert found["facts_recorded_total{}"] > 0
    assert found["facts_lost_total{}"] == found["facts_refused_by_bug_total{}"] == 0
    assert "loop_stall_max_seconds{}" in found
