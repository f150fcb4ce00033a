"""What the pages ask of the journal, on a real Postgres."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from callcenter.db.pool import Database
from callcenter.floor.events import LegEnded, LegJoinedBridge
from callcenter.floor.state import QueueRules
from callcenter.journal.store import JournalStore
from callcenter.refusal import Refused
from tests.unit.journal import facts
from tests.unit.journal.facts import HOTLINE, answered, at, call, noted
from tests.unit.journal.test_drain import drained

KEY = UUID("5b9c0d2e-7a43-4a0e-9a64-0d0f5a1c8b11")


async def save(store: JournalStore, key: UUID = KEY, note: str = "已答复") -> None:
    await store.save_disposition(
        key=key, call_id=call(1), agent_id="wang", code="answered_directly", note=note
    )


async def test_a_double_submit_is_one_row(database: Database) -> None:
    store = JournalStore(database)
    await save(store)
    await save(store)

    assert await database.fetchval("SELECT count(*) FROM dispositions") == 1


async def test_a_key_never_stands_for_two_things(database: Database) -> None:
    store = JournalStore(database)
    await save(store)

    with pytest.raises(Refused) as refused:
        await save(store, note="something else")

    assert refused.value.code == "key_reused"


async def test_the_latest_record_of_a_call_is_shown_with_it(
    tmp_path: Path, database: Database
) -> None:
    store = JournalStore(database)
    await drained(tmp_path, database, answered(1))
    await save(store)
    await save(store, key=uuid4(), note="再次致电")

    [shown] = await store.calls(at(0), at(60))
    assert (shown.disposition, shown.note) == ("answered_directly", "再次致电")
    assert (shown.waited, shown.talked, shown.held) == (11, 60, 0)


async def test_an_agents_calls_are_those_he_talked_on(tmp_path: Path, database: Database) -> None:
    store = JournalStore(database)
    await drained(tmp_path, database, [*answered(1), *facts.gave_up_while_ringing(2)])

    assert [c.call_id for c in await store.calls(at(0), at(60), agent_id="wang")] == [call(1)]
    assert len(await store.calls(at(0), at(60))) == 2
    assert await store.calls(at(0), at(60), agent_id="li") == []
    assert await store.took_part(call(1), "wang")
    assert not await store.took_part(call(2), "wang")


async def test_a_card_shows_who_called_before(tmp_path: Path, database: Database) -> None:
    store = JournalStore(database)
    known = [fact for number in (1, 2, 3) for fact in facts.gave_up_waiting(number)]
    await drained(tmp_path, database, known)

    card = await store.card("+8613800138000", but=call(3), limit=1)
    assert card.contacts == 2
    assert len(card.calls) == 1
    assert (await store.card("+8613911112222")).contacts == 0


async def test_a_call_is_found_by_any_id_it_ever_had(tmp_path: Path, database: Database) -> None:
    store = JournalStore(database)
    merging = LegJoinedBridge(at=at(7), leg_id=call(2), call_id=call(1), bridge_id="main/b9")
    states = [noted(14, "talking", 1), noted(74, "wrap_up", 1), noted(80, "ready")]
    await drained(tmp_path, database, [*answered(1), *facts.gave_up_waiting(2), merging, *states])
    await save(store)

    story = await store.call(call(2))
    assert story is not None
    assert story == await store.call(call(1))
    assert story.merged == (call(2),)
    assert [span.state for span in story.spans] == ["talking", "wrap_up"]
    assert [made.key for made in story.dispositions] == [KEY]
    assert await store.call("main/unknown") is None


async def test_figures_add_up_and_name_their_denominators(
    tmp_path: Path, database: Database
) -> None:
    lost = LegEnded(at=at(9), leg_id=call(6), call_id=call(6), lost=True)
    known = [
        *answered(1),
        *answered(2),
        *facts.gave_up_waiting(3),  # after 5 s: short
        *facts.gave_up_while_ringing(4),  # after 9 s
        *facts.timed_out(5),
        *facts.waiting(6),
        lost,
    ]
    await drained(tmp_path, database, known)

    [hotline] = await JournalStore(database).queue_figures(
        at(0), at(60), {HOTLINE: QueueRules(service_level=facts.seconds(10))}
    )
    assert hotline.offered == 6
    counts = (hotline.answered, hotline.abandoned, hotline.flow_out, hotline.lost)
    assert counts == (2, 2, 1, 1)
    assert hotline.short_abandoned == 1
    assert (hotline.answered_in_time, hotline.service_level) == (0, 0)
    assert hotline.connect_rate == 33.33
    assert hotline.average_speed_of_answer == 11
    assert hotline.average_time_to_abandon == 7
    assert hotline.longest_wait == 20


async def test_a_queue_nobody_described_has_the_usual_rules(
    tmp_path: Path, database: Database
) -> None:
    await drained(tmp_path, database, answered(1))

    [hotline] = await JournalStore(database).queue_figures(at(0), at(60), {})
    assert (hotline.service_level_seconds, hotline.service_level) == (20, 100)
