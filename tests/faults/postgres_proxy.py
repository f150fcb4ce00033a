"""Between us and Postgres: can cut a connection between a COMMIT and its answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

SOCKET = ".s.PGSQL.5432"


class PostgresProxy:
    """Listens in a folder of its own. `cut` is set once the answer of a COMMIT was lost."""

    def __init__(self, dsn: str, folder: Path) -> None:
        self.cut = asyncio.Event()
        self.cut.set()
        self.cuts = 0
        parts = urlsplit(dsn)
        [sockets] = parse_qs(parts.query)["host"]
        self.dsn = dsn.replace(parts.query, f"host={folder}")
        self._upstream = f"{sockets}/{SOCKET}"
        self._folder = folder

    def cut_next(self) -> None:
        """Lose the answer of the next COMMIT."""
        self.cut.clear()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["PostgresProxy"]:
        """Serve until the block ends."""
        server = await asyncio.start_unix_server(self._serve, self._folder / SOCKET)
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, questions = await asyncio.open_unix_connection(self._upstream)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._forward(reader, questions, watch=True))
                tasks.create_task(self._forward(answers, writer, watch=False))
        except* (ConnectionError, Cut):
            pass
        finally:
            writer.transport.abort()
            questions.close()

    async def _forward(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, watch: bool
    ) -> None:
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
            if watch and b"COMMIT" in chunk and not self.cut.is_set():
                self.cut.set()
                self.cuts += 1
                raise Cut
        raise Cut


class Cut(Exception):
    """The connection is over."""
