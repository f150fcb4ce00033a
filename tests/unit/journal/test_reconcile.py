"""No call without an end, on a real Postgres."""

import asyncio
from datetime import datetime
from pathlib import Path

from callcenter.db.pool import Database
from callcenter.floor.events import LegStarted, LinkRestored
from callcenter.floor.reduce import reduce
from callcenter.floor.state import Floor
from callcenter.journal.reconcile import Reconciler
from callcenter.journal.witness import Witness, WitnessFiles
from tests.transcripts.test_verdicts import PBX
from tests.unit.journal import facts
from tests.unit.journal.facts import TRUNK, at, call
from tests.unit.journal.test_drain import drained, draining

UP = reduce(Floor(), LinkRestored(at=at(0), link="main")).floor


async def reconciled(folder: Path, database: Database, floor: Floor, second: float) -> int:
    async with draining(folder, database) as (log, drain), asyncio.timeout(20):
        reconciler = Reconciler([], drain, log, database, lambda: floor)
        found = await reconciler.once(at(second))
        await drain.caught_up()
        return found


async def test_a_call_that_nobody_saw_end_is_lost_in_the_end(
    tmp_path: Path, database: Database
) -> None:
    await drained(tmp_path, database, facts.waiting(1))

    assert await reconciled(tmp_path, database, UP, 3600) == 1
    row = await database.fetchrow("SELECT outcome, why, ended_at FROM outcomes")
    assert row is not None
    assert tuple(row) == ("lost", "unseen", at(3))
    assert await reconciled(tmp_path, database, UP, 3600) == 0


async def test_a_call_that_asterisk_still_has_goes_on(tmp_path: Path, database: Database) -> None:
    begun = LegStarted(at=at(0), leg_id=call(1), call_id=call(1), device=TRUNK)
    await drained(tmp_path, database, [begun])

    assert await reconciled(tmp_path, database, reduce(UP, begun).floor, 3600) == 0


async def test_while_the_link_is_down_nothing_is_called_lost(
    tmp_path: Path, database: Database
) -> None:
    await drained(tmp_path, database, facts.waiting(1))

    assert await reconciled(tmp_path, database, Floor(), 3600) == 0


async def test_a_leg_that_began_just_now_is_left_alone(tmp_path: Path, database: Database) -> None:
    await drained(tmp_path, database, facts.waiting(1))

    assert await reconciled(tmp_path, database, UP, 10) == 0


async def test_calls_that_ended_are_not_ended_again(tmp_path: Path, database: Database) -> None:
    await drained(tmp_path, database, [*facts.answered(1), *facts.gave_up_while_ringing(2)])

    assert await reconciled(tmp_path, database, UP, 3600) == 0


async def test_a_fault_of_ours_in_one_round_does_not_end_the_next(
    tmp_path: Path, database: Database
) -> None:
    again = asyncio.Event()

    class Broken(Witness):
        rounds = 0

        async def read(self, now: datetime) -> int:
            self.rounds += 1
            if self.rounds > 1:
                again.set()
            raise ValueError("a line that nobody thought of")

    async with draining(tmp_path, database) as (log, drain), asyncio.timeout(20):
        broken = Broken(PBX, WitnessFiles(), database, drain, log.boot)
        reconciler = Reconciler([broken], drain, log, database, lambda: UP)
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(reconciler.run(lambda: at(0), every=0.01))
            await again.wait()
            running.cancel()
