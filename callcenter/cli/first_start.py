"""What `callcenter run` does around the programs: ports, migrations, and the first welcome."""

import os
from collections.abc import Mapping
from pathlib import Path

from callcenter.box.failure import CannotStart
from callcenter.box.overlay import private_pbx
from callcenter.box.ports import Port, require_free
from callcenter.box.secret_files import BoxSecrets, write_secret
from callcenter.cli.console import out, step
from callcenter.db.migrate import BadMigrationError, migrate
from callcenter.db.pool import Database
from callcenter.people.first import FirstLogin, create_first_people
from callcenter.people.store import PeopleStore
from callcenter.settings import Settings
from callcenter.settings_file import load


def require_ports(settings: Settings) -> None:
    """Raise CannotStart for the first port of ours that another program has."""
    server, box = settings.server, settings.box
    ports = [
        Port(server.port, server.host, "server.port"),
        Port(server.push_port, server.host, "server.push_port"),
    ]
    if private_pbx(settings):
        ports += [
            Port(box.sip_port, box.host, "box.sip_port", udp=True),
            Port(box.sip_port, box.host, "box.sip_port"),
            Port(box.ami_port, "127.0.0.1", "box.ami_port"),
            Port(box.web_port, "127.0.0.1", "box.web_port"),
        ]
    require_free(ports)


async def fill(
    config: Path | None, added: Mapping[str, str], box: BoxSecrets
) -> tuple[Settings, bool]:
    """Bring the database up to date, and the first people into it if nobody is there.

    Returns the settings as the server will read them, and whether the people are new.
    """
    settings = load(config, {**os.environ, **added})
    with step("migrate") as shown:
        try:
            applied = await migrate(settings.postgres.migrate_dsn or settings.postgres.dsn)
        except (OSError, BadMigrationError) as failure:
            raise CannotStart(
                f"The database could not be brought up to date ({failure}): its data is as it "
                "was; see to that and start again."
            ) from failure
        shown.result = f"{len(applied)} migrations applied" if applied else "nothing to do"
    async with Database(settings.postgres.dsn) as database:
        logins = await create_first_people(
            PeopleStore(database), settings.box.agents, locale=settings.server.locale
        )
    if logins:  # at once: should the start fail now, nobody could ever log in
        write_secret(kept_in(box), welcome(settings, logins, box))
    return settings, bool(logins)


def greet(settings: Settings, first: bool, box: BoxSecrets) -> None:
    """Say where to go, and on the very first start with which logins."""
    scheme = "https" if settings.server.certificate else "http"
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.server.host, settings.server.host)
    address = settings.server.public_url or f"{scheme}://{host}:{settings.server.port}"
    out.print(f"\n[bold]callcenter is up:[/bold] {address}   (Ctrl-C ends it)\n")
    if first:
        out.print(kept_in(box).read_text(), markup=False)
        out.print("These are shown once.")
    if kept_in(box).exists():
        out.print(f"The first logins are in {kept_in(box)}: delete it when you have read it.\n")


def kept_in(box: BoxSecrets) -> Path:
    """The file of the first logins."""
    return box.folder.parent / "first-logins.txt"


def welcome(settings: Settings, logins: list[FirstLogin], box: BoxSecrets) -> str:
    """The first logins, and how a softphone registers."""
    lines = [f"  {'login':<10} {'password':<20} role"]
    lines += [f"  {login:<10} {password:<20} {role}" for login, password, role in logins]
    if box.phones:
        lines += ["", f"  {'phone':<10} {'SIP password':<26} at"]
        place = f"{settings.box.host}:{settings.box.sip_port}"
        lines += [f"  {phone:<10} {secret:<26} {place}" for phone, secret in box.phones.items()]
    return "\n".join(lines) + "\n"
