"""The composition: what starts without a part, and what is on the disk when it ends."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from aiohttp import ClientSession

from callcenter.ami.ears import Ears
from callcenter.ami.link import PbxLink
from callcenter.app import carry_out, running
from callcenter.db.pool import Database
from callcenter.engine import Engine
from callcenter.floor.effects import AnyOrder, PauseMember
from callcenter.floor.events import AnyFact, OrderFailed, PauseRequested
from callcenter.floor.state import Floor
from callcenter.journal.log import FactLog
from callcenter.settings import (
    JournalSettings,
    PbxSettings,
    PostgresSettings,
    ServerSettings,
    Settings,
)
from tests.acceptance.desk import PASSWORD, open_desk
from tests.people import LI
from tests.polling import until

replace = msgspec.structs.replace


def away(folder: Path) -> Settings:
    """A server whose every part is away."""
    return Settings(
        server=ServerSettings(port=0, push_port=0),
        postgres=PostgresSettings(dsn="postgresql://nobody@127.0.0.1:1/nothing"),
        journal=JournalSettings(folder=str(folder)),
        pbx={"main": PbxSettings(port=1)},
    )


async def test_the_server_starts_without_postgres_and_says_so_to_who_logs_in(
    centre: Settings,
) -> None:
    nowhere = replace(centre.postgres, dsn="postgresql://nobody@127.0.0.1:1/nothing")
    async with running(replace(centre, postgres=nowhere)) as server:
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


async def test_a_pbx_that_is_away_from_the_first_is_shown_as_away(tmp_path: Path) -> None:
    async with running(away(tmp_path)) as server:
        link = server.engine.floor.links["main"]

    assert not link.up
    assert link.reason == "not reached yet"


async def test_what_was_handed_in_when_a_part_fell_is_on_the_disk(tmp_path: Path) -> None:
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    asked = [
        PauseRequested(at=noon, agent_id="li", by="li", reason=reason)
        for reason in ("meal", "tea")
    ]
    looks = iter([False])  # the second look, inside the engine's own task, fails

    async def until_a_part_falls() -> None:
        async with running(away(tmp_path)) as server:
            for fact in asked:
                server.engine.post(fact)
            await server.engine.until(lambda floor: next(looks))

    with pytest.raises(ExceptionGroup):
        await until_a_part_falls()

    found = [entry.fact for entry in await FactLog(tmp_path).take(100)]
    assert [fact for fact in found if isinstance(fact, PauseRequested)] == asked


async def test_an_order_that_goes_wrong_by_a_fault_of_ours_is_a_failed_order() -> None:
    class Broken(PbxLink):
        async def carry_out(self, order: AnyOrder) -> str | None:
            raise RuntimeError("nobody thought of that")

    recorded: list[AnyFact] = []
    engine = Engine(
        Floor(), lambda fact, step: recorded.append(fact), lambda _: None, lambda _: None
    )
    ears = Ears(fact=engine.post, snapshot=lambda _: None, differences=lambda _: ())
    order = PauseMember(phone="PJSIP/1001", agent_id="li", queue="main/hotline", paused=True)

    await carry_out(Broken("main", PbxSettings(), {}, ears), order, engine)
    engine.settle()

    [failed] = recorded
    assert isinstance(failed, OrderFailed)
    assert failed.detail == "RuntimeError: nobody thought of that"


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
