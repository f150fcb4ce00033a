"""Real calls on real parts: three counts that must agree, and the CPU of server and Asterisk.

SIPp plays citizens and agents' phones with sound, the private Asterisk records every call, one
supervisor's screen is open. CPU seconds are the kernel's own, of the server (journal included) and
of Asterisk, over the same calls; what each uses while nothing happens is subtracted.
"""

import asyncio
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from callcenter import clock
from callcenter.rehearsal.agreement import OUTCOMES
from callcenter.rehearsal.plan import Pace
from callcenter.rehearsal.rehearse import Rehearsal, rehearse
from callcenter.rehearsal.store import outcomes
from tests.acceptance.desk import Screen, hire, settings_for
from tests.asterisk import pbx as private
from tests.asterisk.pbx import DID, PHONES, PrivatePbx
from tests.faults.server import serving
from tests.people import ZHAO
from tests.postgres import TEMPLATE, postgres_server

TICK = os.sysconf("SC_CLK_TCK")
SEED = 12345
IDLE = 5.0  # seconds over which the idle cost is taken
QUICK = Pace(rate=1.5, seconds=12.0, notice_ms=1000, rings_ms=900, talk_ms=2000)
FULL = Pace(rate=1.2, seconds=180.0, notice_ms=1000, rings_ms=900, talk_ms=2000)


@contextmanager
def parts() -> Iterator[tuple[PrivatePbx, Path, str]]:
    """A private Asterisk, a folder, and the address of an empty database; gone afterwards."""
    folder = private.scratch()
    try:
        pbx = private.prepare(folder)
        with postgres_server() as server:
            dsn = server.dsn(asyncio.run(server.empty_database(TEMPLATE)))
            asyncio.run(hire(dsn))
            pbx.start()
            try:
                yield pbx, folder, dsn
            finally:
                pbx.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def cpu_seconds(pid: int) -> float:
    """What a process has used so far, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


@dataclass
class Meter:
    """The CPU of the two, now and since."""

    pids: tuple[int, int]

    def read(self) -> tuple[float, tuple[float, ...]]:
        """The present instant and what each has used."""
        return clock.monotonic(), tuple(cpu_seconds(pid) for pid in self.pids)

    async def idle(self) -> tuple[float, ...]:
        """CPU seconds a second while nothing happens."""
        began, before = self.read()
        await asyncio.sleep(IDLE)
        ended, after = self.read()
        return tuple((b - a) / (ended - began) for a, b in zip(before, after, strict=True))


async def reading(screen: Screen) -> None:
    """Somebody watches: take every difference as it comes."""
    while True:
        await screen.line.recv()


async def play(pbx: PrivatePbx, folder: Path, dsn: str, pace: Pace) -> dict[str, Any]:
    """One rehearsal, measured."""
    async with (
        serving(settings_for(pbx, dsn, folder), folder) as server,
        server.browser(ZHAO) as browser,
        browser.screen() as screen,
        asyncio.TaskGroup() as tasks,
    ):
        watching = tasks.create_task(reading(screen))
        assert pbx.child is not None
        assert server.child is not None
        meter = Meter((server.child.pid, pbx.child.pid))
        idle = await meter.idle()
        began, before = meter.read()
        wanted = Rehearsal(
            line=pbx.line,
            did=DID,
            queue="hotline",
            queue_log=pbx.queue_log,
            console=pbx.cli,
            journal=partial(outcomes, dsn, "main", clock.now()),
            say=lambda words: None,
            pace=pace,
            phones=PHONES,
            chance=random.Random(SEED),
        )
        result = await rehearse(wanted)
        ended, after = meter.read()
        watching.cancel()
    span = ended - began
    used = [b - a - rate * span for a, b, rate in zip(before, after, idle, strict=True)]
    calls = sum(result.sip[outcome] for outcome in OUTCOMES)
    return {
        "cpu_per_call_ratio": round(used[0] / used[1], 3),
        "server_ms_per_call": round(used[0] / calls * 1000, 1),
        "asterisk_ms_per_call": round(used[1] / calls * 1000, 1),
        "calls": calls,
        "calls_per_second": pace.rate,
        "rtp": True,
        "recorded": True,
        "screens": 1,
        "agreement": result.as_dict(),
        "equal": result.equal,
    }


def measure(quick: bool = False) -> dict[str, Any]:
    """`cpu_per_call_ratio` and `agreement` over the same calls."""
    os.environ.pop("PYTHONASYNCIODEBUG", None)
    with parts() as (pbx, folder, dsn):
        return asyncio.run(play(pbx, folder, dsn, QUICK if quick else FULL))
