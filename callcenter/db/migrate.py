"""Apply the numbered migrations in order, once, whoever else starts at the same moment."""

import logging
from pathlib import Path

import asyncpg
from pogo_core.error import BadMigrationError
from pogo_core.util.migrate import apply

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x63616C6C63656E74  # "callcent"; pogo itself does not lock
APP_ROLE = "callcenter_app"

# What serving needs. What happened is only ever added to.
GRANTS = f"""
DO $$
DECLARE
    kept text;
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        GRANT USAGE ON SCHEMA public TO {APP_ROLE};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
        REVOKE INSERT, UPDATE, DELETE ON _pogo_migration, _pogo_version FROM {APP_ROLE};
        FOREACH kept IN ARRAY ARRAY['facts', 'audit', 'dispositions'] LOOP
            IF to_regclass(kept) IS NOT NULL THEN
                EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM {APP_ROLE}', kept);
            END IF;
        END LOOP;
    END IF;
END $$
"""

logger = logging.getLogger(__name__)


async def migrate(dsn: str, folder: Path = MIGRATIONS) -> list[str]:
    """Bring the database up to date as its owner; returns the ids that were applied just now.

    Where a role `callcenter_app` exists, it is granted what serving needs and no DDL. Raises
    BadMigrationError (the database is as it was before the failing file) or what connecting
    raises.
    """
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        before = await applied(connection)
        await apply(connection, folder, schema_name="public", logger=logger)
        await connection.execute(GRANTS)
        return sorted(await applied(connection) - before)
    finally:
        await connection.close()


async def applied(connection: asyncpg.Connection) -> set[str]:
    """The ids of the migrations that this database has had."""
    if await connection.fetchval("SELECT to_regclass('public._pogo_migration')") is None:
        return set()
    return {row["migration_id"] for row in await connection.fetch(APPLIED)}


APPLIED = "SELECT migration_id FROM public._pogo_migration WHERE schema_name = 'public'"

__all__ = ["APP_ROLE", "LOCK", "MIGRATIONS", "BadMigrationError", "applied", "migrate"]
