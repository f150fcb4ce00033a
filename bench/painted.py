"""From the SIP INVITE at an agent's phone to his card painted in real Chromium, on real parts.

SIPp writes down when the INVITE came to the phone; the page, when the card with that caller's
number has been on the screen for a frame. Both read this machine's clock. Nobody answers: each
caller hangs up after a short ring, so that the next one finds the agent free.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from bench.rehearsed import parts
from callcenter.rehearsal import citizens, phones
from callcenter.rehearsal.citizens import Citizen
from callcenter.rehearsal.sipp import Line, Run
from tests.acceptance.desk import settings_for
from tests.asterisk.pbx import DID, PrivatePbx
from tests.browser.conftest import COLD_START, chromium_path
from tests.browser.window import Window, window
from tests.faults.server import serving
from tests.people import LI
from tests.polling import until

QUICK, FULL = 6, 60
RATE = 0.45  # calls a second: each is over before the next one rings
PATIENCE_MS = 1900  # of which the notice takes one second, the rest is the ring
DEADLINE = 30.0  # seconds after the last caller began
WATCH = """
window.painted = {};
const seen = new Set();
new MutationObserver(() => {
  const card = document.querySelector('[data-testid=call-card][data-state=ringing]');
  if (card === null || seen.has(card.dataset.call)) return;
  const number = card.querySelector('[data-testid=number]');
  if (number === null) return;
  seen.add(card.dataset.call);
  const digits = number.textContent.replace(/[^0-9]/g, '');
  const mark = () => { window.painted[digits] = performance.timeOrigin + performance.now(); };
  requestAnimationFrame(() => requestAnimationFrame(mark));
}).observe(document, { subtree: true, childList: true, attributes: true });
"""
"""In the page: when a ringing card has been painted, by the caller's digits, in milliseconds."""


def callers(count: int) -> list[Citizen]:
    """Each with a number of his own."""
    return [Citizen(f"138{12340000 + n:08}", "张三") for n in range(count)]


def invited(lines: Sequence[Line]) -> dict[str, float]:
    """When the INVITE of each caller's number came to the phone, in seconds since 1970.

    SIPp writes an instant as date, time and those seconds.
    """
    return {line.whom: float(line.when.split()[-1]) for line in lines if line.what == "ringing"}


def percentiles(delays: Sequence[float]) -> dict[str, float]:
    """p50 and p95 of some seconds, in milliseconds."""
    cuts = statistics.quantiles(delays, n=20, method="inclusive")
    return {"p50": round(cuts[9] * 1000, 1), "p95": round(cuts[18] * 1000, 1)}


async def watched(screen: Window, phone: Run, pbx: PrivatePbx, count: int) -> list[float]:
    """Let them call, and wait for every card; seconds from each INVITE to its card."""
    people = callers(count)
    calling = citizens.call(pbx.line, people, DID, patience_ms=PATIENCE_MS, rate=RATE)

    async def painted() -> dict[str, float]:
        marks: dict[str, float] = await screen.page.evaluate("window.painted")
        return marks if len(marks) >= count else {}

    try:
        marks = await until(painted, count / RATE + DEADLINE)
    finally:
        calling.stop()
    rung = invited(phone.lines())
    return [marks[person.number] / 1000 - rung[person.number] for person in people]


@contextmanager
def plugged_in(pbx: PrivatePbx) -> Iterator[Run]:
    """Li's phone: it rings until the caller gives up."""
    phone = phones.plug_in(pbx.line, ["1001"], phones.answers(), ring_ms=60_000)
    try:
        while " Avail " not in pbx.cli("pjsip show aor 1001"):
            time.sleep(0.05)  # polled: Asterisk asks it whether it is there, and tells nobody here
        yield phone
    finally:
        phone.stop()


async def ring(pbx: PrivatePbx, folder: Path, dsn: str, count: int, phone: Run) -> list[float]:
    """A server, and a window of Chromium with an agent who is ready; then the calls."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with (
        serving(settings_for(pbx, dsn, folder), folder) as server,
        async_playwright() as tool,
    ):
        chromium = await tool.chromium.launch(
            executable_path=chromium_path(), args=sandbox, timeout=COLD_START
        )
        async with window(chromium, server.url) as screen:
            await screen.page.add_init_script(WATCH)
            await screen.log_in(LI)
            await screen.ready()
            delays = await watched(screen, phone, pbx, count)
        await chromium.close()
    return delays


def measure(quick: bool = False) -> dict[str, Any]:
    """`painted_ms`: p50 and p95. It has no bar: the screen's own frames are in it."""
    count = QUICK if quick else FULL
    with parts() as (pbx, folder, dsn), plugged_in(pbx) as phone:
        delays = asyncio.run(ring(pbx, folder, dsn, count, phone))
    return {
        "painted_ms": percentiles(delays),
        "painted_worst_ms": round(max(delays) * 1000, 1),
        "calls": len(delays),
        "calls_per_second": RATE,
        "rtp": True,
        "recorded": True,
        "screens": 1,
    }


if __name__ == "__main__":
    print(json.dumps(measure("--quick" in sys.argv), indent=2))  # noqa: T201
