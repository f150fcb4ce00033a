"""The bare relay that the pop is compared with: what comes in by TCP goes out by websocket.

Its arguments: the port to read from. It prints the port it serves.
"""

import asyncio
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

from bench.child import say


class Relay(asyncio.Protocol):
    """Reads, and sends on: no framing, no parsing, no thought."""

    def __init__(self, screens: set[ServerConnection]) -> None:
        self._screens = screens

    def data_received(self, data: bytes) -> None:
        """Out it goes."""
        broadcast(self._screens, data, text=True)


async def main(port: int) -> None:
    """Until the standard input ends."""
    screens: set[ServerConnection] = set()

    async def screen(connection: ServerConnection) -> None:
        screens.add(connection)
        await connection.wait_closed()
        screens.discard(connection)

    loop = asyncio.get_running_loop()
    async with serve(screen, "127.0.0.1", 0, compression=None) as server:
        await loop.create_connection(lambda: Relay(screens), "127.0.0.1", port)
        say(server.sockets[0].getsockname()[1])
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
