"""What `callcenter run` does around the programs: ports, migrations, and the first welcome."""

import os
from collections.abc import Mapping
from pathlib import Path

from callcenter.box.overlay import private_pbx
from callcenter.box.ports import Port, require_free
from callcenter.cli.console import out, step
from callcenter.db.migrate import migrate
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


async def fill(config: Path | None, added: Mapping[str, str]) -> Settings:
    """Bring the database up to date; returns the settings as the server will read them."""
    settings = load(config, {**os.environ, **added})
    with step("migrate") as shown:
        applied = await migrate(settings.postgres.migrate_dsn or settings.postgres.dsn)
        shown.result = f"{len(applied)} applied" if applied else "nothing to do"
    return settings


def greet(settings: Settings) -> None:
    """Say where to go."""
    scheme = "https" if settings.server.certificate else "http"
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.server.host, settings.server.host)
    address = settings.server.public_url or f"{scheme}://{host}:{settings.server.port}"
    out.print(f"\n[bold]callcenter is up:[/bold] {address}   (Ctrl-C ends it)\n")
