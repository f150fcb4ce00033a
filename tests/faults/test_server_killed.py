"""The server dies by kill -9 at any point of a call; no outcome is lost, durations stay right."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from callcenter.db.pool import Database
from callcenter.rehearsal import phones
from callcenter.settings import Settings
from tests.acceptance.test_one_call import mine, ready
from tests.asterisk.stage import ZHANG, Stage
from tests.asterisk.witness import queue_lines
from tests.faults.server import Server, serving
from tests.faults.sizes import FULL
from tests.people import LI
from tests.polling import until

SECOND = timedelta(seconds=1)
POINTS = 20 if FULL else 3
LAST = 5.0  # seconds from the first ring of the trunk to the wrap-up in these scenes


async def outcomes(database: Database, count: int) -> list[Any]:
    """The stored outcomes, once there are as many."""

    async def enough() -> list[Any]:
        rows = await database.fetch("SELECT * FROM calls WHERE outcome <> '' ORDER BY 1")
        return rows if len(rows) >= count else []

    return await until(enough)


def hasty(settings: Settings) -> Settings:
    """After-call work takes a second here."""
    replace = msgspec.structs.replace
    return replace(settings, queue={"hotline": replace(settings.queue["hotline"], wrap_up=1)})


async def logged_in(server: Server) -> None:
    """Li is ready for calls."""
    async with server.browser(LI) as browser, browser.screen() as screen:
        if mine(screen.items).get("state") == "offline":
            await ready(screen)
        await screen.until(lambda items: mine(items).get("state") == "ready")


async def test_a_call_that_outlives_the_server_is_answered_with_its_true_length(
    centre: Settings, here: Stage, database: Database, tmp_path: Path
) -> None:
    await asyncio.to_thread(here.phone, "1001", phones.answers(talk_ms=4000), ring_ms=500)
    since = len(queue_lines(here.pbx))
    async with serving(centre, tmp_path) as server:
        await logged_in(server)
        async with server.browser(LI) as browser, browser.screen() as screen:
            await asyncio.to_thread(here.citizen, ZHANG)
            await screen.until(lambda items: mine(items).get("state") == "talking")
            await server.kill()
        await asyncio.to_thread(here.quiet)
        await server.start()
        (call,) = await outcomes(database, 1)

    (told,) = [line for line in queue_lines(here.pbx, since) if line.what.startswith("COMPLETE")]
    assert (call["outcome"], call["agent_id"], call["recovered"]) == ("answered", LI.id, True)
    assert abs(call["talked"] - timedelta(seconds=int(told.details[1]))) <= SECOND


async def test_a_caller_who_gave_up_while_nobody_listened_is_abandoned(
    centre: Settings, here: Stage, database: Database, tmp_path: Path
) -> None:
    async with serving(centre, tmp_path) as server:
        citizen = await asyncio.to_thread(here.citizen, ZHANG, patience_ms=4000)
        await until(lambda: database.fetchval("SELECT count(*) FROM facts"))
        await server.kill()
        await asyncio.to_thread(citizen.wait, 20)
        await asyncio.to_thread(here.quiet)
        await server.start()
        (call,) = await outcomes(database, 1)

    assert call["outcome"] in {"abandoned", "not_queued"}
    assert call["recovered"] is True


@pytest.mark.timeout(60 + 30 * POINTS)
async def test_killed_at_any_point_every_call_has_one_outcome(
    centre: Settings, here: Stage, database: Database, tmp_path: Path
) -> None:
    chance = random.Random(2026)
    await asyncio.to_thread(here.phone, "1001", phones.answers(talk_ms=1500), ring_ms=500)
    since = len(queue_lines(here.pbx))
    async with serving(hasty(centre), tmp_path) as server:
        for number in range(POINTS):
            await logged_in(server)
            await asyncio.to_thread(here.citizen, ZHANG)
            await asyncio.sleep(chance.uniform(0, LAST))  # the fault's random moment
            await server.kill()
            await asyncio.to_thread(here.quiet)
            await server.start()
            await outcomes(database, number + 1)
        calls = await outcomes(database, POINTS)

    entered = {line.call for line in queue_lines(here.pbx, since) if line.what == "ENTERQUEUE"}
    assert len(calls) == POINTS
    assert len(entered & {call["call_id"].partition("/")[2] for call in calls}) == len(entered)
    assert {call["outcome"] for call in calls} <= {"answered", "flow_out", "abandoned"}
