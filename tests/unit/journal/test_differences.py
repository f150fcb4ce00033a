"""Our rows against Asterisk's queue_log."""

from datetime import UTC, datetime
from pathlib import Path

from callcenter.db.pool import Database
from callcenter.journal.differences import Difference, differences
from tests.transcripts.test_verdicts import heard
from tests.unit.journal.test_drain import drained
from tests.unit.journal.test_witness_rows import HERE

SINCE = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
UNTIL = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
LOG = HERE / "answered.queue_log"


async def test_what_both_count_is_no_difference(tmp_path: Path, database: Database) -> None:
    await drained(tmp_path, database, heard(HERE / "answered.ami"))

    assert await differences(database, "main", LOG, SINCE, UNTIL) == []


async def test_what_we_lack_is_a_row(database: Database) -> None:
    [row] = await differences(database, "main", LOG, SINCE, UNTIL)

    assert row == Difference(
        leg_id="main/pbx1-1795475526.0",
        queue="main/hotline",
        outcome="answered",
        queue_log=1,
        journal=0,
    )


async def test_what_queue_log_lacks_is_a_row_too(tmp_path: Path, database: Database) -> None:
    await drained(tmp_path, database, heard(HERE / "gave_up_waiting.ami"))
    rows = await differences(database, "main", LOG, SINCE, UNTIL)

    assert {(row.outcome, row.queue_log, row.journal) for row in rows} == {
        ("answered", 1, 0),
        ("abandoned", 0, 1),
    }
