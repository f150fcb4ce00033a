import asyncio
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from callcenter.floor.effects import Reply
from callcenter.floor.events import LogInRequested, PauseRequested, ScreenClosed, ScreenOpened
from callcenter.floor.state import Link, Stage
from callcenter.push import server as door
from callcenter.push.catalogue import CLOSE_CODES
from tests.people import LI, WANG, ZHAO
from tests.push.centre import Centre, closing, open_centre
from tests.unit.push.floors import NOON, agent, call, day, floor_of, put, snapshot

RINGING = call(stage=Stage.RINGING, ringing=frozenset({LI.id}))
CALL = f"call:{RINGING.id}"


async def test_a_ticket_opens_a_screen_and_the_first_delta_is_the_snapshot(centre: Centre) -> None:
    centre.floor = floor_of(agent(LI), RINGING)

    async with centre.screen(LI) as browser:
        welcome, delta = browser.heard

        assert (welcome["type"], welcome["agent_id"], welcome["role"]) == (
            "welcome",
            LI.id,
            "agent",
        )
        assert delta["snapshot"]
        assert browser.screen == snapshot(centre.floor, LI)


async def test_a_ringing_call_pops_on_the_rung_agents_screen_only(centre: Centre) -> None:
    async with centre.screen(LI) as li, centre.screen(WANG) as wang, centre.screen(ZHAO) as zhao:
        centre.becomes(put(centre.floor, RINGING), CALL)
        centre.becomes(put(centre.floor, Link(name="main", up=True, since=NOON)), "link:main")

        await li.shows(snapshot(centre.floor, LI))
        await zhao.shows(snapshot(centre.floor, ZHAO))
        await wang.shows(snapshot(centre.floor, WANG))

        assert CALL in li.screen
        assert all(CALL not in delta["put"] for delta in wang.heard[1:])


async def test_several_tabs_and_a_reload_in_mid_ring_show_the_same(centre: Centre) -> None:
    async with centre.screen(LI) as first:
        centre.becomes(put(centre.floor, RINGING), CALL)
        async with centre.screen(LI) as second:
            await first.shows(snapshot(centre.floor, LI))

            assert second.screen == first.screen
    async with centre.screen(LI) as reloaded:
        assert CALL in reloaded.screen


async def test_the_law_of_the_screen_over_real_sockets(centre: Centre) -> None:
    async with centre.screen(LI) as li, centre.screen(ZHAO) as zhao:
        for step in day(seed=11, steps=300):
            centre.becomes(step.floor, *step.touched)
            await asyncio.sleep(0)

        await li.shows(snapshot(centre.floor, LI))
        await zhao.shows(snapshot(centre.floor, ZHAO))


async def test_screens_are_facts(centre: Centre) -> None:
    async with centre.screen(LI):
        await centre.until(lambda: len(centre.posted) == 1)
    await centre.until(lambda: len(centre.posted) == 2)

    opened, closed = centre.posted
    assert isinstance(opened, ScreenOpened)
    assert isinstance(closed, ScreenClosed)
    assert (opened.agent_id, opened.screen_id) == (LI.id, closed.screen_id)


async def test_asking_is_a_fact_and_the_reply_goes_to_who_asked(centre: Centre) -> None:
    async with centre.screen(LI) as browser:
        await browser.say({"type": "pause", "key": "k-1", "reason": "meal"})
        await centre.until(lambda: isinstance(centre.posted[-1], PauseRequested))
        asked = centre.posted[-1]
        assert isinstance(asked, PauseRequested)

        centre.server.reply(Reply(screen_id=asked.screen_id, key=asked.key, ok=True))
        answer = await browser.hears("answer")

        assert (asked.agent_id, asked.by, asked.reason) == (LI.id, LI.id, "meal")
        assert (answer["key"], answer["ok"]) == ("k-1", True)


async def test_an_agent_who_steers_a_colleague_is_refused_and_nothing_is_posted(
    centre: Centre,
) -> None:
    async with centre.screen(LI) as browser:
        steer = {"type": "steer", "key": "k", "agent_id": WANG.id, "action": "log_out"}
        await browser.say(steer)
        answer = await browser.hears("answer")

        assert (answer["ok"], answer["code"]) == (False, "forbidden")
        assert [type(fact) for fact in centre.posted] == [ScreenOpened]


# --- who gets in


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://desk.example",
        "https://desk.example:8443.evil.tld",
        "https://desk.example:84430",
        "http://desk.example:8443",
        "https://DESK.example:8443",
        "https://evil.tld",
    ],
)
async def test_a_page_of_another_origin_is_refused_at_the_upgrade(
    centre: Centre, origin: str | None
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await centre.dial(origin=origin)

    assert refused.value.response.status_code == 403


async def test_two_origins_are_as_bad_as_none(centre: Centre) -> None:
    with pytest.raises(InvalidStatus):
        await centre.dial(additional_headers=[("Origin", "https://evil.tld")])


async def test_the_channel_has_one_address(centre: Centre) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await centre.dial(url=f"ws://127.0.0.1:{centre.server.port}/elsewhere")

    assert refused.value.response.status_code == 404


async def test_compression_is_not_negotiated(centre: Centre) -> None:
    async with centre.dial(compression="deflate") as connection:
        assert connection.protocol.extensions == []


async def test_a_ticket_is_good_once(centre: Centre) -> None:
    ticket = centre.ticket(LI)
    hello = f'{{"type":"hello","ticket":"{ticket}"}}'
    async with centre.dial() as first, centre.dial() as second:
        await first.send(hello)
        await first.recv()
        await second.send(hello)

        assert await closing(second) == (4001, CLOSE_CODES[4001])


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ('{"type":"hello","ticket":"made up"}', 4001),
        ('{"type":"hello","ticket":"t","protocol":99}', 4010),
        ('{"type":"ready","key":"k"}', 4000),
        ("garbage", 4000),
        (b"\xff\xfe", 4000),
        ('{"type":"hello","ticket":"' + "t" * 70_000 + '"}', 1009),
    ],
)
async def test_nobody_gets_in_with_anything_else(
    centre: Centre, first: str | bytes, code: int
) -> None:
    async with centre.dial() as connection:
        await connection.send(first)

        assert (await closing(connection))[0] == code
        assert centre.posted == []


async def test_who_says_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "HELLO_WITHIN", 0.1)
    async with open_centre() as centre, centre.dial() as connection:
        assert (await closing(connection))[0] == 4001


# --- who is sent away


async def test_a_message_that_is_not_understood_closes_and_names_the_field(centre: Centre) -> None:
    async with centre.screen(LI) as browser:
        await browser.say({"type": "pause", "key": "k", "reason": 7})
        code, reason = await browser.is_closed()

        assert code == 4000
        assert "$.reason" in reason


async def test_log_out_closes_at_once_and_nothing_said_after_it_counts(centre: Centre) -> None:
    async with centre.screen(LI, "session-1") as ended, centre.screen(LI, "session-2") as other:
        for _ in range(20):
            await ended.say({"type": "ready", "key": "k"})
        centre.server.end_session("session-1")

        assert (await ended.is_closed())[0] == 4003
        assert not any(isinstance(fact, LogInRequested) for fact in centre.posted)
        await other.say({"type": "log_in", "key": "k"})
        await centre.until(lambda: isinstance(centre.posted[-1], LogInRequested))


async def test_a_sixth_screen_closes_the_oldest(centre: Centre) -> None:
    async with centre.screen(LI) as oldest:
        opened = [centre.screen(LI) for _ in range(5)]
        for screen in opened:
            await screen.__aenter__()

        assert (await oldest.is_closed())[0] == 4009
        assert len(centre.server) == 5
        for screen in opened:
            await screen.__aexit__(None, None, None)


async def flood_of_messages(browser: Any) -> None:
    for n in range(200):
        await browser.say({"type": "ready", "key": f"k{n}"})


async def flood_of_pings(browser: Any) -> None:
    for n in range(200):
        await browser.connection.ping(str(n))


async def flood_of_fragments(browser: Any) -> None:
    async def crumbs() -> Any:
        for _ in range(200):
            yield " "

    await browser.connection.send(crumbs())


@pytest.mark.parametrize("flood", [flood_of_messages, flood_of_pings, flood_of_fragments])
async def test_a_flood_of_any_kind_closes_its_own_line_only(centre: Centre, flood: Any) -> None:
    async with centre.screen(WANG) as other, centre.screen(LI) as browser:
        with suppress(ConnectionClosed):
            await flood(browser)

        assert (await browser.is_closed())[0] == 4029
        centre.becomes(floor_of(Link(name="main", up=True, since=NOON)), "link:main")
        await other.shows(snapshot(centre.floor, WANG))
    assert len(centre.posted) < 60


async def test_when_the_server_goes_every_screen_is_told_to_come_back() -> None:
    async with open_centre() as centre:
        browser = centre.screen(LI)
        opened = await browser.__aenter__()
    assert await opened.is_closed() == (1012, CLOSE_CODES[1012])
    await browser.__aexit__(None, None, None)
    assert isinstance(centre.posted[-1], ScreenClosed)


async def test_a_sign_of_life_comes_regularly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "BEAT_EVERY", 0.05)
    async with open_centre() as centre, centre.screen(LI) as browser:
        await browser.hears("beat")
        await browser.hears("beat")
