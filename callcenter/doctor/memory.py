"""Postgres: is it there, new enough, migrated, and are our rights as small as they should be?"""

from callcenter import clock
from callcenter.db.away import DatabaseAway
from callcenter.db.migrate import MIGRATIONS
from callcenter.db.pool import Database
from callcenter.doctor.finding import Finding, bad, skew, warn, well
from callcenter.settings import Settings

OLDEST = 150_000
WHAT = "postgres"

RIGHTS = """
    SELECT current_user AS role,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super,
           has_schema_privilege(current_user, 'public', 'CREATE') AS ddl,
           to_regclass('public.facts') IS NOT NULL
               AND has_table_privilege(current_user, 'public.facts', 'UPDATE') AS rewrite
"""


async def memory(settings: Settings) -> list[Finding]:
    """Everything about the memory; one finding if it cannot be reached."""
    dsn = settings.postgres.dsn
    if not dsn:
        return [bad(WHAT, "postgres.dsn is empty", "set it, or start by `callcenter run`")]
    try:
        async with Database(dsn, size=1) as db:
            return [
                await version(db),
                await migrations(db),
                rights(*(await db.fetch(RIGHTS))[0]),
                await clocks(db),
            ]
    except DatabaseAway as away:
        return [bad(WHAT, f"cannot be reached: {away}", "start it; check postgres.dsn and pg_hba")]


async def version(db: Database) -> Finding:
    """15 or newer."""
    number = int(await db.fetchval("SHOW server_version_num"))
    found = f"PostgreSQL {number // 10_000}"
    if number >= OLDEST:
        return well(WHAT, found)
    return bad(WHAT, found, "use PostgreSQL 15 or newer")


async def migrations(db: Database) -> Finding:
    """Whether the tables are those that this version knows."""
    what = "migrations"
    ours = {path.stem for path in MIGRATIONS.glob("[0-9]*.sql")}
    if await db.fetchval("SELECT to_regclass('public._pogo_migration')") is None:
        return bad(what, "the database is empty", "run `callcenter migrate`")
    rows = await db.fetch("SELECT migration_id FROM _pogo_migration")
    applied = {row["migration_id"] for row in rows}
    if ours - applied:
        return bad(
            what, f"missing {', '.join(sorted(ours - applied))}", "run `callcenter migrate`"
        )
    if applied - ours:
        newer = ", ".join(sorted(applied - ours))
        return warn(what, f"a newer version was here ({newer})", "install that version again")
    return well(what, f"{len(ours)} applied")


def rights(role: str, superuser: bool, ddl: bool, rewrite: bool) -> Finding:
    """The server needs no DDL, and may not rewrite what happened."""
    what = "postgres rights"
    remedy = "serve as the role callcenter_app and migrate as the owner (postgres.migrate_dsn)"
    if superuser:
        return warn(what, f"{role} is a superuser", remedy)
    if ddl or rewrite:
        return warn(what, f"{role} may change tables or rewrite facts", remedy)
    return well(what, f"{role} may add facts and nothing more")


async def clocks(db: Database) -> Finding:
    """Postgres's clock beside ours."""
    theirs = await db.fetchval("SELECT clock_timestamp()")
    return skew("postgres clock", (theirs - clock.now()).total_seconds())
