"""Who may log in, as the floor hears it."""

import asyncio

from callcenter import clock
from callcenter.db.pool import Database
from callcenter.people.account import Changes
from callcenter.people.roster import Roster
from callcenter.people.sessions import Sessions
from callcenter.people.store import PeopleStore
from callcenter.roles import Person
from tests.people import LI, WANG


async def test_the_roster_is_told_whole_and_only_when_it_changed(database: Database) -> None:
    told: list[tuple[Person, ...]] = []
    store = PeopleStore(database)
    roster = Roster(store, Sessions(store, clock.now), told.append)
    for person in (LI, WANG):
        await store.add(person, "hash", None, "")

    await roster.refresh()
    await roster.refresh()
    await store.change(LI.id, Changes(disabled=True), None, "")
    await roster.hurry()

    assert told == [(LI, WANG), (WANG,)]


async def test_without_postgres_the_roster_waits() -> None:
    told: list[tuple[Person, ...]] = []
    async with Database("postgresql:///nowhere?host=/nowhere") as nowhere:
        store = PeopleStore(nowhere)
        await Roster(store, Sessions(store, clock.now), told.append).hurry()

    assert told == []


async def test_a_row_that_nobody_can_read_does_not_end_the_watch(database: Database) -> None:
    again = asyncio.Event()

    class Broken(PeopleStore):
        looks = 0

        async def revision(self) -> int:
            self.looks += 1
            if self.looks > 1:
                again.set()
            raise ValueError("a role that nobody knows")

    store = Broken(database)
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        roster = Roster(store, Sessions(store, clock.now), lambda people: None)
        watching = tasks.create_task(roster.watch(every=0.01))
        await again.wait()
        watching.cancel()
