"""Law 2 on real evidence: a day's bytes give the same floor and the same orders, however they
are cut into reads."""

import asyncio
import gzip
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from callcenter.ami.counts import Counts
from callcenter.ami.inbox import Inbox
from callcenter.ami.protocol import AmiProtocol
from callcenter.ami.translate import EVENTS, translate
from callcenter.floor.effects import AnyOrder
from callcenter.floor.events import AnyFact
from callcenter.floor.state import Floor, Stage
from tests.transcripts.story import HERE, PBX, Story

DAY = gzip.decompress((HERE / "twenty_calls_ours.ami.gz").read_bytes())


def facts_of(reads: list[bytes]) -> list[AnyFact]:
    """What these reads of one session mean."""
    inbox = Inbox(Counts("main"))

    async def read() -> None:
        protocol = AmiProtocol(inbox.put, EVENTS, Counts("main"))
        protocol.connection_made(asyncio.Transport())
        protocol.believe("pbx1")
        for part in reads:
            protocol.data_received(part)

    asyncio.run(read())
    facts = [translate(message, PBX) for message in inbox.take()]
    return [fact for fact in facts if fact is not None]


def lived(reads: list[bytes]) -> tuple[Floor, list[AnyOrder]]:
    """The floor at the end, and everything that was ordered."""
    story = Story().open().tell(*facts_of(reads))
    return story.floor, story.orders


@cache
def in_one_piece() -> tuple[Floor, list[AnyOrder]]:
    return lived([DAY])


def cut(sizes: list[int]) -> list[bytes]:
    """The day in reads of these sizes, over and over."""
    reads, start = [], 0
    while start < len(DAY):
        for size in sizes:
            reads.append(DAY[start : start + size])
            start += size
    return reads


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=20).filter(lambda s: sum(s) > 500))
def test_however_the_bytes_are_cut_the_day_is_the_same(sizes: list[int]) -> None:
    assert lived(cut(sizes)) == in_one_piece()


def test_when_the_day_is_over_only_after_call_work_is_left() -> None:
    floor, orders = in_one_piece()

    assert orders
    assert not len(floor.legs)
    assert not len(floor.merged)
    assert {call.stage for call in floor.calls.values()} == {Stage.ENDED}
    assert all(call.wrapping for call in floor.calls.values())
