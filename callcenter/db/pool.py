"""The asyncpg pool: short deadlines, a breaker while Postgres is away, JSON by msgspec."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import msgspec
import structlog
from asyncpg.connect_utils import SessionAttribute

from callcenter import clock
from callcenter.db.away import DatabaseAway, is_away

log = structlog.get_logger()

Connection = asyncpg.pool.PoolConnectionProxy
SERVER_SETTINGS = {
    "application_name": "callcenter",
    "timezone": "UTC",
    "jit": "off",
    "idle_in_transaction_session_timeout": "15000",
}


def unheard(up: bool, reason: str) -> None:
    """The health callback of somebody who does not care."""


class Database:
    """The memory. Every failure to reach it is a `DatabaseAway`, within three seconds.

    Opening never fails because Postgres is away; it is asked again at most once a second. `health`
    is called with (True, "") or (False, reason) whenever Postgres comes or goes.
    """

    def __init__(
        self,
        dsn: str,
        *,
        health: Callable[[bool, str], None] = unheard,
        size: int = 8,
        command_timeout: float = 2.0,
        acquire_timeout: float = 1.0,
    ) -> None:
        self.up: bool | None = None  # unknown until first asked
        self._health = health
        self._acquire_timeout = acquire_timeout
        self._refuse_until = 0.0
        self._reason = ""
        self._pool = asyncpg.create_pool(
            dsn,
            min_size=0,
            max_size=size,
            init=_speak_json,
            command_timeout=command_timeout,
            timeout=acquire_timeout,
            server_settings=SERVER_SETTINGS,
            target_session_attrs=SessionAttribute.read_write,
        )

    async def __aenter__(self) -> "Database":
        await self._pool
        return self

    async def __aexit__(self, *failure: object) -> None:
        try:
            async with asyncio.timeout(3):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """One connection; raises DatabaseAway at once while the breaker is open."""
        if clock.monotonic() < self._refuse_until:
            raise DatabaseAway(self._reason)
        connection = None
        try:
            async with self._pool.acquire(timeout=self._acquire_timeout) as connection:
                try:
                    yield connection
                except (OSError, asyncio.CancelledError):
                    # Postgres may be hung: a polite release would wait for its answer.
                    connection.terminate()
                    raise
            self._noted(True, "")
        except Exception as failure:
            # No connection: the pool itself failed us.
            if not is_away(failure, connection is None or _is_closed(connection)):
                self._noted(True, "")
                raise
            self._refuse_until = clock.monotonic() + 1.0
            self._reason = f"{type(failure).__name__}: {failure}"
            self._noted(False, self._reason)
            raise DatabaseAway(self._reason) from failure

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """One connection inside one transaction; committed on return."""
        async with self.connection() as connection, connection.transaction():
            yield connection

    async def execute(self, query: str, *args: object) -> str:
        """Run one statement; returns Postgres's own words (`INSERT 0 1`)."""
        async with self.connection() as connection:
            return str(await connection.execute(query, *args))

    async def fetch(self, query: str, *args: object) -> list[asyncpg.Record]:
        """All rows of one query."""
        async with self.connection() as connection:
            return list(await connection.fetch(query, *args))

    async def fetchrow(self, query: str, *args: object) -> asyncpg.Record | None:
        """The first row of one query, or None."""
        async with self.connection() as connection:
            return await connection.fetchrow(query, *args)

    async def fetchval(self, query: str, *args: object) -> Any:
        """The first value of the first row, or None."""
        async with self.connection() as connection:
            return await connection.fetchval(query, *args)

    async def watch(self, every: float = 2.0) -> None:
        """Ask again and again, so that coming and going is noticed even when nobody writes."""
        while True:
            try:
                await self.fetchval("SELECT 1")
            except DatabaseAway:
                await asyncio.sleep(1.0)
            else:
                await asyncio.sleep(every)

    def _noted(self, up: bool, reason: str) -> None:
        if up is self.up:
            return
        self.up = up
        if up:
            log.info("postgres_reached")
        else:
            log.warning("postgres_away", reason=reason)
        self._health(up, reason)


def _is_closed(connection: Connection) -> bool:
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:  # already given back
        return True


async def _speak_json(connection: asyncpg.Connection) -> None:
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name,
            encoder=lambda value: msgspec.json.encode(value).decode(),
            decoder=msgspec.json.decode,
            schema="pg_catalog",
        )
