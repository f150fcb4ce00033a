"""The first people of a fresh centre."""

from callcenter.db.pool import Database
from callcenter.people.first import create_first_people
from callcenter.people.passwords import Passwords
from callcenter.people.store import PeopleStore


async def test_a_fresh_centre_gets_an_admin_a_supervisor_and_agents(database: Database) -> None:
    store = PeopleStore(database)

    made = await create_first_people(store, 3)

    roles = {login: role for login, _, role in made}
    assert roles == {
        "admin": "admin",
        "monitor": "supervisor",
        "agent1": "agent",
        "agent2": "agent",
        "agent3": "agent",
    }
    phones = {account.person.phone for account in await store.everybody()}
    assert phones == {None, "PJSIP/1001", "PJSIP/1002", "PJSIP/1003"}
    login, password, _ = made[0]
    found = await store.credentials(login)
    passwords = Passwords()
    assert found is not None
    assert await passwords.verify(found[1], password)
    passwords.close()


async def test_where_there_are_people_nobody_is_added(database: Database) -> None:
    store = PeopleStore(database)
    await create_first_people(store, 1)

    assert await create_first_people(store, 3) == []
    assert len(await store.everybody()) == 3
