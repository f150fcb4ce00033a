"""The composition: what starts without a part, and what is on the disk when it ends."""

import asyncio

import msgspec
from aiohttp import ClientSession

from callcenter.app import running
from callcenter.db.pool import Database
from callcenter.settings import Settings
from tests.acceptance.desk import PASSWORD, open_desk
from tests.people import LI
from tests.polling import until

replace = msgspec.structs.replace


async def test_the_server_starts_without_postgres_and_says_so_to_who_logs_in(
    centre: Settings,
) -> None:
    away = replace(centre.postgres, dsn="postgresql://nobody@127.0.0.1:1/nothing")
    async with running(replace(centre, postgres=away)) as server:
        url = f"http://127.0.0.1:{server.port}"
        async with ClientSession(url, headers={"Origin": url}) as http:
            person = {"login": LI.login, "password": PASSWORD}
            async with http.post("/api/v1/session", json=person) as answer:
                told = await answer.json(content_type=None)
                refused = answer.status
            async with http.get("/readyz") as ready:
                parts = (await ready.json())["parts"]
        floor = await asyncio.wait_for(
            server.engine.until(lambda floor: "main" in floor.links and floor.links["main"].up),
            20,
        )

    assert (refused, told["code"]) == (503, "memory_away")
    assert parts["postgres"]["up"] is False
    assert floor.queues  # Asterisk is followed all the same


async def test_what_was_heard_is_in_postgres_after_the_next_start(centre: Settings) -> None:
    async with open_desk(centre) as desk:
        heard = await asyncio.wait_for(
            desk.server.engine.until(lambda floor: bool(floor.agents)), 20
        )
    async with open_desk(centre), Database(centre.postgres.dsn) as database:
        await until(
            lambda: database.fetchval(
                "SELECT count(DISTINCT boot) >= 2 FROM facts WHERE kind = 'LinkRestored'"
            )
        )

    assert heard.agents
