"""What an agent sees and may still do while Postgres, Asterisk or the server itself is away."""

import asyncio
import random
import socket
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.async_api import Browser

from callcenter.settings import Settings
from tests.acceptance.desk import hire, open_desk, settings_for
from tests.asterisk.pbx import PrivatePbx
from tests.asterisk.stage import ZHANG, Stage
from tests.browser.test_agent_desk import DISPOSITIONS, phone, rows
from tests.browser.window import window
from tests.people import LI
from tests.postgres import TEMPLATE, PostgresServer


@pytest.fixture
async def lonely(pbx: PrivatePbx, own_postgres: PostgresServer, tmp_path: Path) -> Settings:
    """A centre whose Postgres may be stopped."""
    dsn = own_postgres.dsn(await own_postgres.empty_database(TEMPLATE))
    await hire(dsn)
    return settings_for(pbx, dsn, tmp_path)


async def test_a_record_made_while_postgres_is_away_holds_nobody_up_and_is_saved_later(
    lonely: Settings, own_postgres: PostgresServer, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=500, talk_ms=1000)
    async with open_desk(lonely) as desk, window(chromium, desk.url) as li:
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(own_postgres.stop)
        await li.level("warn")
        await li.sees("画面停留在")
        await li.page.reload()
        await li.level("warn")
        await li.state("ready")
        await asyncio.to_thread(here.citizen, ZHANG)
        await li.state("ringing")
        await li.sees("历史记录暂不可用", within=li.card)
        await li.state("wrap_up")
        await li.press("2", "Control+Enter")
        await li.record("sending")
        await li.press("F8")
        await li.state("ready")
        await li.sees("1 条小结尚未保存到服务器", within=li.page.get_by_test_id("today"))
        await asyncio.to_thread(own_postgres.start)
        await li.is_live()
        saved = await rows(desk, DISPOSITIONS)
        await li.sees("登记转办", within=li.page.get_by_test_id("today"))

    assert [(row["agent_id"], row["code"]) for row in saved] == [(LI.id, "case_opened")]


async def test_while_asterisk_is_away_the_page_says_since_when_and_what_cannot_be_done(
    centre: Settings, here: Stage, pbx: PrivatePbx, chromium: Browser
) -> None:
    async with open_desk(centre) as desk, window(chromium, desk.url) as li:
        await phone(here)
        await li.log_in(LI)
        await li.ready()
        await asyncio.to_thread(pbx.stop)
        await li.level("bad")
        await li.sees("与交换机 main 的连接中断")
        await li.press("F9")
        await li.page.get_by_role("dialog", name="签出").get_by_role("button", name="签出").click()
        await li.sees("与交换机的连接中断，未执行")
        await asyncio.to_thread(pbx.start)
        await asyncio.to_thread(here.reconnect)
        await li.is_live()


def lasting_port() -> int:
    """A free port that is still free after a while: the system lends it to no outgoing line."""
    lent_from = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    for port in random.sample(range(10_000, lent_from), 200):
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port below those that the system lends")


async def test_when_the_server_restarts_the_page_says_it_is_old_and_comes_back(
    centre: Settings, here: Stage, chromium: Browser
) -> None:
    await phone(here, ring_ms=20_000)
    server = replace(centre.server, port=lasting_port(), push_port=lasting_port())
    centre = replace(centre, server=server)
    url = f"http://127.0.0.1:{server.port}"
    async with window(chromium, url) as li:
        async with open_desk(centre):
            await li.log_in(LI)
            await li.ready()
        await li.level("bad")
        await li.sees("与服务器的连接中断，正在重连")
        await asyncio.to_thread(here.citizen, ZHANG)
        async with open_desk(centre):
            await li.is_live()
            await li.state("ringing")
            await li.sees("138 1234 5678", within=li.card)
