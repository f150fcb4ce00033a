"""Memory of the server for each connected screen: 19 agents' to one supervisor's."""

import asyncio
import json
import subprocess
import sys
from contextlib import AsyncExitStack
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from bench.server import ORIGIN

WARM_UP = 10  # screens opened and closed before we count: code is loaded, buffers are grown


class Server:
    """The server's process: its port, and its memory when asked."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.server", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid
        self.port = self._number()

    def memory(self) -> int:
        """Resident bytes, after a garbage collection."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._number()

    def _number(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End it."""
        self._process.communicate()


async def open_screen(stack: AsyncExitStack, port: int, n: int) -> ClientConnection:
    """A browser that said hello and has its snapshot."""
    connection = await stack.enter_async_context(
        connect(
            f"ws://127.0.0.1:{port}/push", origin=Origin(ORIGIN), compression=None, max_size=None
        )
    )
    await connection.send(f'{{"type":"hello","ticket":"ticket-{n}"}}')
    while '"snapshot":true' not in str(await connection.recv()):
        pass
    return connection


async def open_screens(port: int, count: int, stack: AsyncExitStack) -> None:
    """So many of them, a few at a time; what they are sent afterwards is read by the library."""
    for start in range(0, count, 20):
        some = range(start, min(start + 20, count))
        await asyncio.gather(*(open_screen(stack, port, n) for n in some))


async def weigh(server: Server, screens: int) -> dict[str, Any]:
    """The server's memory without and with so many screens."""
    async with AsyncExitStack() as stack:
        await open_screens(server.port, WARM_UP, stack)
    await asyncio.sleep(0.5)
    before = server.memory()
    async with AsyncExitStack() as stack:
        await open_screens(server.port, screens, stack)
        await asyncio.sleep(1)  # the last news of who opened a screen go out
        after = server.memory()
    return {
        "screen_kib": round((after - before) / screens / 1024, 1),
        "screens": screens,
        "server_mib": [round(rss / 2**20, 1) for rss in (before, after)],
        "tls": False,
        "compression": False,
    }


def measure(quick: bool = False) -> dict[str, Any]:
    """`screen_kib` (bar 50)."""
    server = Server()
    try:
        return asyncio.run(weigh(server, 400 if quick else 1000))
    finally:
        server.close()


if __name__ == "__main__":
    print(json.dumps(measure("--quick" in sys.argv), indent=2))  # noqa: T201
