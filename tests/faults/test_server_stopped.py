"""The server stands still in the middle of a call, as on a machine that swaps, and heals."""

import asyncio
import signal
from datetime import timedelta
from pathlib import Path

from callcenter.db.pool import Database
from callcenter.rehearsal import phones
from callcenter.settings import Settings
from tests.acceptance.test_one_call import mine
from tests.asterisk.stage import ZHANG, Stage
from tests.asterisk.witness import queue_lines
from tests.faults.server import serving
from tests.faults.test_server_killed import SECOND, logged_in
from tests.people import LI
from tests.polling import until

STILL = 10.0  # seconds
OVER = "SELECT * FROM calls WHERE outcome <> '' AND ended_at IS NOT NULL"


async def test_a_server_that_stood_still_shows_and_keeps_what_happened_meanwhile(
    centre: Settings, here: Stage, database: Database, tmp_path: Path
) -> None:
    await asyncio.to_thread(here.phone, "1001", phones.answers(talk_ms=4000), ring_ms=500)
    since = len(queue_lines(here.pbx))
    async with serving(centre, tmp_path) as server:
        await logged_in(server)
        async with server.browser(LI) as browser, browser.screen() as screen:
            await asyncio.to_thread(here.citizen, ZHANG)
            await screen.until(lambda items: mine(items).get("state") == "talking")
            assert server.child is not None
            server.child.send_signal(signal.SIGSTOP)
            await asyncio.sleep(STILL)  # the fault's length: the call ends within it
            server.child.send_signal(signal.SIGCONT)
            await screen.until(lambda items: mine(items).get("state") == "wrap_up")
            await server.until_ready()
            (call,) = await until(lambda: database.fetch(OVER))

    (told,) = [line for line in queue_lines(here.pbx, since) if line.what.startswith("COMPLETE")]
    assert (call["outcome"], call["agent_id"]) == ("answered", LI.id)
    assert abs(call["talked"] - timedelta(seconds=int(told.details[1]))) <= SECOND
    assert "Traceback" not in server.log.read_text()
