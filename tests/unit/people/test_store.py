"""Accounts, sessions and the audit trail in a real Postgres."""

import asyncio
from datetime import timedelta

import asyncpg
import msgspec
import pytest

from callcenter import clock
from callcenter.db.pool import Database
from callcenter.people.account import Changes, KeptSession
from callcenter.people.store import PeopleStore
from callcenter.refusal import Refused
from callcenter.roles import Role
from tests.people import ADA, EVERYBODY, LI, WANG


@pytest.fixture
async def store(database: Database) -> PeopleStore:
    """A store with everybody in it."""
    made = PeopleStore(database)
    for person in EVERYBODY:
        await made.add(person, "hash", None, "test")
    return made


def session(number: int = 1) -> KeptSession:
    return KeptSession(id=f"s{number}", person=LI, expires_at=clock.now() + timedelta(hours=1))


async def test_people_come_back_as_they_went_in(store: PeopleStore) -> None:
    assert {account.person for account in await store.everybody()} == set(EVERYBODY)
    assert await store.credentials("LI") == await store.credentials("li")
    assert await store.credentials("nobody") is None


async def test_each_change_is_a_new_revision(store: PeopleStore) -> None:
    before = await store.revision()
    await store.change(LI.id, Changes(name="李 娜"), ADA.id, "10.0.0.1")

    assert await store.revision() > before


async def test_a_login_or_phone_of_another_is_refused(store: PeopleStore) -> None:
    with pytest.raises(Refused, match="login_taken"):
        await store.add(msgspec.structs.replace(LI, id="p-x", login="Li"), "hash", None, "")
    with pytest.raises(Refused, match="phone_taken"):
        await store.change(WANG.id, Changes(phone=LI.phone), None, "")


async def test_a_disabled_persons_phone_may_be_anothers(store: PeopleStore) -> None:
    await store.change(LI.id, Changes(disabled=True), None, "")

    await store.change(WANG.id, Changes(phone=LI.phone), None, "")

    with pytest.raises(Refused, match="phone_taken"):
        await store.change(LI.id, Changes(disabled=False), None, "")


async def test_of_two_administrators_who_disable_each_other_one_stays(store: PeopleStore) -> None:
    await store.change(WANG.id, Changes(role=Role.ADMIN), None, "")

    async def disable(person_id: str) -> str:
        try:
            await store.change(person_id, Changes(disabled=True), None, "")
        except Refused as refused:
            return refused.code
        return "done"

    done = await asyncio.gather(disable(ADA.id), disable(WANG.id))

    assert sorted(done) == ["done", "last_admin"]


async def test_only_open_sessions_of_people_who_may_log_in_stand(store: PeopleStore) -> None:
    await store.begin_session(session(1), b"1", "10.0.0.1", "hash")
    await store.begin_session(session(2), b"2", "10.0.0.1", "hash")
    assert set(await store.open_sessions([b"1", b"2", b"3"])) == {b"1", b"2"}

    await store.end_session("s1", LI.id, "logged_out")
    assert set(await store.open_sessions([b"1", b"2"])) == {b"2"}
    _, ended = await store.change(LI.id, Changes(disabled=True), None, "")

    assert ended == ["s2"]
    assert await store.open_sessions([b"1", b"2"]) == {}


async def test_no_session_begins_with_a_password_that_was_just_changed(store: PeopleStore) -> None:
    await store.set_password(LI.id, "new hash", None, "")

    with pytest.raises(Refused, match="wrong_login"):
        await store.begin_session(session(), b"1", "", "hash")


async def test_a_new_password_may_keep_one_session(store: PeopleStore) -> None:
    for number in (1, 2, 3):
        await store.begin_session(session(number), bytes([number]), "", "hash")

    assert sorted(await store.set_password(LI.id, "new", LI.id, "", keep="s2")) == ["s1", "s3"]


async def test_nobody_there_is_said_so(store: PeopleStore) -> None:
    for work in (
        store.account("p-x"),
        store.change("p-x", Changes(name="x"), None, ""),
        store.set_password("p-x", "hash", None, ""),
    ):
        with pytest.raises(Refused, match="person_not_found"):
            await work


async def test_the_audit_trail_names_who_did_what_to_whom(
    store: PeopleStore, database: Database
) -> None:
    await store.change(LI.id, Changes(role=Role.SUPERVISOR), ADA.id, "10.0.0.1")
    await store.refused(LI.id, "10.0.0.2")

    rows = await database.fetch("SELECT * FROM audit WHERE address LIKE '10.%' ORDER BY id")

    assert [(r["by_id"], r["action"], r["subject"], r["detail"]) for r in rows] == [
        (ADA.id, "person_changed", LI.id, {"role": "supervisor"}),
        (None, "log_in_refused", LI.id, {}),
    ]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET by_id = 'x'", "DELETE FROM audit", "TRUNCATE audit"],
)
async def test_the_audit_trail_is_only_ever_added_to(
    store: PeopleStore, database: Database, statement: str
) -> None:
    with pytest.raises(asyncpg.RaiseError, match="only ever added to"):
        await database.execute(statement)


async def test_sessions_that_expired_long_ago_are_forgotten(
    store: PeopleStore, database: Database
) -> None:
    await store.begin_session(session(), b"1", "", "hash")
    await database.execute("UPDATE sessions SET expires_at = now() - interval '31 days'")

    await store.forget_old_sessions()

    assert await database.fetchval("SELECT count(*) FROM sessions") == 0
    assert await store.is_there()
