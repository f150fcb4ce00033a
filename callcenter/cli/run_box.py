"""`callcenter run`: everything on one machine, kept running until Ctrl-C."""

import asyncio
import signal
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from callcenter.box import account as accounts
from callcenter.box import (
    asterisk,
    folders,
    lock,
    pbx_config,
    pid_files,
    postgres,
    programs,
    web_build,
)
from callcenter.box.account import Account
from callcenter.box.child import Child, Program
from callcenter.box.failure import CannotStart
from callcenter.box.folders import Folders
from callcenter.box.overlay import extensions, overlay, private_pbx, private_postgres
from callcenter.box.postgres import PrivatePostgres
from callcenter.box.program import AsteriskProgram
from callcenter.box.secret_files import BoxSecrets, load_or_make
from callcenter.box.supervise import ends_politely, keep_all, running
from callcenter.cli import configured, console, first_start
from callcenter.cli.console import say, step, warn
from callcenter.settings import Settings


@dataclass(frozen=True)
class Box:
    """All that is known before the first program is started."""

    config: Path | None
    settings: Settings
    folders: Folders
    account: Account | None
    secrets: BoxSecrets
    postgres: PrivatePostgres | None
    asterisk: AsteriskProgram | None


def run(*, config: Path | None = None) -> None:
    """Start everything on this machine: PostgreSQL, Asterisk, the server; Ctrl-C ends it."""
    console.quiet()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # while nothing is running yet
    settings = configured.settings(config)
    places = configured.box_folders(settings)
    try:
        account = accounts.service_account(warn)
        folders.make(places, account)
        with lock.only_one(places.state):
            box = prepared(configured.path(config), settings, places, account)
            asyncio.run(everything(box))
    except CannotStart as failure:
        console.fail(str(failure))
    except (asyncio.CancelledError, KeyboardInterrupt):
        say("stopped")


def prepared(
    config: Path | None, settings: Settings, places: Folders, account: Account | None
) -> Box:
    """Fetch, make and build what is missing; each is there whole or not at all."""
    program = server = None
    if private_pbx(settings):
        with step("fetch") as shown:
            suites = tuple(dict.fromkeys((settings.box.suite, *asterisk.SUITES)))
            program = asterisk.find_or_fetch(
                places.cache, mirror=settings.box.mirror, suites=suites, say=shown.now
            )
            shown.result = f"Asterisk {program.version} in {program.root}"
    if private_postgres(settings):
        with step("postgres") as shown:
            shown.now("preparing the data folder")
            server = postgres.prepare(places.state / "postgres", places.cache, account)
            shown.result = f"PostgreSQL {server.version}, data in {server.data}"
    with step("web") as shown:
        web_build.build(shown.now)
        shown.result = "pages are built"
    phones = extensions(settings) if private_pbx(settings) else []
    secrets = load_or_make(places.secrets, phones)
    if account is not None:
        account.own(places.secrets)
    return Box(config, settings, places, account, secrets, server, program)


async def everything(box: Box) -> None:
    """Start the programs in order, say where to go, and keep them until told to stop."""
    ends_politely(say)
    await pid_files.bury(box.folders.state, say)
    first_start.require_ports(box.settings)
    added = overlay(box.settings, box.folders.state)
    children: list[Child] = []
    async with AsyncExitStack() as stack:

        async def start(program: Program) -> None:
            children.append(await stack.enter_async_context(running(Child(program, warn))))

        if box.postgres is not None:
            await start(programs.postgres(box.postgres, box.folders, box.account))
        settings, first = await first_start.fill(box.config, added, box.secrets)
        if box.asterisk is not None:
            with step("asterisk") as shown:
                await start(pbx(box, box.asterisk))
                shown.result = f"SIP on {box.settings.box.host}:{box.settings.box.sip_port}"
        with step("server") as shown:
            await start(server(box, added))
            shown.result = f"log in {box.folders.logs / 'server.log'}"
        first_start.greet(settings, first, box.secrets)
        await keep_all(children)


def pbx(box: Box, program: AsteriskProgram) -> Program:
    """Write the private Asterisk's configuration and say how to run it."""
    folder = box.folders.state / "asterisk"
    configuration = pbx_config.write(program, folder, box.settings, box.secrets)
    if box.account is not None:
        box.account.own(folder)
    return programs.asterisk(program, configuration, box.folders, box.account)


def server(box: Box, added: dict[str, str]) -> Program:
    """The server under the least rights that still let it read its own code."""
    account = programs.reachable(box.account)
    if account is None and box.account is not None:
        warn(
            f"the server runs as root, since {box.account.name} cannot read both {sys.prefix} and "
            f"{Path(sys.executable).resolve()}: keep them where every user can"
        )
    programs.given_to(box.folders.state / "journal", account)
    words = ["--config", str(box.config)] if box.config else []
    return programs.server(box.settings, words, added, box.folders, account)
