"""Tickets for the push channel: once, soon, and only while the session stands."""

from datetime import UTC, datetime, timedelta

from callcenter.db.pool import Database
from callcenter.people.sessions import Sessions
from callcenter.people.store import PeopleStore
from callcenter.people.tickets import MOST, Tickets
from callcenter.web_api.route import Session
from tests.people import LI

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Desk:
    """Tickets and sessions on one watch."""

    def __init__(self, database: Database) -> None:
        self.seconds = 0.0
        self.store = PeopleStore(database)
        self.sessions = Sessions(self.store, self.now)
        self.tickets = Tickets(self.sessions, lambda: self.seconds)

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    async def log_in(self) -> tuple[str, Session]:
        await self.store.add(LI, "hash", None, "")
        return await self.sessions.begin(LI, "hash", "10.0.0.1")


async def test_a_ticket_is_good_once_and_for_thirty_seconds(database: Database) -> None:
    desk = Desk(database)
    _, session = await desk.log_in()
    first, second = desk.tickets.issue(session), desk.tickets.issue(session)

    desk.seconds = 29.9
    assert desk.tickets.redeem(first) == (LI, session.id)
    assert desk.tickets.redeem(first) is None
    desk.seconds = 30.0
    assert desk.tickets.redeem(second) is None
    assert desk.tickets.redeem("made up") is None


async def test_a_ticket_of_an_ended_session_is_worthless(database: Database) -> None:
    desk = Desk(database)
    token, session = await desk.log_in()
    ticket = desk.tickets.issue(session)

    await desk.sessions.end_by_token(token)

    assert desk.tickets.redeem(ticket) is None


async def test_tickets_that_nobody_shows_are_forgotten(database: Database) -> None:
    desk = Desk(database)
    _, session = await desk.log_in()
    for _ in range(50):
        desk.tickets.issue(session)
    desk.seconds = 31.0

    desk.tickets.issue(session)

    assert len(desk.tickets._given) == 1


async def test_who_asks_for_ever_more_tickets_only_loses_the_oldest(database: Database) -> None:
    desk = Desk(database)
    _, session = await desk.log_in()
    first = desk.tickets.issue(session)
    for _ in range(MOST):
        last = desk.tickets.issue(session)

    assert len(desk.tickets._given) <= MOST
    assert desk.tickets.redeem(first) is None
    assert desk.tickets.redeem(last) == (LI, session.id)
