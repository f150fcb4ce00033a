"""`callcenter serve`: the server alone, on the PBXs and the Postgres that the settings name."""

import asyncio
import errno
import signal
import sys
from pathlib import Path

from callcenter.app import running
from callcenter.cli import configured, notify
from callcenter.cli.console import fail
from callcenter.journal.log import FolderInUse
from callcenter.logs import configure
from callcenter.settings import Settings

# what the machine refuses us: a port, a file, a folder, an address
ENVIRONMENT = frozenset(
    {errno.EACCES, errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.ENOENT, errno.EROFS}
)


def serve(*, config: Path | None = None) -> None:
    """Serve until told to stop (Ctrl-C or SIGTERM)."""
    settings = configured.settings(config)
    complaint = missing(settings)
    if complaint:
        fail(complaint)
    configure(settings.log)
    try:
        with asyncio.Runner(loop_factory=loop_factory(settings)) as runner:
            runner.run(until_told(settings))
    except (FolderInUse, OSError, BaseExceptionGroup) as failure:
        sentence = remedy(failure)
        if not sentence:
            raise
        fail(sentence)


def missing(settings: Settings) -> str:
    """What production cannot do without, as a sentence; empty if all is there."""
    if not settings.pbx:
        return "no [pbx.NAME] is set: name your Asterisk, or start everything by `callcenter run`"
    if not settings.postgres.dsn:
        return "postgres.dsn is empty: name your database, or start everything by `callcenter run`"
    if not settings.journal.folder:
        return "journal.folder is empty: name a folder that only the server may write to"
    return ""


def remedy(failure: BaseException) -> str:
    """What an administrator can see to, as a sentence; empty for a fault of ours."""
    if isinstance(failure, BaseExceptionGroup):  # so it comes out of the TaskGroup
        return next(filter(None, map(remedy, failure.exceptions)), "")
    if isinstance(failure, FolderInUse):
        return str(failure)
    if isinstance(failure, OSError) and failure.errno in ENVIRONMENT:
        return f"the server cannot run here ({failure}): see to that and start again"
    return ""


def loop_factory(settings: Settings) -> type[asyncio.AbstractEventLoop] | None:
    """The event loop to use; None is Python's own."""
    if not settings.server.uvloop or sys.platform != "linux":
        return None
    import uvloop  # lazily: it is not there on every platform

    loop: type[asyncio.AbstractEventLoop] = uvloop.Loop
    return loop


async def until_told(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM; a part that falls takes the whole server down."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with running(settings):
        await notify.alive_until(stop)
