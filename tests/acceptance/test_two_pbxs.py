"""Two Asterisks under one server: each agent's calls come from his own, and one may die."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest

from callcenter.rehearsal import phones
from callcenter.roles import Person, Role
from callcenter.settings import QueueSettings, Settings, TrunkSettings
from tests.acceptance.desk import PATIENCE, Desk, Screen, hire, open_desk, pbx_settings
from tests.asterisk import pbx as private
from tests.asterisk.pbx import DID, PrivatePbx
from tests.asterisk.stage import WANG, ZHANG, Stage, stage
from tests.people import LI, ZHAO
from tests.polling import until

replace = msgspec.structs.replace

# the same phone number as Li's, on the other PBX
CHEN = Person(
    id="p-chen",
    login="chen",
    name="陈静",
    role=Role.AGENT,
    phone="PJSIP/1001",
    pbx="second",
    queues=("second",),
)


@pytest.fixture(scope="module")
def second() -> Iterator[PrivatePbx]:
    """Another Asterisk, whose calls wait in a queue of another name."""
    folder = private.scratch()
    made = private.prepare(folder)
    dialplan = folder / "etc" / "callcenter" / "extensions.d" / "10-hotline.conf"
    dialplan.write_text(dialplan.read_text().replace("QUEUE=hotline", "QUEUE=second"))
    with (folder / "etc" / "local" / "queues.conf").open("a") as queues:
        queues.write("[second](callcenter-queue)\n")
    made.start()
    yield made
    made.stop()
    shutil.rmtree(folder)


@pytest.fixture
def there(second: PrivatePbx) -> Iterator[Stage]:
    """A stage of its own on the other one."""
    with stage(second, queue="second") as made:
        yield made


@asynccontextmanager
async def both(centre: Settings, second: PrivatePbx) -> AsyncIterator[Desk]:
    """One server for the two."""
    await hire(centre.postgres.dsn, (CHEN,))
    settings = replace(
        centre,
        pbx={**centre.pbx, "second": pbx_settings(second, trunk="second")},
        trunk={**centre.trunk, "second": TrunkSettings(pbx="second", dids=(DID,))},
        queue={**centre.queue, "second": QueueSettings(pbx="second", label="第二热线")},
    )
    async with open_desk(settings) as desk:
        async with asyncio.timeout(PATIENCE):
            await desk.server.engine.until(lambda floor: up(floor.links, "second"))
        yield desk


def up(links: Any, name: str) -> bool:
    """True while the floor follows this PBX."""
    return name in links and links[name].up


def calls(items: dict[str, Any]) -> list[dict[str, Any]]:
    """The calls that a screen shows."""
    return [item for item in items.values() if item["type"] == "call"]


async def state(screen: Screen, person: Person, wanted: str) -> None:
    """Wait until the person's own row says so."""
    await screen.until(lambda items: items[f"agent:{person.id}"]["state"] == wanted)


async def ready(screen: Screen, person: Person) -> None:
    """Log in to the queues."""
    assert (await screen.ask("log_in"))["ok"]
    await state(screen, person, "ready")


async def test_each_call_pops_for_the_agent_of_its_own_pbx_and_is_stored_under_its_name(
    centre: Settings, here: Stage, second: PrivatePbx, there: Stage
) -> None:
    for where in (here, there):
        await asyncio.to_thread(where.phone, "1001", phones.answers(talk_ms=1500), ring_ms=1000)
    async with (
        both(centre, second) as desk,
        desk.screen(LI) as li,
        desk.screen(CHEN) as chen,
        desk.screen(ZHAO) as zhao,
    ):
        await ready(li, LI)
        await ready(chen, CHEN)
        await asyncio.to_thread(here.citizen, ZHANG)
        await asyncio.to_thread(there.citizen, WANG)
        await asyncio.gather(state(li, LI, "ringing"), state(chen, CHEN, "ringing"))
        (hers,), (others,) = calls(li.items), calls(chen.items)
        await asyncio.gather(state(li, LI, "wrap_up"), state(chen, CHEN, "wrap_up"))
        await zhao.until(lambda items: {"queue:main/hotline", "queue:second/second"} <= {*items})
        stored = await until(lambda: outcomes(desk, hers["call_id"], others["call_id"]))

    assert (hers["name"], hers["queue"]) == (ZHANG.name, "main/hotline")
    assert (others["name"], others["queue_label"]) == (WANG.name, "第二热线")
    assert hers["call_id"].startswith("main/")
    assert others["call_id"].startswith("second/")
    assert stored == {hers["call_id"]: "answered", others["call_id"]: "answered"}


async def test_a_pbx_that_is_killed_leaves_the_other_untouched_and_comes_back(
    centre: Settings, here: Stage, second: PrivatePbx, there: Stage
) -> None:
    await asyncio.to_thread(here.phone, "1001", phones.answers(), ring_ms=500)
    await asyncio.to_thread(there.phone, "1001", phones.answers(), ring_ms=500)
    async with both(centre, second) as desk, desk.screen(LI) as li, desk.screen(CHEN) as chen:
        await ready(li, LI)
        await ready(chen, CHEN)
        await asyncio.to_thread(here.citizen, ZHANG, patience_ms=20_000)
        await asyncio.to_thread(there.citizen, WANG)
        await asyncio.gather(state(li, LI, "talking"), state(chen, CHEN, "talking"))
        (kept,), (lost,) = calls(li.items), calls(chen.items)

        await asyncio.to_thread(second.kill)
        await chen.until(lambda items: not items["link:second"]["up"])
        assert li.items["link:main"]["up"]
        assert li.items[kept["id"]]["stage"] == "talking"
        await asyncio.to_thread(second.start)
        await asyncio.to_thread(there.reconnect)
        await chen.until(lambda items: items["link:second"]["up"])
        await chen.until(lambda items: lost["id"] not in items or ended(items[lost["id"]]))
        await state(li, LI, "wrap_up")
        stored = await until(lambda: outcomes(desk, kept["call_id"], lost["call_id"]))

    assert stored == {kept["call_id"]: "answered", lost["call_id"]: "answered"}


def ended(call: dict[str, Any]) -> bool:
    """True for a call that is only still wrapped up."""
    return bool(call["stage"] == "ended")


async def outcomes(desk: Desk, *call_ids: str) -> dict[str, str]:
    """The stored outcome of each of these calls, once all have one."""
    query = "SELECT call_id, outcome FROM outcomes WHERE call_id = ANY($1)"
    rows = await desk.database.fetch(query, list(call_ids))
    found = {row["call_id"]: row["outcome"] for row in rows}
    return found if len(found) == len(call_ids) else {}
