"""Our link when the line or Asterisk itself fails: F01 to F18 of what can go wrong."""

import asyncio
import os
import random
import signal
import time
from contextlib import suppress
from typing import Any

import pytest
from structlog.testing import capture_logs

from callcenter.ami.counts import Counts
from callcenter.ami.ears import Ears
from callcenter.ami.follow import Following
from callcenter.ami.link import WANTED
from callcenter.ami.session import Login, Session, Unreachable
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.effects import AddMember, HangUp, RemoveMember
from callcenter.floor.events import (
    CallerJoined,
    LegEnded,
    LinkLost,
    MemberSeen,
    PbxShutDown,
)
from callcenter.floor.snapshot import Snapshot
from callcenter.rehearsal.citizens import Citizen
from tests.asterisk.following import followed, logged_in
from tests.asterisk.pbx import PrivatePbx
from tests.asterisk.stage import ZHANG, Stage
from tests.proxy import cutting_proxy

CUTS = int(os.environ.get("CALLCENTER_TEST_CUTS", "40"))  # a thousand for the record
QUEUE = "main/hotline"


def login(pbx: PrivatePbx, port: int, role: str = "events") -> Login:
    """How one of the three users logs in through a proxy."""
    return Login(
        host="127.0.0.1",
        port=port,
        user=f"cc_{role}",
        secret=pbx.secrets.ami[f"cc_{role}"],
        events=role == "events",
        systemname=pbx.secrets.systemname,
    )


async def follow_once(pbx: PrivatePbx, port: int, counts: Counts) -> Snapshot | None:
    """One session from login to snapshot; None if the line was cut before."""
    whole: asyncio.Future[Snapshot] = asyncio.get_running_loop().create_future()
    ears = Ears(lambda _: None, whole.set_result, lambda _: ())
    following = Following(Pbx("main"), ears, counts, verify_every=3600)
    session = Session(login(pbx, port), counts)
    try:
        await session.open(following.inbox.put, WANTED)
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(until_cut(following, session))
            waiting: set[asyncio.Future[Any]] = {task, whole}
            await asyncio.wait(waiting, timeout=10, return_when=asyncio.FIRST_COMPLETED)
            task.cancel()
    except Unreachable:
        return None
    finally:
        session.close()
    return whole.result() if whole.done() else None


async def until_cut(following: Following, session: Session) -> None:
    """Follow until the line is cut."""
    with suppress(Unreachable):
        await following.follow(session)


async def test_f01_a_line_cut_anywhere_leaves_no_trace_and_the_next_one_is_whole(
    pbx: PrivatePbx,
) -> None:
    counts, chance, queues = Counts("main"), random.Random(1), set()
    async with cutting_proxy(*pbx.ami) as proxy:
        for n in range(CUTS):
            proxy.cut(chance.randrange(1, 4000), rudely=n % 2 == 0)
            await follow_once(pbx, proxy.port, counts)
            proxy.cut_after = None
            begin = time.monotonic()
            snapshot = await follow_once(pbx, proxy.port, counts)
            assert snapshot is not None
            assert time.monotonic() - begin < 2
            queues.add(snapshot.queues)

    assert queues == {(QUEUE,)}
    assert counts.refused == {}
    assert counts.bad == 0


async def test_f02_h01_an_originate_whose_answer_is_lost_is_sent_once(pbx: PrivatePbx) -> None:
    async with cutting_proxy(*pbx.ami) as proxy:
        dialer = Session(login(pbx, proxy.port, "dialer"), Counts("main"))
        await dialer.open(lambda _: None)
        proxy.deaf = True
        dial = {"Action": "Originate", "Channel": "Local/*43@callcenter-services/n"}
        dial |= {"Application": "Wait", "Data": "5", "Async": "true"}
        async with asyncio.TaskGroup() as tasks:
            asking = tasks.create_task(why_unanswered(dialer, dial))
            await proxy.until_sent(b"Action: Originate")
            proxy.cut_now()
        proxy.deaf = False
        again = Session(login(pbx, proxy.port, "dialer"), Counts("main"))
        await again.open(lambda _: None)
        await again.ask({"Action": "Ping"})

        assert asking.result()
        assert proxy.up.count(b"Action: Originate") == 1
        dialer.close()
        again.close()
    await asyncio.to_thread(pbx.cli, "channel request hangup all")


async def why_unanswered(session: Session, fields: dict[str, str]) -> str:
    """Why an action got no answer."""
    with pytest.raises(Unreachable) as caught:
        await session.ask(fields, 10)
    return str(caught.value)


async def test_f04_f05_an_asterisk_that_hangs_is_noticed_and_comes_back_by_itself(
    pbx: PrivatePbx,
) -> None:
    assert pbx.child is not None
    async with followed(pbx) as (link, told):
        pbx.child.send_signal(signal.SIGSTOP)
        try:
            begin = time.monotonic()
            await told.until(lambda: bool(told.of(LinkLost)), 8)
            noticed = time.monotonic() - begin
            refused = await link.carry_out(HangUp(leg_id="main/nobody"))
            async with asyncio.timeout(10):
                while "no greeting" not in link.reason:  # noqa: ASYNC110 - told to nobody
                    await asyncio.sleep(0.05)
        finally:
            pbx.child.send_signal(signal.SIGCONT)
        begin = time.monotonic()
        await told.until(lambda: len(told.snapshots) == 2, 10)
        resumed = time.monotonic() - begin

    assert noticed <= 5
    assert resumed <= 2
    assert refused is not None


async def test_f08_f09_names_survive_a_line_that_brings_a_byte_at_a_time(pbx: PrivatePbx) -> None:
    async with cutting_proxy(*pbx.ami) as proxy:
        proxy.slice_bytes = 1
        async with followed(pbx, proxy.port) as (link, told):
            member: dict[str, Any] = {"phone": "PJSIP/1001", "agent_id": "li", "queue": QUEUE}
            for _ in range(5):
                assert await link.carry_out(AddMember(**member, name="张三丰")) is None
                assert await link.carry_out(RemoveMember(**member)) is None
            await told.until(lambda: len(told.of(MemberSeen)) >= 5)

            assert {seen.name for seen in told.of(MemberSeen)} == {"张三丰"}
            assert link.counts.refused == {}


async def test_f17_f18_after_a_power_cut_asterisk_is_another_and_we_know(pbx: PrivatePbx) -> None:
    async with followed(pbx) as (link, told):
        await asyncio.to_thread(pbx.kill)
        await told.until(lambda: bool(told.of(LinkLost)), 8)
        await asyncio.to_thread(pbx.start)
        begin = time.monotonic()
        await told.until(lambda: len(told.snapshots) == 2, 40)
        took = time.monotonic() - begin
        await logged_in(link)

    first, second = told.snapshots
    assert first.boot_id != second.boot_id
    assert took < 10


async def test_a01_a_caller_whose_number_is_a_forged_event_ends_nothing_and_is_shouted_about(
    pbx: PrivatePbx, here: Stage
) -> None:
    forged = "138%0d%0a%0d%0aEvent%3a%20Shutdown%0d%0aPrivilege%3a%20system%0d%0aX%3a%20y"
    with capture_logs() as logged:
        async with followed(pbx) as (link, told):
            await asyncio.to_thread(here.citizen, Citizen(forged, "张三"), patience_ms=1500)
            await asyncio.to_thread(here.citizen, ZHANG, patience_ms=1500)
            await told.until(lambda: len(told.of(CallerJoined)) == 1)
            caller = told.of(CallerJoined)[0]
            await told.until(
                lambda: caller.leg_id in {ended.leg_id for ended in told.of(LegEnded)}
            )
            await asyncio.to_thread(here.quiet)

            assert link.up
            assert told.of(PbxShutDown) == []
            assert caller.number is not None
            assert caller.number.raw == ZHANG.number
            assert link.counts.refused["forged"] > 0
            assert link.counts.bad > 0
    assert {"ami_message_refused", "ami_message_bad"} <= {line["event"] for line in logged}
