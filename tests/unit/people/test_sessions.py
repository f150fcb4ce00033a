"""Sessions in memory: fresh tokens, and endings that nothing outlives."""

from datetime import UTC, datetime, timedelta

import pytest

from callcenter.db.pool import Database
from callcenter.people.sessions import LIFETIME, Sessions, csrf_of, hash_of
from callcenter.people.store import PeopleStore
from tests.people import LI


class Desk:
    """Sessions on a watch that the test sets."""

    def __init__(self, database: Database) -> None:
        self.now = datetime.now(UTC)  # noqa: TID251 - Postgres compares with its own clock
        self.ended: list[str] = []
        self.store = PeopleStore(database)
        self.sessions = self.another()

    def another(self) -> Sessions:
        """A server that was restarted: nothing in memory."""
        return Sessions(self.store, lambda: self.now, self.ended.append)


@pytest.fixture
async def desk(database: Database) -> Desk:
    made = Desk(database)
    await made.store.add(LI, "hash", None, "")
    return made


async def test_a_session_outlives_the_server(desk: Desk) -> None:
    token, session = await desk.sessions.begin(LI, "hash", "10.0.0.1")

    assert await desk.another().session(token) == session
    assert await desk.sessions.session(token + "x") is None


async def test_a_session_lasts_a_shift_and_no_longer(desk: Desk) -> None:
    token, session = await desk.sessions.begin(LI, "hash", "")
    desk.now += LIFETIME

    assert await desk.sessions.session(token) is None
    assert desk.sessions.standing(session.id) is None
    desk.sessions.expire()
    assert desk.ended == [session.id]


async def test_an_ending_that_comes_while_a_session_is_read_wins(desk: Desk) -> None:
    token, session = await desk.sessions.begin(LI, "hash", "")
    fresh = desk.another()
    read = desk.store.open_sessions

    async def ends_meanwhile(hashes: object) -> object:
        found = await read([hash_of(token)])
        if found:
            ended = await desk.store.end_sessions_of(LI.id, None, "")
            fresh.forget(ended)
        return found

    desk.store.open_sessions = ends_meanwhile  # type: ignore[method-assign,assignment]

    assert await fresh.session(token) is None
    assert desk.ended == [session.id]


async def test_a_new_log_in_ends_what_the_browser_had(desk: Desk) -> None:
    token, session = await desk.sessions.begin(LI, "hash", "")
    other, _ = await desk.sessions.begin(LI, "hash", "", replaces=token)

    assert desk.ended == [session.id]
    assert await desk.sessions.session(token) is None
    assert await desk.sessions.session(other) is not None


async def test_ending_twice_is_harmless(desk: Desk) -> None:
    token, _ = await desk.sessions.begin(LI, "hash", "")
    await desk.sessions.end_by_token(token)
    await desk.sessions.end_by_token(token)

    assert len(desk.ended) == 1


async def test_tokens_are_long_and_never_the_same(desk: Desk) -> None:
    tokens = {(await desk.sessions.begin(LI, "hash", ""))[0] for _ in range(20)}

    assert len(tokens) == 20
    assert min(len(token) for token in tokens) >= 43
    assert len({csrf_of(token) for token in tokens}) == 20


def test_a_token_of_strange_characters_is_only_unknown() -> None:
    assert len(hash_of("\udcff")) == 32
    assert csrf_of("\udcff")


def test_the_lifetime_is_a_shift() -> None:
    assert timedelta(hours=8) < LIFETIME <= timedelta(hours=24)
