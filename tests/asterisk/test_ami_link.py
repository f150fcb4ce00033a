"""Our link against the real Asterisk: what we assume of AMI holds, and good lines work."""

import asyncio
import time
from typing import Any

import pytest
from structlog.testing import capture_logs

from callcenter.ami.counts import Counts
from callcenter.ami.link import WANTED
from callcenter.ami.permissions import permissions
from callcenter.ami.session import Login, LoginRefused, Session
from callcenter.floor.effects import AddMember, HangUp, PauseMember, RemoveMember
from callcenter.floor.events import (
    AgentAnswered,
    CallerJoined,
    LegEnded,
    LegStarted,
    MemberRemoved,
    MemberSeen,
)
from callcenter.refusal import Refused
from callcenter.rehearsal.phones import answers
from tests.asterisk.following import followed
from tests.asterisk.pbx import PrivatePbx
from tests.asterisk.stage import ZHANG, Stage
from tests.faults.sizes import CHANNELS, MEMBERS

MEMBER: dict[str, Any] = {"phone": "PJSIP/1001", "agent_id": "li", "queue": "main/hotline"}

# one waits, and the other hears itself
TWO_CHANNELS = {
    "Action": "Originate",
    "Channel": "Local/*43@callcenter-services/n",
    "Application": "Wait",
    "Data": "120",
}


async def open_as(pbx: PrivatePbx, role: str, *, events: bool = True) -> tuple[Session, Counts]:
    """A session of one of the three users."""
    host, port = pbx.ami
    login = Login(
        host=host,
        port=port,
        user=f"cc_{role}",
        secret=pbx.secrets.ami[f"cc_{role}"],
        events=events,
        systemname=pbx.secrets.systemname,
    )
    counts = Counts("main")
    session = Session(login, counts)
    await session.open(lambda _: None, WANTED)
    return session, counts


@pytest.mark.parametrize("role", ["events", "control", "dialer"])
async def test_each_user_may_do_what_its_role_needs_and_nothing_dangerous(
    pbx: PrivatePbx, role: str
) -> None:
    session, _ = await open_as(pbx, role)

    found = await permissions(session, role)

    assert found.missing == frozenset()
    assert found.dangerous == frozenset()
    session.close()


async def test_a_link_follows_and_every_message_it_hears_is_believed(pbx: PrivatePbx) -> None:
    with capture_logs() as logged:
        async with followed(pbx) as (link, told):
            assert link.up
            assert told.snapshots[0].queues == ("main/hotline",)
            assert "PJSIP/1001" in told.snapshots[0].phones
            assert told.snapshots[0].boot_id

    assert link.counts.refused == {}
    assert {line["log_level"] for line in logged} <= {"info"}


async def test_h12_an_agents_phone_joins_pauses_and_leaves_its_queue(pbx: PrivatePbx) -> None:
    async with followed(pbx) as (link, told):
        joined = AddMember(**MEMBER, name="张三丰", paused=True, reason="meal")
        assert await link.carry_out(joined) is None
        assert await link.carry_out(joined) is None
        await told.until(lambda: any(seen.reason == "meal" for seen in told.of(MemberSeen)))
        assert await link.carry_out(PauseMember(**MEMBER, paused=False)) is None
        await told.until(lambda: not told.of(MemberSeen)[-1].paused)
        assert told.of(MemberSeen)[-1].name == "张三丰"
        assert await link.carry_out(RemoveMember(**MEMBER)) is None
        assert await link.carry_out(RemoveMember(**MEMBER)) is None
        await told.until(lambda: bool(told.of(MemberRemoved)))
        refused = await link.carry_out(PauseMember(**MEMBER, paused=True))

    assert refused == "Interface not found"


async def test_a_call_is_facts_while_it_happens(pbx: PrivatePbx, here: Stage) -> None:
    async with followed(pbx) as (link, told):
        await asyncio.to_thread(here.phone, "1001", answers(talk_ms=800))
        assert await link.carry_out(AddMember(**MEMBER, name="agent-1")) is None
        await asyncio.to_thread(here.citizen, ZHANG)
        await told.until(lambda: bool(told.of(AgentAnswered)))
        caller = told.of(CallerJoined)[0].leg_id
        await told.until(lambda: caller in {ended.leg_id for ended in told.of(LegEnded)})

    assert link.counts.bad == 0
    assert link.counts.refused == {}


async def test_m35_a_leg_is_hung_up_by_its_id_and_no_other(pbx: PrivatePbx) -> None:
    async with followed(pbx) as (link, told):
        dialer, _ = await open_as(pbx, "dialer", events=False)
        for _ in range(2):
            assert (await dialer.ask({**TWO_CHANNELS, "Async": "true"})).ok
        dialer.close()
        await told.until(lambda: len(told.of(LegStarted)) == 4)
        legs = told.of(LegStarted)
        one = [leg.leg_id for leg in legs if leg.call_id == legs[0].call_id]
        first, second = one
        third = next(leg.leg_id for leg in legs if leg.leg_id not in one)
        assert await link.carry_out(HangUp(leg_id=first)) is None
        await told.until(lambda: len(told.of(LegEnded)) == 2)

        assert {ended.leg_id for ended in told.of(LegEnded)} == {first, second}
        assert await link.carry_out(HangUp(leg_id=first)) is None
        assert await link.carry_out(HangUp(leg_id=third)) is None
        await told.until(lambda: len(told.of(LegEnded)) == 4)


async def test_after_a_reload_we_compare_at_once(pbx: PrivatePbx) -> None:
    async with followed(pbx) as (_, told):
        await asyncio.to_thread(pbx.cli, "module reload app_queue.so")
        await told.until(lambda: told.compared > 0)


async def test_f10_a_wrong_secret_is_refused_loudly(pbx: PrivatePbx) -> None:
    host, port = pbx.ami
    login = Login(host=host, port=port, user="cc_events", secret="wrong")

    with pytest.raises(LoginRefused, match="Authentication failed"):
        await Session(login, Counts("main")).open(lambda _: None)


async def test_h10_h11_an_originate_is_answered_whether_async_or_not(pbx: PrivatePbx) -> None:
    session, _ = await open_as(pbx, "dialer")

    for wish in ({"Async": "true"}, {"Async": "False"}, {}):
        assert (await session.ask({**TWO_CHANNELS, "Data": "0", **wish}, 10)).ok
    session.close()


async def test_f15_what_asterisk_could_not_read_never_leaves_and_if_it_did_we_stay_in_step(
    pbx: PrivatePbx,
) -> None:
    session, counts = await open_as(pbx, "control", events=False)
    with pytest.raises(Refused):
        await session.ask({"Action": "QueuePause", "Reason": "x" * 1023})

    assert session._protocol is not None
    session._protocol.transport.write(b"Action: Ping\r\nReason: " + b"x" * 1015 + b"\r\n\r\n")

    assert (await session.ask({"Action": "Ping"})).ok
    assert counts.refused.keys() <= {"answer_to_nothing"}
    session.close()


async def test_f16_with_our_ids_a_list_is_as_long_as_the_queue(pbx: PrivatePbx) -> None:
    control, _ = await open_as(pbx, "control", events=False)
    for n in range(5):
        added = {"Action": "QueueAdd", "Queue": "hotline", "Interface": f"Local/{n}@nowhere"}
        assert (await control.ask(added)).ok

    answer = await control.ask({"Action": "QueueStatus"})

    assert [item.event for item in answer.items].count("QueueMember") == 5
    for n in range(5):
        gone = {"Action": "QueueRemove", "Queue": "hotline", "Interface": f"Local/{n}@nowhere"}
        assert (await control.ask(gone)).ok
    control.close()


async def test_the_floor_is_whole_within_two_seconds_of_login(
    pbx: PrivatePbx,
) -> None:
    dialer, _ = await open_as(pbx, "dialer", events=False)
    control, _ = await open_as(pbx, "control", events=False)
    members = [f"Local/{n}@nowhere" for n in range(MEMBERS)]
    for member in members:
        await control.ask({"Action": "QueueAdd", "Queue": "hotline", "Interface": member})
    for _ in range(CHANNELS // 2):
        assert (await dialer.ask({**TWO_CHANNELS, "Async": "true"}, 20)).ok
    try:
        await asyncio.to_thread(until_channels, pbx, CHANNELS)
        begin = time.monotonic()
        async with followed(pbx) as (_, told):
            took = told.at[0] - begin  # connecting and logging in included
            snapshot = told.snapshots[0]
        assert len(snapshot.legs) == CHANNELS
        assert len(snapshot.members) == MEMBERS
        assert took < 2
    finally:
        await asyncio.to_thread(pbx.cli, "channel request hangup all")
        for member in members:
            await control.ask({"Action": "QueueRemove", "Queue": "hotline", "Interface": member})
        await asyncio.to_thread(until_channels, pbx, 0)
        dialer.close()
        control.close()


def until_channels(pbx: PrivatePbx, wanted: int) -> None:
    """Wait until Asterisk has so many channels."""
    deadline = time.monotonic() + 60
    while f"\n{wanted} active channels" not in "\n" + pbx.cli("core show channels count"):
        assert time.monotonic() < deadline
        time.sleep(0.1)  # polled: there is no event for it
