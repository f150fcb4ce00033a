"""A line to Asterisk that breaks in a full house: the floor is Asterisk's own again at once."""

import asyncio

import msgspec

from callcenter import clock
from callcenter.ami.counts import Counts
from callcenter.ami.survey import survey
from callcenter.ami.vocabulary import Pbx
from callcenter.app import lines_of
from callcenter.floor.resync import missed
from callcenter.floor.snapshot import Snapshot
from callcenter.settings import Settings
from tests.acceptance.desk import open_desk
from tests.asterisk.pbx import PrivatePbx
from tests.faults.crowd import crowd, session
from tests.faults.sizes import CHANNELS, MEMBERS
from tests.proxy import CuttingProxy, cutting_proxy

replace = msgspec.structs.replace

WITHIN = 2.0  # seconds from login
NOWHERE = ("127.0.0.1", 1)


def behind(proxy: CuttingProxy, settings: Settings) -> Settings:
    """The same server, reaching Asterisk through the proxy and never asking again by itself."""
    main = replace(settings.pbx["main"], port=proxy.port, verify_every=3600)
    return replace(settings, pbx={"main": main})


async def asked(pbx: PrivatePbx, settings: Settings) -> Snapshot:
    """Asterisk's fresh answer, over a line of our own."""
    counts = Counts("main")
    rules = lines_of("main", settings)
    words = Pbx("main", rules, next(iter(rules.values()), None))
    fresh = await session(pbx, "cc_events")
    taken = await survey(fresh, words, counts)
    fresh.close()
    return taken.snapshot


async def test_after_a_break_the_floor_is_asterisks_own_within_two_seconds_of_login(
    centre: Settings, pbx: PrivatePbx
) -> None:
    pairs, some = CHANNELS // 2, MEMBERS // 10
    async with (
        crowd(pbx) as house,
        cutting_proxy(*pbx.ami) as proxy,
        open_desk(behind(proxy, centre)) as desk,
    ):
        engine = desk.server.engine
        await house.sit_down(range(MEMBERS))
        await house.talk(pairs)
        async with asyncio.timeout(30):
            await engine.until(lambda floor: len(floor.legs) == 2 * pairs)
        before = engine.floor

        proxy.server = NOWHERE
        proxy.cut_now()
        async with asyncio.timeout(10):
            await engine.until(lambda floor: not floor.links["main"].up)
        await house.go(some)
        await house.talk(some)
        await house.get_up(range(some))
        await house.pause(range(some, 2 * some))
        await house.sit_down(range(MEMBERS, MEMBERS + some))
        stale = missed(engine.floor, await asked(pbx, centre))
        proxy.up.clear()
        proxy.server = pbx.ami
        async with asyncio.timeout(60):  # the back-off, until it tries again
            await proxy.until_sent(b"Username: cc_events")
        began = clock.monotonic()
        async with asyncio.timeout(WITHIN):
            await engine.until(lambda floor: floor.links["main"].up)
        took = clock.monotonic() - began
        left = missed(engine.floor, await asked(pbx, centre))

    print(  # noqa: T201 — the figure of docs/proofs.md
        f"{2 * pairs} channels, {MEMBERS} members: {len(stale)} facts missed, "
        f"told {took:.3f} s after the login was sent"
    )
    assert (len(before.legs), len(before.queues["main/hotline"].members)) == (2 * pairs, MEMBERS)
    assert len(stale) >= 7 * some  # what went, what came, who sat down, got up or paused
    assert left == ()
