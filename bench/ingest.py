"""How much faster bytes become facts here than messages become callbacks in stock panoramisk.

Both take the same recordings of a real Asterisk in the same reads, in turns, in one thread, on
CPU time; `bench.record` says how the recordings came about.
"""

import asyncio
import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from panoramisk import Manager
from panoramisk.ami_protocol import AMIProtocol

from callcenter.ami.counts import Counts
from callcenter.ami.inbox import Inbox
from callcenter.ami.protocol import AmiProtocol
from callcenter.ami.translate import EVENTS, translate
from callcenter.ami.vocabulary import Pbx

RECORDINGS = Path(__file__).parent / "recordings"
SYSTEMNAME = "pbx1"  # what the recordings' own was replaced by
READ = 65536  # bytes of one read when there is more than we can take: when it matters
SMALLER = (1460, 4096)  # one packet, one page; only a full run measures these


class NoLine(asyncio.Transport):
    """A transport that leads nowhere: the bytes come from a recording."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Nobody is there."""

    def close(self) -> None:
        """Nothing to close."""

    def is_closing(self) -> bool:
        """Never."""
        return False


def reads_of(recording: str, size: int) -> tuple[bytes, list[bytes]]:
    """The greeting, and what follows it in reads of this size."""
    told = gzip.decompress((RECORDINGS / f"{recording}.ami.gz").read_bytes())
    greeting, newline, rest = told.partition(b"\n")
    reads = [rest[start : start + size] for start in range(0, len(rest), size)]
    return greeting + newline, reads


def stock(greeting: bytes) -> tuple[AMIProtocol, Callable[[], int]]:
    """panoramisk as it comes, with one callback for everything."""
    heard = 0

    def callback(manager: Manager, event: Any) -> None:
        nonlocal heard
        heard += 1

    manager = Manager(loop=asyncio.get_running_loop())
    manager.register_event("*", callback)
    protocol = AMIProtocol()
    protocol.connection_made(NoLine())
    protocol.factory, protocol.encoding = manager, "utf8"
    protocol.data_received(greeting)
    return protocol, lambda: heard


def ours(greeting: bytes) -> tuple[AmiProtocol, Callable[[], int], Callable[[], None]]:
    """The protocol as a link uses it; `settle` makes facts of what it took in."""
    counts, pbx, facts = Counts("main"), Pbx("main"), 0
    inbox = Inbox(counts)
    protocol = AmiProtocol(inbox.put, EVENTS, counts)
    protocol.connection_made(NoLine())
    protocol.believe(SYSTEMNAME)
    protocol.data_received(greeting)

    def settle() -> None:
        nonlocal facts
        for message in inbox.take():
            facts += translate(message, pbx) is not None

    return protocol, lambda: facts, settle


async def compared(recording: str, size: int, rounds: int) -> dict[str, float]:
    """Both on the same reads: the median of the ratios of each turn, and of the rates."""
    greeting, reads = reads_of(recording, size)
    messages = b"".join(reads).count(b"\r\n\r\n")
    await turn(greeting, reads)  # warm both up
    turns = [await turn(greeting, reads) for _ in range(rounds)]
    return {
        "messages": messages,
        "read_bytes": size,
        "stock_per_s": round(messages / statistics.median(theirs for theirs, _ in turns)),
        "ours_per_s": round(messages / statistics.median(took for _, took in turns)),
        "ratio": round(statistics.median(theirs / took for theirs, took in turns), 2),
    }


async def turn(greeting: bytes, reads: list[bytes]) -> tuple[float, float]:
    """One pass of each over all the reads."""
    protocol, heard = stock(greeting)
    begin = time.process_time()
    for read in reads:
        protocol.data_received(read)
    middle = time.process_time()
    our_protocol, facts, settle = ours(greeting)
    start = time.process_time()
    for read in reads:
        our_protocol.data_received(read)
        settle()
    end = time.process_time()
    await asyncio.sleep(0)
    assert heard() > 0 < facts()
    return middle - begin, end - start


def measure(quick: bool = False) -> dict[str, Any]:
    """`ingest_ratio` (all that read=all sees; bar 8), `ingest_filtered_ratio` (our filter; 3)."""
    rounds = 40 if quick else 150
    everything = asyncio.run(compared("all", READ, rounds))
    filtered = asyncio.run(compared("filtered", READ, rounds))
    measured: dict[str, Any] = {
        "ingest_ratio": everything["ratio"],
        "ingest_filtered_ratio": filtered["ratio"],
        "all": everything,
        "filtered": filtered,
    }
    if not quick:
        measured["smaller_reads"] = [
            {"recording": recording, **asyncio.run(compared(recording, size, rounds))}
            for recording in ("all", "filtered")
            for size in SMALLER
        ]
    return measured


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))  # noqa: T201
