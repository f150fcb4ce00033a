"""What the private box adds to the settings, as the environment overlay of the server."""

from pathlib import Path

from callcenter.box import postgres
from callcenter.box.secret_files import AMI_USERS
from callcenter.settings import Settings

PBX = "main"  # the private Asterisk's name
FIRST_EXTENSION = 1001


def private_postgres(settings: Settings) -> bool:
    """True if no Postgres is configured, so that the box runs its own."""
    return not (settings.postgres.dsn or settings.postgres.dsn_file)


def private_pbx(settings: Settings) -> bool:
    """True if no PBX is configured, so that the box runs its own."""
    return not settings.pbx


def extensions(settings: Settings) -> list[str]:
    """The private Asterisk's phones: 1001 and on, one per agent of the box."""
    return [str(FIRST_EXTENSION + number) for number in range(settings.box.agents)]


def overlay(settings: Settings, state: Path) -> dict[str, str]:
    """Environment that points a server at the box in this folder, where nothing else is set."""
    added = {}
    if private_postgres(settings):
        sockets = state / "postgres" / "socket"
        added["POSTGRES__DSN"] = postgres.dsn(sockets, postgres.APP)
        added["POSTGRES__MIGRATE_DSN"] = postgres.dsn(sockets)
    if not settings.journal.folder:
        added["JOURNAL__FOLDER"] = str(state / "journal")
    if private_pbx(settings):
        added |= pbx_overlay(settings, state / "asterisk", state / "secrets")
    return {f"CALLCENTER_{key}": value for key, value in added.items()}


def pbx_overlay(settings: Settings, asterisk: Path, secrets: Path) -> dict[str, str]:
    """The [pbx.main] of the private Asterisk; its secrets stay in their files."""
    trunks = [name for name, trunk in settings.trunk.items() if trunk.pbx == PBX]
    values = {
        "HOST": "127.0.0.1",
        "PORT": str(settings.box.ami_port),
        "SYSTEMNAME_FILE": str(secrets / "systemname"),
        "TRUNK": trunks[0] if trunks else "",
        "QUEUE_LOG": str(asterisk / "log" / "queue_log"),
        "CDR": str(asterisk / "log" / "cdr-custom" / "callcenter.csv"),
        "CEL": str(asterisk / "log" / "cel-custom" / "callcenter.csv"),
    }
    for user in AMI_USERS:
        role = user.removeprefix("cc_").upper()
        values[f"{role}__USER"] = user
        values[f"{role}__SECRET_FILE"] = str(secrets / f"ami_{user}")
    return {f"PBX__{PBX.upper()}__{key}": value for key, value in values.items() if value}
