"""HTTP: log in, log out, one's own password and language, tickets for the push channel."""

from callcenter.people.account import Changes
from callcenter.people.passwords import Passwords, weakness
from callcenter.people.roster import Roster
from callcenter.people.sessions import Sessions
from callcenter.people.store import PeopleStore
from callcenter.people.throttle import Throttle
from callcenter.people.tickets import LIFETIME, Tickets
from callcenter.people.views import (
    Credentials,
    LoggedIn,
    OldAndNew,
    OwnChanges,
    PersonView,
    PushUrl,
    TicketView,
    person_view,
)
from callcenter.refusal import Refused
from callcenter.web_api.problem import BadInput
from callcenter.web_api.route import Door, Nothing, Reply, Request, Route, Session, Table

BREATH = 5.0  # seconds until the line of those who log in has become shorter


class SessionRoutes:
    """What a person does about his own log-in. `push_url` answers for the host he came by."""

    def __init__(
        self,
        store: PeopleStore,
        sessions: Sessions,
        passwords: Passwords,
        roster: Roster,
        *,
        throttle: Throttle,
        tickets: Tickets,
        push_url: PushUrl,
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._passwords = passwords
        self._roster = roster
        self._throttle = throttle
        self._tickets = tickets
        self._push_url = push_url

    async def log_in(self, request: Request[Nothing, Credentials]) -> Reply:
        """Wrong login, wrong password and disabled account look the same and take as long."""
        login, password = request.body.login, request.body.password
        self._slow_down(login, request.address)
        found = await self._store.credentials(login)
        account, kept = found or (None, None)
        right = await self._passwords.verify(kept, password)
        if account is None or kept is None or account.disabled or not right:
            await self._store.refused(account.person.id if account else "", request.address)
            raise Refused("wrong_login", status=401)
        if self._passwords.outdated(kept):
            kept = await self._passwords.hash(password)
            await self._store.rehash(account.person.id, kept)
        self._throttle.succeeded(login, request.address)
        token, session = await self._sessions.begin(
            account.person, kept, request.address, replaces=request.token
        )
        return Reply(body=self._logged_in(session, request.host), cookie=token)

    async def show(self, request: Request[Nothing, Nothing]) -> Reply:
        """A page that was loaded again asks who it is."""
        return Reply(body=self._logged_in(request.asker, request.host))

    async def log_out(self, request: Request[Nothing, Nothing]) -> Reply:
        """This browser's session ends, with its sockets."""
        await self._sessions.end_by_token(request.token)
        return Reply(status=204, cookie="")

    async def change_password(self, request: Request[Nothing, OldAndNew]) -> Reply:
        """Every other session of the person ends; this one stays."""
        person = request.person
        self._slow_down(person.login, request.address)
        kept = await self._store.password_hash(person.id)
        if not await self._passwords.verify(kept, request.body.old):
            raise Refused("wrong_password", status=403)
        self._throttle.succeeded(person.login, request.address)
        weak = weakness(request.body.new, person.login)
        if weak:
            raise BadInput("weak_password", weak)
        fresh = await self._passwords.hash(request.body.new)
        ended = await self._store.set_password(
            person.id, fresh, person.id, request.address, keep=request.asker.id
        )
        self._sessions.forget(ended)
        return Reply(status=204)

    async def change_own(self, request: Request[Nothing, OwnChanges]) -> Reply:
        """The language of the pages."""
        changes = Changes(locale=request.body.locale)
        person_id = request.person.id
        account, _ = await self._store.change(person_id, changes, person_id, request.address)
        await self._roster.hurry()
        return Reply(body=person_view(account.person))

    async def ticket(self, request: Request[Nothing, Nothing]) -> Reply:
        """Good once, soon, and only while this session stands."""
        ticket = self._tickets.issue(request.asker)
        view = TicketView(
            ticket=ticket, push_url=self._push_url(request.host), expires_in=int(LIFETIME)
        )
        return Reply(body=view)

    def _slow_down(self, login: str, address: str) -> None:
        if self._passwords.overrun:
            raise BadInput("too_many_attempts", retry_after=BREATH)
        wait = self._throttle.admit(login, address)
        if wait > 0:
            raise BadInput("too_many_attempts", retry_after=wait)

    def _logged_in(self, session: Session, host: str) -> LoggedIn:
        return LoggedIn(
            person=person_view(session.person), csrf=session.csrf, push_url=self._push_url(host)
        )


def table(routes: SessionRoutes) -> Table:
    """The lines of the table that these routes are."""
    return (
        Route(
            "POST",
            "/session",
            Door.ANYONE,
            routes.log_in,
            {200: LoggedIn},
            "Log in. Sets the session's cookie; a session that the browser had ends.",
            ("wrong_login", "too_many_attempts", "memory_away"),
        ),
        Route(
            "GET",
            "/session",
            Door.LOGGED_IN,
            routes.show,
            {200: LoggedIn},
            "Who is logged in on this browser.",
        ),
        Route(
            "DELETE",
            "/session",
            Door.LOGGED_IN,
            routes.log_out,
            {204: None},
            "Log out. The session's sockets are closed with 4003.",
        ),
        Route(
            "PATCH",
            "/session",
            Door.LOGGED_IN,
            routes.change_own,
            {200: PersonView},
            "Change one's own language.",
        ),
        Route(
            "POST",
            "/session/password",
            Door.LOGGED_IN,
            routes.change_password,
            {204: None},
            "Change one's own password. All other sessions of the person end.",
            ("wrong_password", "weak_password", "too_many_attempts"),
        ),
        Route(
            "POST",
            "/session/ticket",
            Door.LOGGED_IN,
            routes.ticket,
            {200: TicketView},
            "A one-time ticket to show to the push channel.",
        ),
    )
