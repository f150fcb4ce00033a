"""Facts as rows, and which calls they say are one."""

from hypothesis import given
from hypothesis import strategies as st

from callcenter.db.pool import Database
from callcenter.floor.events import LegEnded, LegRenamed, Transferred
from callcenter.journal.fact_rows import groups, insert_facts, merge_calls, pairs, row
from callcenter.journal.records import entry
from tests.unit.journal.facts import at, call, joined, noted, ringing

LINKS = st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=8)


@given(LINKS)
def test_groups_share_no_member_and_lose_none(links: list[set[str]]) -> None:
    found = groups(links)

    members = [name for group in found for name in group]
    assert len(members) == len(set(members))
    assert set(members) == {name for link in links for name in link}
    for link in links:
        assert any(link <= group for group in found)


def test_a_row_says_what_it_is_about() -> None:
    found = row(entry("boot", 7, "live", joined(1)), {})

    assert found[:5] == ("boot", 7, "live", at(1), "CallerJoined")
    assert found[5:9] == (call(1), call(1), None, "main/hotline")


def test_a_fact_that_names_no_call_is_put_to_its_legs() -> None:
    renamed = LegRenamed(at=at(1), leg_id=call(1), call_id="", device="PJSIP/1002")

    assert row(entry("boot", 1, "live", renamed), {call(1): call(1)})[5] == call(1)
    assert row(entry("boot", 1, "live", renamed), {})[5] is None
    assert pairs(renamed) == []


def test_whoever_is_rung_or_transferred_belongs_to_the_call() -> None:
    rung = {leg for fact in ringing(1) for leg, _ in pairs(fact)}
    assert rung == {call(1), "main/1000001.4"}

    gone = Transferred(
        at=at(1), leg_id="l", call_id="c", how="attended", ok=True, other_leg_ids=("m",)
    )
    assert pairs(gone) == [("l", "c"), ("m", "c")]
    assert pairs(noted(1, "ready")) == []


async def test_the_oldest_call_gives_the_merged_one_its_id(database: Database) -> None:
    async with database.transaction() as connection:
        assert await merge_calls(connection, [("l1", call(2)), ("l2", call(3))]) == set()
        assert await merge_calls(connection, [("l1", call(3))]) == {call(2)}
        assert await merge_calls(connection, [("l2", call(1))]) == {call(1)}

        rows = await connection.fetch("SELECT call_id, canonical FROM call_alias ORDER BY 1")
        assert [tuple(row) for row in rows] == [(call(2), call(1)), (call(3), call(1))]


async def test_the_same_fact_twice_is_one_row(database: Database) -> None:
    end = LegEnded(at=at(1), leg_id=call(1), call_id=call(1))
    async with database.transaction() as connection:
        for _ in range(2):
            await insert_facts(connection, [entry("boot", 1, "live", end)], {})

    assert await database.fetchval("SELECT count(*) FROM facts") == 1
