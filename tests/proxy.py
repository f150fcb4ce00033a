"""A TCP proxy that cuts, slices and stalls what comes down, for tests of bad lines."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

RESET = struct.pack("ii", 1, 0)  # linger for no time: close with a RST


class CuttingProxy:
    """Between a client and a server. What is set applies to bytes from then on.

    `cut_after`: bytes from the server until the line is cut (None: never), by a RST if `rudely`,
    else by a FIN. `slice_bytes`: how many to pass on at a time. `deaf`: passes nothing down.
    `up`: every byte that a client sent.
    """

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.port = 0
        self.cut_after: int | None = None
        self.rudely = True
        self.slice_bytes: int | None = None
        self.deaf = False
        self.up = bytearray()
        self.down = 0
        self.connections = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._news = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client."""
        self.connections += 1
        try:
            from_server, to_server = await asyncio.open_connection(*self.server)
        except OSError:
            writer.close()
            return
        self._writers |= {writer, to_server}
        try:
            async with asyncio.TaskGroup() as tasks:
                upwards = tasks.create_task(self._upwards(reader, to_server))
                await self._downwards(from_server, writer)
                upwards.cancel()
        finally:
            for one in (writer, to_server):
                self._writers.discard(one)
                one.close()

    async def _upwards(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while told := await some(reader):
            self.up += told
            self._news.set()
            writer.write(told)
        writer.close()

    async def _downwards(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while told := await some(reader):
            if self.deaf:
                continue
            size = self.slice_bytes or len(told)
            for at in range(0, len(told), size):
                piece = told[at : at + size]
                if self.cut_after is not None and self.down + len(piece) >= self.cut_after:
                    writer.write(piece[: self.cut_after - self.down])
                    await self._end(writer)
                    return
                self.down += len(piece)
                writer.write(piece)
                if self.slice_bytes:
                    await writer.drain()
                    await asyncio.sleep(0)  # else the kernel glues the pieces again

    async def _end(self, writer: asyncio.StreamWriter) -> None:
        self.cut_after, self.down = None, 0
        await writer.drain()
        if self.rudely:
            rude(writer)
        else:
            writer.close()

    def cut(self, after: int, *, rudely: bool = True) -> None:
        """Cut the line after so many more bytes from the server."""
        self.cut_after, self.down, self.rudely = after, 0, rudely

    def cut_now(self) -> None:
        """Cut every line."""
        for writer in list(self._writers):
            rude(writer)

    async def until_sent(self, told: bytes) -> None:
        """Wait until a client has sent this."""
        async with asyncio.timeout(10):
            while told not in self.up:
                self._news.clear()
                await self._news.wait()


async def some(reader: asyncio.StreamReader) -> bytes:
    """What came; nothing if the line is gone, however it went."""
    try:
        return await reader.read(65536)
    except OSError:
        return b""


def rude(writer: asyncio.StreamWriter) -> None:
    """Close with a RST."""
    sock = writer.get_extra_info("socket")
    if sock is not None and sock.fileno() >= 0:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()


@asynccontextmanager
async def cutting_proxy(host: str, port: int) -> AsyncIterator[CuttingProxy]:
    """A proxy to this server, on a free port while the block runs."""
    proxy = CuttingProxy(host, port)
    listening = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = listening.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        listening.close()
        proxy.cut_now()
        await listening.wait_closed()
