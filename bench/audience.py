"""Open screens that somebody looks at, in a process of their own: port, from which, to which."""

import asyncio
import socket
import ssl
import sys
from contextlib import AsyncExitStack

import uvloop
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from bench.child import say
from bench.server import ORIGIN


async def open_screen(
    stack: AsyncExitStack, port: int, n: int, tls: ssl.SSLContext | None = None
) -> ClientConnection:
    """A browser that said hello and has its snapshot."""
    url = f"{'wss' if tls else 'ws'}://localhost:{port}/push"
    connection = await stack.enter_async_context(
        connect(
            url,
            origin=Origin(ORIGIN),
            ssl=tls,
            family=socket.AF_INET,
            compression=None,
            max_size=None,
        )
    )
    await connection.send(f'{{"type":"hello","ticket":"ticket-{n}"}}')
    while b'"snapshot":true' not in await connection.recv(decode=False):
        pass
    return connection


async def look(connection: ClientConnection) -> None:
    """Read whatever comes."""
    try:
        while True:
            await connection.recv(decode=False)
    except ConnectionClosed:
        return


async def main(port: int, first: int, last: int) -> None:
    """Until the standard input ends."""
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        screens = [await open_screen(stack, port, n) for n in range(first, last)]
        async with asyncio.TaskGroup() as tasks:
            looking = [tasks.create_task(look(screen)) for screen in screens]
            say(port)
            await loop.run_in_executor(None, sys.stdin.read)
            for task in looking:
                task.cancel()


if __name__ == "__main__":
    uvloop.run(main(*map(int, sys.argv[1:])))
