"""Migrations apply whole, once, and never change after they were released."""

import asyncio
import hashlib
from pathlib import Path

import asyncpg
import pytest

from callcenter.db.migrate import APP_ROLE, MIGRATIONS, BadMigrationError, applied, migrate
from tests.postgres import PostgresServer

GOOD = """-- {what}
-- depends: {after}

-- migrate: apply
CREATE TABLE {what} (x int);

-- migrate: rollback
DROP TABLE {what};
"""


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.sql").write_text(text)


async def test_all_of_them_apply_to_an_empty_database(postgres: PostgresServer) -> None:
    dsn = postgres.dsn(await postgres.empty_database())

    done = await migrate(dsn)

    assert done == sorted(path.stem for path in MIGRATIONS.glob("*.sql"))
    assert await migrate(dsn) == []


async def test_two_servers_that_start_together_apply_each_once(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    write(tmp_path, "0001_one", GOOD.format(what="one", after=""))
    write(tmp_path, "0002_two", GOOD.format(what="two", after="0001_one"))
    dsn = postgres.dsn(await postgres.empty_database())

    done = await asyncio.gather(*(migrate(dsn, tmp_path) for _ in range(3)))

    assert sorted(id for part in done for id in part) == ["0001_one", "0002_two"]


async def test_a_file_that_fails_leaves_nothing_half_made(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    broken = GOOD.format(what="broken", after="").replace("(x int);", "(x int);\nSELECT 1/0;")
    write(tmp_path, "0001_broken", broken)
    dsn = postgres.dsn(await postgres.empty_database())

    with pytest.raises(BadMigrationError):
        await migrate(dsn, tmp_path)

    connection = await asyncpg.connect(dsn)
    assert await connection.fetchval("SELECT to_regclass('broken')") is None
    assert await applied(connection) == set()
    await connection.close()


@pytest.mark.parametrize(
    "forbidden",
    [
        "CREATE TABLE mine (x int)",
        "ALTER TABLE calls ADD COLUMN mine int",
        "UPDATE facts SET kind = ''",
        "DELETE FROM facts",
        "TRUNCATE facts",
        "DELETE FROM audit",
        "UPDATE audit SET action = ''",
        "DELETE FROM dispositions",
        "DELETE FROM _pogo_migration",
    ],
)
async def test_who_serves_changes_no_table_and_nothing_that_happened(
    postgres: PostgresServer, dsn: str, forbidden: str
) -> None:
    connection = await asyncpg.connect(dsn.replace("//callcenter@", f"//{APP_ROLE}@"))

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(forbidden)

    assert await connection.fetchval("SELECT count(*) FROM facts") == 0
    await connection.close()


def test_an_applied_file_never_changes() -> None:
    lines = (MIGRATIONS / "content.sha256").read_text().splitlines()
    listed = {line.split()[1]: line.split()[0] for line in lines}
    present = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in MIGRATIONS.glob("*.sql")
    }

    # A new file gets a new line (sha256sum *.sql > content.sha256); an old line stays for ever.
    assert listed == present


def test_every_migration_names_the_one_before_it() -> None:
    files = sorted(MIGRATIONS.glob("*.sql"))

    for before, file in zip([None, *files], files, strict=False):
        depends = file.read_text().split("-- depends:")[1].split("\n")[0].split()
        assert depends == ([before.stem] if before else [])
