"""`callcenter migrate`: bring the database up to date, once, whoever else tries too."""

import asyncio
from pathlib import Path

from callcenter.cli import configured
from callcenter.cli.console import fail, quiet, say
from callcenter.db import migrate as database


def migrate(*, config: Path | None = None) -> None:
    """Apply the numbered migrations that the database has not had yet."""
    quiet()
    settings = configured.with_box(config)
    dsn = settings.postgres.migrate_dsn or settings.postgres.dsn
    try:
        applied = asyncio.run(database.migrate(dsn))
    except (OSError, database.BadMigrationError) as error:
        fail(f"the database could not be migrated: {error}; is PostgreSQL running?")
    for migration in applied:
        say(f"applied {migration}")
    say("the database is up to date")
