"""The three programs of the box, as the supervisor wants them."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from callcenter.box.account import Account
from callcenter.box.child import Program
from callcenter.box.folders import Folders
from callcenter.box.postgres import PrivatePostgres
from callcenter.box.program import AsteriskProgram
from callcenter.settings import Settings


def postgres(server: PrivatePostgres, folders: Folders, account: Account | None) -> Program:
    """PostgreSQL; SIGINT ends it without waiting for its clients."""

    async def ready() -> bool:
        return server.ready()

    return Program(
        name="postgres",
        argv=server.argv,
        ready=ready,
        log=folders.logs / "postgres.log",
        state=folders.state,
        account=account,
        farewell=signal.SIGINT,
        last_signal=signal.SIGINT,
    )


def asterisk(
    program: AsteriskProgram, configuration: Path, folders: Folders, account: Account | None
) -> Program:
    """Asterisk in the foreground, without a console."""
    prefix = account.prefix() if account else ()
    console = (*prefix, *program.argv, "-C", str(configuration))
    control = folders.state / "asterisk" / "run" / "asterisk.ctl"
    control.unlink(missing_ok=True)  # of an Asterisk that was killed

    async def ready() -> bool:
        return control.exists() and await silently(*console, "-rx", "core waitfullybooted")

    return Program(
        name="asterisk",
        argv=(*program.argv, "-C", str(configuration), "-f", "-n"),
        ready=ready,
        log=folders.logs / "asterisk.log",
        state=folders.state,
        account=account,
        last_signal=signal.SIGKILL,  # while it boots, it is deaf to a SIGTERM that comes once
    )


def server(
    settings: Settings,
    words: list[str],
    environment: Mapping[str, str],
    folders: Folders,
    account: Account | None,
) -> Program:
    """The call-centre server itself; `words` are its command line after `callcenter serve`."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(
        settings.server.host, settings.server.host
    )

    async def ready() -> bool:
        ports = (settings.server.port, settings.server.push_port)
        return all([await listening(host, port) for port in ports])

    return Program(
        name="server",
        argv=(sys.executable, "-m", "callcenter", "serve", *words),
        ready=ready,
        log=folders.logs / "server.log",
        state=folders.state,
        account=account,
        last_signal=signal.SIGKILL,  # the fact log is made for it
        environment=environment,
    )


async def silently(*command: str) -> bool:
    """Run a command and keep what it says to ourselves; True if it ended well."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        cwd="/",
    )
    return await process.wait() == 0


async def listening(host: str, port: int) -> bool:
    """True if somebody takes connections there."""
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


def reachable(account: Account | None) -> Account | None:
    """The account if it can read our code and interpreter; None if the server must stay root."""
    if account is None or account.can_run([sys.executable, "-c", "import callcenter"]):
        return account
    return None


def given_to(folder: Path, account: Account | None) -> Path:
    """A folder that the server may write to."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if account is not None:
        account.own(folder)
    elif os.geteuid() == 0:
        Account("root", 0, 0).own(folder)
    return folder
