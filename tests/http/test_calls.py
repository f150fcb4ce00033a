"""Past calls, cards, dispositions and figures: to whom it concerns, and to nobody else."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import msgspec

from callcenter import clock
from callcenter.db.pool import Database
from callcenter.floor.state import Call, Floor, Stage
from callcenter.journal.answers import FORMULAS
from tests.http.site import API, FLOOR, Site, open_site
from tests.people import CITIZEN, LI, WANG, ZHAO
from tests.postgres import TEMPLATE, PostgresServer

NUMBER = CITIZEN.value

CALL = """
    INSERT INTO calls VALUES ($1, 'main', 'inbound', $2, $3, '张三丰', '12345', $4, $4, $5,
        'answered', '', 'talking', 'caller', 'main/hotline', $6, '8 s', '60 s', '0 s', '{}', false)
"""
LEG = """
    INSERT INTO legs VALUES ($1 || '-leg', $1, 'main:PJSIP/1001', 'agent', $2, $3, $3, $4, 16,
        '4 s', '60 s', '0 s', false)
"""
VISIT = """
    INSERT INTO queue_visits VALUES ($1, 0, $1 || '-caller', 'main/hotline', $2, $3, $3,
        'answered', '', 'talking', 1, $4, '8 s', '4 s', 1, 0, false)
"""


async def past_call(
    site: Site, call_id: str, agent_id: str, began: datetime, number: str = NUMBER
) -> str:
    """A call that this agent talked on for a minute; returns its path."""
    ended = began + timedelta(minutes=1)
    kind = "e164" if number else "hidden"
    await site.database.execute(CALL, call_id, kind, number, began, ended, agent_id)
    await site.database.execute(LEG, call_id, agent_id, began, ended)
    await site.database.execute(VISIT, call_id, began, ended, agent_id)
    return f"/calls/{quote(call_id, safe='')}"


def ringing(call_id: str, agent_id: str) -> Floor:
    """This agent's phone rings for that call, right now."""
    now = clock.now()
    call = Call(
        id=call_id,
        pbx="main",
        stage=Stage.RINGING,
        since=now,
        started_at=now,
        number=CITIZEN,
        ringing=frozenset({agent_id}),
    )
    return msgspec.structs.replace(FLOOR, calls=FLOOR.calls.insert(call_id, call))


def disposition(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), "code": "solved", "note": "已转住建局", **fields}


async def test_an_agent_sees_own_calls_and_a_supervisor_everybodys(site: Site) -> None:
    now = clock.now()
    await past_call(site, "main/1.1", LI.id, now - timedelta(seconds=2))
    await past_call(site, "main/2.1", WANG.id, now - timedelta(seconds=1))
    agent, supervisor = await site.logged_in(LI), await site.logged_in(ZHAO)

    async def ids(browser: Any, query: str = "") -> list[str]:
        answered = await browser.get(f"/calls{query}")
        assert answered.status == 200, answered.raw
        return [call["call_id"] for call in answered.json["calls"]]

    assert await ids(agent) == ["main/1.1"]
    assert await ids(agent, f"?agent={LI.id}") == ["main/1.1"]
    assert await ids(supervisor) == ["main/2.1", "main/1.1"]
    assert await ids(supervisor, f"?agent={LI.id}") == ["main/1.1"]
    assert await ids(supervisor, "?limit=1") == ["main/2.1"]
    before = quote((now - timedelta(seconds=1)).isoformat())
    assert await ids(supervisor, f"?before={before}") == ["main/1.1"]
    assert await ids(supervisor, "?day=2020-01-01") == []
    assert (await agent.get(f"/calls?agent={WANG.id}")).code == "forbidden"
    assert (await supervisor.get("/calls?day=0001-01-01")).code == "invalid_parameter"


async def test_anothers_call_is_as_if_it_did_not_exist(site: Site) -> None:
    foreign = await past_call(site, "main/2.1", WANG.id, clock.now())
    agent = await site.logged_in(LI)
    answers = [
        await agent.get(foreign),
        await agent.get(f"{foreign}/contacts"),
        await agent.ask("PUT", f"{API}{foreign}/disposition", disposition()),
        await agent.get("/calls/main%2F404.1"),
        await agent.ask("PUT", f"{API}/calls/main%2F404.1/disposition", disposition()),
    ]

    assert {(answered.status, answered.code) for answered in answers} == {(404, "call_not_found")}
    assert await site.database.fetchval("SELECT count(*) FROM dispositions") == 0


async def test_a_supervisor_reads_a_call_whole_and_told(site: Site) -> None:
    path = await past_call(site, "main/1.1", LI.id, clock.now())
    supervisor = await site.logged_in(ZHAO)

    whole = (await supervisor.get(path)).json
    told = (await supervisor.get(f"{path}/story")).json

    assert (whole["call"]["outcome"], len(whole["legs"]), len(whole["visits"])) == (
        "answered",
        1,
        1,
    )
    assert any("joins main/hotline" in line for line in told["lines"])
    assert (await supervisor.get("/calls/main%2F404.1/story")).code == "call_not_found"


async def test_the_card_comes_with_the_first_ring(site: Site) -> None:
    await past_call(site, "main/1.1", WANG.id, clock.now() - timedelta(days=3))
    site.floor = ringing("main/9.1", LI.id)
    rung, other = await site.logged_in(LI), await site.logged_in(WANG)

    card = (await rung.get("/calls/main%2F9.1/contacts")).json

    assert (card["number"], card["contacts"]) == (NUMBER, 1)
    assert card["calls"][0]["call_id"] == "main/1.1"
    assert (await other.get("/calls/main%2F9.1/contacts")).code == "call_not_found"


async def test_who_withholds_the_number_has_no_history(site: Site) -> None:
    await past_call(site, "main/1.1", LI.id, clock.now(), number="")
    path = await past_call(site, "main/2.1", LI.id, clock.now(), number="")
    agent = await site.logged_in(LI)

    assert (await agent.get(f"{path}/contacts")).json == {"number": "", "contacts": 0, "calls": []}


async def test_a_double_submit_is_one_row(site: Site) -> None:
    path = await past_call(site, "main/1.1", LI.id, clock.now())
    agent = await site.logged_in(LI)
    body = disposition()

    first = await agent.ask("PUT", f"{API}{path}/disposition", body)
    again = await agent.ask("PUT", f"{API}{path}/disposition", body)
    other = await agent.ask("PUT", f"{API}{path}/disposition", {**body, "note": "else"})

    assert (first.status, first.json) == (200, again.json)
    assert (other.status, other.code) == (409, "key_reused")
    assert await site.database.fetchval("SELECT count(*) FROM dispositions") == 1
    assert site.saved[0].agent_id == LI.id


async def test_anothers_key_is_of_no_use(site: Site) -> None:
    path = await past_call(site, "main/1.1", LI.id, clock.now())
    await site.database.execute(
        LEG.replace("'-leg'", "'-leg2'"), "main/1.1", WANG.id, clock.now(), None
    )
    body = disposition()
    await (await site.logged_in(LI)).ask("PUT", f"{API}{path}/disposition", body)

    stolen = await (await site.logged_in(WANG)).ask("PUT", f"{API}{path}/disposition", body)

    assert stolen.code == "key_reused"


async def test_a_bad_disposition_is_refused_with_its_reason(site: Site) -> None:
    path = await past_call(site, "main/1.1", LI.id, clock.now())
    agent = await site.logged_in(LI)
    wrong = {
        "unknown_disposition": disposition(code="nonsense"),
        "invalid_body": disposition(key="not a uuid"),
    }

    for code, body in wrong.items():
        assert (await agent.ask("PUT", f"{API}{path}/disposition", body)).code == code
    for field in ({"note": "x" * 4001}, {"note": "a\u0000"}, {"agent_id": WANG.id}, {"code": 7}):
        answered = await agent.ask("PUT", f"{API}{path}/disposition", disposition(**field))
        assert answered.code == "invalid_body"
    assert await site.database.fetchval("SELECT count(*) FROM dispositions") == 0


async def test_while_facts_wait_to_be_written_a_save_is_to_be_tried_again(site: Site) -> None:
    site.behind = True
    agent = await site.logged_in(LI)

    answered = await agent.ask("PUT", f"{API}/calls/main%2F9.1/disposition", disposition())

    assert (answered.status, answered.code) == (503, "memory_away")


async def test_every_figure_of_today_has_its_formula(site: Site) -> None:
    await past_call(site, "main/1.1", LI.id, clock.now() - timedelta(milliseconds=5))
    supervisor = await site.logged_in(ZHAO)

    today = (await supervisor.get("/queues/today")).json

    queue = today["queues"][0]
    assert (queue["queue"], queue["label"]) == ("main/hotline", "市民热线")
    assert queue["figures"]["answered"] == {"value": 1, "formula": FORMULAS["answered"]}
    assert queue["figures"]["service_level"]["value"] == 100


@asynccontextmanager
async def site_on(server: PostgresServer) -> AsyncIterator[Site]:
    name = await server.empty_database(TEMPLATE)
    async with Database(server.dsn(name)) as database, open_site(database) as opened:
        yield opened


async def test_a_save_is_never_acknowledged_while_postgres_is_gone(
    own_postgres: PostgresServer,
) -> None:
    async with site_on(own_postgres) as site:
        site.floor = ringing("main/9.1", LI.id)
        agent = await site.logged_in(LI)
        own_postgres.stop(signal.SIGQUIT)

        answered = await agent.ask("PUT", f"{API}/calls/main%2F9.1/disposition", disposition())

        assert (answered.status, answered.code) == (503, "memory_away")
        assert site.saved == []
        own_postgres.start()
