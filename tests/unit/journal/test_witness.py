"""What we did not hear, read from Asterisk's files into a real Postgres."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from callcenter.db.pool import Database
from callcenter.floor.events import AnyFact, LinkLost, LinkRestored
from callcenter.journal.witness import Witness, WitnessFiles
from tests.transcripts.test_verdicts import PBX, heard
from tests.unit.journal.test_drain import drained, draining
from tests.unit.journal.test_witness_rows import HERE

EVENING = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
CUT = datetime(2026, 11, 23, 23, 12, 9, tzinfo=UTC)  # in the middle of the talk
BACK = datetime(2026, 11, 23, 23, 20, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


def restored(at: datetime) -> LinkRestored:
    return LinkRestored(at=at, link="main")


AGAIN: list[AnyFact] = [restored(BACK), LinkLost(at=NIGHT, link="main")]


def heard_until_the_cut() -> list[AnyFact]:
    """The link breaks in the middle of the talk."""
    said = [fact for fact in heard(HERE / "answered.ami") if fact.at < CUT]
    return [restored(EVENING), *said, LinkLost(at=CUT, link="main")]


def heard_with_a_gap() -> list[AnyFact]:
    """... and is back long after it."""
    return [*heard_until_the_cut(), *AGAIN]


async def read(folder: Path, database: Database, now: datetime = NIGHT) -> int:
    files = WitnessFiles(queue_log=str(folder / "queue_log"), cel=str(folder / "cel"))
    async with draining(folder / "log", database) as (log, drain):
        return await Witness(PBX, files, database, drain, log.boot).read(now)


def put_files(folder: Path) -> None:
    for name in ("queue_log", "cel"):
        shutil.copy(HERE / f"answered.{name}", folder / name)


async def test_a_call_whose_end_we_missed_gets_it_marked(
    tmp_path: Path, database: Database
) -> None:
    put_files(tmp_path)
    await drained(tmp_path / "live", database, heard_with_a_gap())
    assert await database.fetchval("SELECT count(*) FROM outcomes") == 0

    await read(tmp_path, database)

    row = await database.fetchrow("SELECT outcome, talked, recovered, ended_by FROM calls")
    assert row is not None
    assert (row["outcome"], row["recovered"], row["ended_by"]) == ("answered", True, "agent")
    assert abs(row["talked"] - timedelta(seconds=2)) < timedelta(seconds=1)
    assert await database.fetchval("SELECT recovered FROM outcomes")


async def test_reading_twice_changes_nothing(tmp_path: Path, database: Database) -> None:
    put_files(tmp_path)
    await drained(tmp_path / "live", database, heard_with_a_gap())
    first = await read(tmp_path, database)
    before = await database.fetch("SELECT * FROM calls")

    assert first > 0
    assert await read(tmp_path, database) == 0
    await database.execute("DELETE FROM witness_positions")
    await read(tmp_path, database)
    assert await database.fetch("SELECT * FROM calls") == before
    assert await database.fetchval("SELECT count(*) FROM facts WHERE source = 'witness'") == first


async def test_what_we_heard_is_not_read_again(tmp_path: Path, database: Database) -> None:
    put_files(tmp_path)
    whole = [restored(EVENING), *heard(HERE / "answered.ami"), LinkLost(at=NIGHT, link="main")]
    await drained(tmp_path / "live", database, whole)

    assert await read(tmp_path, database) == 0


async def test_what_was_before_us_is_not_ours(tmp_path: Path, database: Database) -> None:
    put_files(tmp_path)
    assert await read(tmp_path, database) == 0

    await drained(tmp_path / "live", database, AGAIN)
    assert await read(tmp_path, database) == 0


async def test_while_the_link_is_down_the_files_wait(tmp_path: Path, database: Database) -> None:
    put_files(tmp_path)
    await drained(tmp_path / "live", database, heard_until_the_cut())
    await read(tmp_path, database)
    assert await database.fetchval("SELECT count(*) FROM outcomes") == 0

    await drained(tmp_path / "later", database, AGAIN)
    await read(tmp_path, database)
    assert await database.fetchval("SELECT outcome FROM outcomes") == "answered"


async def test_a_file_that_cannot_be_read_is_no_disaster(
    tmp_path: Path, database: Database
) -> None:
    await drained(tmp_path / "live", database, heard_with_a_gap())

    assert await read(tmp_path, database) == 0


async def test_a_line_that_postgres_will_not_take_is_set_aside_and_the_rest_goes_on(
    tmp_path: Path, database: Database
) -> None:
    put_files(tmp_path)
    strange = b"1795475528|1795475528.77|hot\xffline|NONE|ENTERQUEUE||12345|1\n"
    whole = (tmp_path / "queue_log").read_bytes()
    (tmp_path / "queue_log").write_bytes(whole[: whole.index(b"\n") + 1] + strange + whole)
    await drained(tmp_path / "live", database, heard_with_a_gap())

    await read(tmp_path, database)

    assert await database.fetchval("SELECT outcome FROM outcomes") == "answered"
    assert await read(tmp_path, database) == 0
    assert b"1795475528.77" in (tmp_path / "log" / "refused").read_bytes()
