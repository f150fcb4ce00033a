"""The rows of a verdict are the columns of the tables."""

from callcenter.db.pool import Database
from callcenter.journal.verdict_rows import LegRow, Verdict, VisitRow

COLUMNS = "SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1"


async def columns(database: Database, table: str) -> set[str]:
    return {row["name"] for row in await database.fetch(COLUMNS, table)}


async def test_a_verdict_is_kept_whole(database: Database) -> None:
    call = set(Verdict.__struct_fields__) - {"legs", "visits"}

    assert await columns(database, "calls") == call | {"number_kind"}
    assert await columns(database, "legs") == {*LegRow.__struct_fields__, "call_id"}
    visit = {*VisitRow.__struct_fields__, "call_id", "ordinal"}
    assert await columns(database, "queue_visits") == visit
