"""A private Postgres for the tests: one server, one migrated template, a clone for each test."""

import asyncio
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import pytest

from callcenter.box.account import Account, service_account
from callcenter.box.postgres import ADMINISTRATOR, OWNER, PrivatePostgres, prepare
from callcenter.db.migrate import migrate
from callcenter.db.pool import Database

TEMPLATE = "template_tests"


@dataclass
class PostgresServer:
    """A running server of the tests: it can be stopped, hung, killed and started again."""

    private: PrivatePostgres
    account: Account | None
    numbers: Iterator[int] = field(default_factory=itertools.count)
    child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        prefix = self.account.prefix() if self.account else ("setpriv",)
        self.child = subprocess.Popen(
            # An fsync protects from power cuts only, which no test makes.
            [*prefix, "--pdeathsig", "INT", *self.private.argv, "-c", "fsync=off"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
        deadline = time.monotonic() + 30
        while not self.private.ready():
            if self.child.poll() is not None or time.monotonic() > deadline:
                self.stop(signal.SIGKILL)
                raise AssertionError("Postgres did not start within 30 s")
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """End it: SIGINT is a fast shutdown, SIGQUIT an immediate one."""
        if self.child is not None:
            self.child.send_signal(how)
            self.child.wait(timeout=30)
            self.child = None

    def hang(self) -> None:
        """Stop every one of its processes without closing a single connection."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        """Let them go on."""
        self._signal_all(signal.SIGCONT)

    def _signal_all(self, number: signal.Signals) -> None:
        # Postgres gives each backend a session of its own, so the group does not hold them all.
        assert self.child is not None
        parent = self.child.pid
        os.kill(parent, number)
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            os.kill(int(child), number)

    def dsn(self, database: str = OWNER, role: str = OWNER) -> str:
        """The address of one database."""
        return self.private.dsn(role=role, database=database)

    async def administer(self, *statements: str) -> None:
        """Run statements as the superuser, outside any transaction."""
        connection = await asyncpg.connect(self.dsn("postgres", ADMINISTRATOR))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    async def empty_database(self, template: str = "template1") -> str:
        """Create a database of its own, returns its name."""
        name = f"test_{next(self.numbers)}"
        await self.administer(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}")
        return name


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server in a folder of its own, with a migrated template; all gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="callcenter-pg-", dir="/tmp"))
    folder.chmod(0o755)
    account = service_account(lambda words: None)
    try:
        server = PostgresServer(prepare(folder / "pg", folder, account), account)
        server.start()
        try:
            name = asyncio.run(server.empty_database())
            asyncio.run(migrate(server.dsn(name)))
            asyncio.run(server.administer(f"ALTER DATABASE {name} RENAME TO {TEMPLATE}"))
            yield server
        finally:
            if server.child is not None and server.child.poll() is None:
                server.resume()
                server.stop(signal.SIGINT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server every test shares; do not stop it."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A server for one test alone, which may stop, hang or kill it."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def dsn(postgres: PostgresServer) -> Iterator[str]:
    """The address of a migrated, empty database that belongs to this test alone."""
    name = asyncio.run(postgres.empty_database(TEMPLATE))
    yield postgres.dsn(name)
    asyncio.run(postgres.administer(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def database(dsn: str) -> AsyncIterator[Database]:
    """An open pool on this test's own database."""
    async with Database(dsn) as database:
        yield database
