"""The people's side of the server, put together: who may come in, and by which doors."""

from collections.abc import Callable
from dataclasses import dataclass

from callcenter import clock
from callcenter.db.pool import Database
from callcenter.people import administration, routes
from callcenter.people.administration import Administration
from callcenter.people.passwords import Passwords
from callcenter.people.roster import Roster
from callcenter.people.routes import SessionRoutes
from callcenter.people.sessions import Sessions
from callcenter.people.store import PeopleStore
from callcenter.people.throttle import Throttle
from callcenter.people.tickets import Tickets
from callcenter.roles import Person
from callcenter.settings import Settings
from callcenter.web_api.origins import origins
from callcenter.web_api.route import Table


@dataclass(frozen=True)
class PeopleSide:
    """Accounts, sessions and their routes."""

    passwords: Passwords
    sessions: Sessions
    tickets: Tickets
    roster: Roster
    table: Table


def people_side(
    db: Database,
    settings: Settings,
    on_people: Callable[[tuple[Person, ...]], None],
    on_ended: Callable[[str], None],
) -> PeopleSide:
    """`on_people` hears everybody whenever that changed, `on_ended` each session that ends."""
    store, passwords = PeopleStore(db), Passwords()
    sessions = Sessions(store, clock.now, on_ended)
    tickets = Tickets(sessions, clock.monotonic)
    roster = Roster(store, sessions, on_people)
    own = SessionRoutes(
        store,
        sessions,
        passwords,
        roster,
        throttle=Throttle(clock.monotonic),
        tickets=tickets,
        push_url=origins(settings.server).push_url,
    )
    names = frozenset(settings.queue)
    others = Administration(store, sessions, passwords, roster, queues=lambda: names)
    table = (*routes.table(own), *administration.table(others))
    return PeopleSide(passwords, sessions, tickets, roster, table)
