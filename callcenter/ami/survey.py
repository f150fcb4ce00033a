"""Asks Asterisk for everything that is going on: one list at a time, on a line that reads."""

from datetime import UTC, datetime

from callcenter import clock
from callcenter.ami.counts import Counts
from callcenter.ami.message import Message
from callcenter.ami.session import Session, Unreachable
from callcenter.ami.translate_snapshot import Lists, Taken, snapshot
from callcenter.ami.vocabulary import Pbx

TRIES = 3


async def survey(session: Session, pbx: Pbx, counts: Counts) -> Taken:
    """A snapshot of this PBX. Raises Unreachable.

    A caller's number with line ends in it can make an item unreadable; that may be over at the
    next try. What stays unreadable is not in the snapshot, and is shouted about.
    """
    for _ in range(TRIES):
        taken = await once(session, pbx)
        if not taken.bad:
            break
    for bad in taken.bad:
        counts.refuse(f"list item: {bad}", bad.text.encode())
    return taken


async def once(session: Session, pbx: Pbx) -> Taken:
    """Ask for the lists one after the other: QueueStatus holds each queue while it is written."""
    boot_id = await boot(session)
    at = await present(session)
    channels = await listed(session, "CoreShowChannels")
    queues = await listed(session, "QueueStatus")
    devices = await listed(session, "DeviceStateList")
    return snapshot(Lists(channels, queues, devices), boot_id, at, pbx)


async def present(session: Session) -> datetime:
    """The time by Asterisk's clock, which stamps the events too."""
    answer = await session.ask({"Action": "Ping"})
    try:
        return datetime.fromtimestamp(float(answer.headers["Timestamp"]), UTC)
    except (KeyError, ValueError):
        return clock.now()


async def systemname(session: Session) -> str:
    """The name that every event of this PBX carries; empty if it has none, or will not tell."""
    answer = await session.ask({"Action": "CoreSettings"})
    return answer.headers.get("SystemName", "")


async def boot(session: Session) -> str:
    """What tells one run of Asterisk from the next: when it started."""
    answer = await session.ask({"Action": "CoreStatus"})
    if not answer.ok:
        raise Unreachable(f"CoreStatus was refused: {answer.message}")
    return f"{answer.headers['CoreStartupDate']}T{answer.headers['CoreStartupTime']}"


async def listed(session: Session, action: str) -> tuple[Message, ...]:
    """The items of one list."""
    answer = await session.ask({"Action": action})
    if not answer.ok:
        raise Unreachable(f"{action} was refused: {answer.message}")
    return answer.items
