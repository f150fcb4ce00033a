"""From the last byte of the AMI event to the frame at the rung agent's screen, over a bare relay.

The player says what a real Asterisk said of an answered call, twenty calls a second, to the
server (AMI, engine, fact log, push) and, half way between two pops, the same event to the relay.
190 agents' screens are open in this process, where both clocks are read, 10 supervisors' in
another one, which use the same client library as the relay's only screen.
"""

import asyncio
import heapq
import json
import os
import statistics
import sys
import time
from contextlib import AsyncExitStack
from typing import Any

import uvloop
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bench.audience import open_screen
from bench.calls import call, call_id
from bench.centre import AGENTS, SUPERVISORS, phone
from bench.child import Child

RATE = 20.0  # calls a second
WARM_UP = 60  # calls before we count: three seconds, until as many end as begin
GREETING = b"Asterisk Call Manager/11.0.0\r\n"


class Player:
    """Says calls to whoever connected: to the server, and the popping events to the relay too."""

    def __init__(self) -> None:
        self.popped: dict[int, float] = {}
        self.relayed: dict[int, float] = {}
        self._sent: dict[int, float] = {}
        self._relay_sent: dict[int, float] = {}
        self._lines: dict[str, asyncio.StreamWriter] = {}

    async def listen(self, name: str, stack: AsyncExitStack) -> int:
        """A port where one of the two connects."""

        async def connected(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._lines[name] = writer
            if name == "server":
                writer.write(GREETING)

        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        stack.callback(server.close)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def play(self, calls: int) -> None:
        """All the calls, each event at its time."""
        loop = asyncio.get_running_loop()
        start, wall = loop.time() + 0.2, time.time()  # noqa: TID251
        to_say: list[tuple[float, int, int, bytes, bool, str]] = []
        order = 0
        for n in range(calls):
            began = n / RATE
            for after, event, pops in call(n, phone(n % AGENTS), wall + began):
                order += 1
                to_say.append((began + after, order, n, event, pops, "server"))
                if pops:
                    relayed_at = began + after + 0.5 / RATE
                    to_say.append((relayed_at, order, n, event, pops, "relay"))
        heapq.heapify(to_say)
        while to_say:
            at, _, n, event, pops, name = heapq.heappop(to_say)
            delay = start + at - loop.time()
            if delay > 0:
                await asyncio.sleep(delay)
            if pops:
                sent = self._sent if name == "server" else self._relay_sent
                sent[n] = time.perf_counter()
            self._lines[name].write(event)

    async def watch(self, agent: int, screen: ClientConnection) -> None:
        """An agent's screen: the first frame that shows him a call that rings is its pop."""
        try:
            while True:
                frame = await screen.recv(decode=False)
                heard = time.perf_counter()
                for n in [n for n in self._sent if n % AGENTS == agent and n not in self.popped]:
                    if f'"{"call:" + call_id(n)}":'.encode() in frame and b'"ringing":["' in frame:
                        self.popped[n] = heard - self._sent[n]
        except ConnectionClosed:
            return

    async def watch_relay(self, screen: ClientConnection) -> None:
        """The relay's screen: the first frame with the end of the event is all of it."""
        try:
            while True:
                frame = await screen.recv(decode=False)
                heard = time.perf_counter()
                for n in [n for n in self._relay_sent if n not in self.relayed]:
                    if f"\r\nUniqueid: {call_id(n)[5:]}\r\n".encode() in frame:
                        self.relayed[n] = heard - self._relay_sent[n]
        except ConnectionClosed:
            return


async def race(pops: int) -> dict[str, Any]:
    """Both, in turns, on the same machine at the same time."""
    calls = WARM_UP + pops
    player = Player()
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
        ami = await player.listen("server", stack)
        source = await player.listen("relay", stack)
        server, relay, _ = await asyncio.to_thread(children, stack, ami, source)
        watching = []
        for n in range(AGENTS):
            screen = await open_screen(stack, server.port, n)
            watching.append(tasks.create_task(player.watch(n, screen)))
        bare = await stack.enter_async_context(
            connect(f"ws://127.0.0.1:{relay.port}", compression=None)
        )
        watching.append(tasks.create_task(player.watch_relay(bare)))
        began, load = server.cpu(), os.getloadavg()[0]
        took = time.perf_counter()
        await player.play(calls)
        took = time.perf_counter() - took
        await asyncio.sleep(0.5)
        busy = (server.cpu() - began) / took
        for task in watching:
            task.cancel()
    return figures(player, pops, {"server_cpu": round(busy, 3), "load_before": round(load, 2)})


def children(stack: AsyncExitStack, ami: int, source: int) -> tuple[Child, Child, Child]:
    """The server, the relay, and the supervisors' screens."""
    server = stack.enter_context(Child("bench.server", ami, ""))
    relay = stack.enter_context(Child("bench.relay", source))
    supervisors = Child("bench.audience", server.port, AGENTS, AGENTS + SUPERVISORS)
    return server, relay, stack.enter_context(supervisors)


def figures(player: Player, pops: int, stated: dict[str, Any]) -> dict[str, Any]:
    """The ratio of the 95th percentiles; a pop that never came is counted, not left out."""
    counted = range(WARM_UP, WARM_UP + pops)
    ours = [player.popped[n] for n in counted if n in player.popped]
    bare = [player.relayed[n] for n in counted if n in player.relayed]
    ours_ms, bare_ms = quantiles(ours), quantiles(bare)
    return {
        "pop_p95_ratio": round(ours_ms["p95"] / bare_ms["p95"], 2),
        "pop_ms": ours_ms,
        "relay_ms": bare_ms,
        "pops": len(ours),
        "missing": pops - len(ours),
        "calls_per_second": RATE,
        "screens": AGENTS + SUPERVISORS,
        "recorded": False,
        "rtp": False,
        **stated,
    }


def quantiles(seconds: list[float]) -> dict[str, float]:
    """Milliseconds."""
    cuts = statistics.quantiles(seconds, n=100)
    return {f"p{p}": round(cuts[p - 1] * 1000, 2) for p in (50, 95, 99)}


def measure(quick: bool = False) -> dict[str, Any]:
    """`pop_p95_ratio` (bar 3)."""
    return uvloop.run(race(400 if quick else 4000))


if __name__ == "__main__":
    print(json.dumps(measure("--quick" in sys.argv), indent=2))  # noqa: T201
