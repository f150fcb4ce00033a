"""Postgres or Asterisk goes away with calls up: calls and screens go on, nothing is lost."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from callcenter.db.migrate import migrate
from callcenter.db.pool import Database
from callcenter.rehearsal import phones
from callcenter.settings import Settings
from tests.acceptance.desk import hire, settings_for
from tests.acceptance.test_one_call import card, mine, ready
from tests.asterisk.pbx import PrivatePbx
from tests.asterisk.stage import WANG as SECOND_CALLER
from tests.asterisk.stage import ZHANG, Stage
from tests.faults.server import serving
from tests.faults.sizes import OUTAGE
from tests.faults.test_server_killed import hasty, outcomes
from tests.people import LI, ZHAO
from tests.polling import until
from tests.postgres import PostgresServer


@pytest.fixture
async def fragile(pbx: PrivatePbx, own_postgres: PostgresServer, tmp_path: Path) -> Settings:
    """A desk whose Postgres this test may stop."""
    dsn = own_postgres.dsn(await own_postgres.empty_database())
    await migrate(dsn)
    await hire(dsn)
    return hasty(settings_for(pbx, dsn, tmp_path))


def stages(items: dict[str, Any]) -> set[str]:
    """Where the calls on a screen are."""
    return {item["stage"] for item in items.values() if item["type"] == "call"}


@pytest.mark.timeout(180 + OUTAGE)
async def test_without_postgres_calls_pop_and_a_record_is_kept_when_it_is_back(
    fragile: Settings, own_postgres: PostgresServer, here: Stage, tmp_path: Path
) -> None:
    await asyncio.to_thread(here.phone, "1001", phones.answers(talk_ms=1500), ring_ms=500)
    async with (
        serving(fragile, tmp_path) as server,
        server.browser(LI) as browser,
        browser.screen() as screen,
    ):
        await ready(screen)
        own_postgres.stop()
        await screen.until(lambda items: not items["link:postgres"]["up"])
        await asyncio.to_thread(here.citizen, ZHANG)
        await screen.until(lambda items: mine(items).get("state") == "ringing")
        call_id = card(screen.items)["call_id"]
        await screen.until(lambda items: mine(items).get("state") == "wrap_up")
        save = {"key": str(uuid4()), "code": "other", "note": "停电时的记录"}
        path = f"calls/{call_id.replace('/', '%2F')}/disposition"
        refused, _ = await browser.put(path, **save)
        await screen.until(lambda items: mine(items).get("state") == "ready")
        async with browser.screen() as second:  # a page loaded anew gets in without Postgres
            assert mine(second.items)["state"] == "ready"
        await asyncio.sleep(OUTAGE)  # the fault's length
        own_postgres.start()
        await screen.until(lambda items: items["link:postgres"]["up"])

        async def saved() -> bool:
            status, _ = await browser.put(path, **save)
            return status == 200

        await until(saved)
        async with Database(fragile.postgres.dsn) as database:
            (call,) = await outcomes(database, 1)
            notes = await database.fetch("SELECT note FROM dispositions")

    assert refused == 503
    assert (call["call_id"], call["outcome"], call["recovered"]) == (call_id, "answered", False)
    assert [row["note"] for row in notes] == ["停电时的记录"]


@pytest.mark.timeout(240)
async def test_asterisk_killed_with_calls_up_loses_nobody_and_brings_the_agent_back(
    centre: Settings, here: Stage, database: Database, tmp_path: Path
) -> None:
    await asyncio.to_thread(here.phone, "1001", phones.answers(), ring_ms=500)
    async with (
        serving(hasty(centre), tmp_path) as server,
        server.browser(LI) as browser,
        browser.screen() as screen,
        server.browser(ZHAO) as supervisor,
        supervisor.screen() as wall,
    ):
        await ready(screen)
        await asyncio.to_thread(here.citizen, ZHANG)
        await screen.until(lambda items: mine(items).get("state") == "talking")
        await asyncio.to_thread(here.citizen, SECOND_CALLER)
        await wall.until(lambda items: stages(items) >= {"waiting", "talking"})
        here.pbx.kill()
        await screen.until(lambda items: not items["link:main"]["up"])
        await asyncio.to_thread(here.pbx.start)
        here.reconnect()
        await screen.until(lambda items: items["link:main"]["up"])
        await wall.until(lambda items: not stages(items) & {"waiting", "talking"})
        await screen.until(lambda items: mine(items).get("state") in ("ready", "wrap_up"))
        calls = await outcomes(database, 2)

    assert sorted(call["outcome"] for call in calls) == ["answered", "lost"]
    assert "caller" not in {call["ended_by"] for call in calls}
