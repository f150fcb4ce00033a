"""Events wait in order; in a flood the ones a snapshot can replace go first."""

import asyncio
from datetime import UTC, datetime

from callcenter.ami.counts import Counts
from callcenter.ami.inbox import Inbox
from callcenter.ami.message import Message

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def event(name: str) -> Message:
    return Message(name, f"Event: {name}", NOW)


async def test_a_reader_waits_until_there_is_something_and_gets_all_of_it_in_order() -> None:
    inbox = Inbox(Counts("main"))
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(inbox.some())
        await asyncio.sleep(0)
        assert not waiting.done()
        inbox.put([event("Newchannel")])
        inbox.put([event("Hangup")])

    assert [message.event for message in inbox.take()] == ["Newchannel", "Hangup"]
    assert inbox.take() == []


async def test_in_a_flood_states_of_devices_are_dropped_and_counted_but_never_calls() -> None:
    counts = Counts("main")
    inbox = Inbox(counts, full=3)

    for _ in range(5):
        inbox.put([event("DeviceStateChange")])
        inbox.put([event("Hangup")])

    assert counts.shed == 3
    assert [message.event for message in inbox.take()].count("Hangup") == 5
