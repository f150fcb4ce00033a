"""Who may log in, as the floor hears it."""

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
