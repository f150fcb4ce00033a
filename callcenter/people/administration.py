"""HTTP for administrators: accounts, their passwords, their sessions."""

import secrets
from collections.abc import Callable

from callcenter.people.account import Account, Changes
from callcenter.people.passwords import Passwords, generated, weakness
from callcenter.people.roster import Roster
from callcenter.people.sessions import Sessions
from callcenter.people.store import PeopleStore
from callcenter.people.views import (
    AccountView,
    NewPassword,
    NewPerson,
    OnePerson,
    PasswordMade,
    People,
    PersonChanges,
    PersonMade,
    account_view,
)
from callcenter.refusal import Refused
from callcenter.roles import Person, Right
from callcenter.web_api.problem import BadInput
from callcenter.web_api.route import Nothing, Reply, Request, Route, Table

QueueNames = Callable[[], frozenset[str]]


class Administration:
    """What an administrator does to accounts. `queues` are those that exist; none: any goes."""

    def __init__(
        self,
        store: PeopleStore,
        sessions: Sessions,
        passwords: Passwords,
        roster: Roster,
        queues: QueueNames,
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._passwords = passwords
        self._roster = roster
        self._queues = queues

    async def everybody(self, request: Request[Nothing, Nothing]) -> Reply:
        """All accounts, disabled ones too."""
        accounts = await self._store.everybody()
        return Reply(body=People(people=tuple(account_view(account) for account in accounts)))

    async def add(self, request: Request[Nothing, NewPerson]) -> Reply:
        """A new account, and its password if it was made up here."""
        wanted = request.body
        self._check_queues(wanted.queues)
        password, shown = chosen(wanted.password, wanted.login)
        person = Person(
            id=new_id(),
            login=wanted.login,
            name=wanted.name,
            role=wanted.role,
            phone=wanted.phone,
            pbx=wanted.pbx,
            queues=wanted.queues,
            locale=wanted.locale,
        )
        kept = await self._passwords.hash(password)
        await self._store.add(person, kept, request.person.id, request.address)
        await self._roster.hurry()
        view = account_view(Account(person=person))
        return Reply(status=201, body=PersonMade(person=view, password=shown))

    async def change(self, request: Request[OnePerson, PersonChanges]) -> Reply:
        """Another role, or disabling, ends the person's sessions at once."""
        wanted = request.body
        if isinstance(wanted.queues, tuple):
            self._check_queues(wanted.queues)
        changes = Changes(
            name=wanted.name,
            role=wanted.role,
            phone=wanted.phone,
            queues=wanted.queues,
            locale=wanted.locale,
            disabled=wanted.disabled,
        )
        account, ended = await self._store.change(
            request.params.person_id, changes, request.person.id, request.address
        )
        self._sessions.forget(ended)
        await self._roster.hurry()
        return Reply(body=account_view(account))

    async def set_password(self, request: Request[OnePerson, NewPassword]) -> Reply:
        """The person's sessions end; the new password is shown once if it was made up here."""
        person_id = request.params.person_id
        account = await self._store.account(person_id)
        password, shown = chosen(request.body.password, account.person.login)
        kept = await self._passwords.hash(password)
        ended = await self._store.set_password(person_id, kept, request.person.id, request.address)
        self._sessions.forget(ended)
        return Reply(body=PasswordMade(password=shown))

    async def end_sessions(self, request: Request[OnePerson, Nothing]) -> Reply:
        """The person is logged out everywhere."""
        await self._store.account(request.params.person_id)
        ended = await self._store.end_sessions_of(
            request.params.person_id, request.person.id, request.address
        )
        self._sessions.forget(ended)
        return Reply(status=204)

    def _check_queues(self, wanted: tuple[str, ...]) -> None:
        known = self._queues()
        for queue in wanted:
            if known and queue not in known:
                raise Refused("unknown_queue", queue)


def chosen(password: str | None, login: str) -> tuple[str, str | None]:
    """The password to use, and the same again if it was made up here and must be shown."""
    if password is None:
        made = generated()
        return made, made
    weak = weakness(password, login)
    if weak:
        raise BadInput("weak_password", weak)
    return password, None


def new_id() -> str:
    """A person's id: random, so that nobody can count people by it."""
    return f"p-{secrets.token_hex(6)}"


def table(routes: Administration) -> Table:
    """The lines of the table that these routes are."""
    return (
        Route(
            "GET",
            "/people",
            Right.ADMINISTER_PEOPLE,
            routes.everybody,
            {200: People},
            "All accounts.",
        ),
        Route(
            "POST",
            "/people",
            Right.ADMINISTER_PEOPLE,
            routes.add,
            {201: PersonMade},
            "Make an account.",
            ("login_taken", "phone_taken", "unknown_queue", "weak_password"),
        ),
        Route(
            "PATCH",
            "/people/{person_id}",
            Right.ADMINISTER_PEOPLE,
            routes.change,
            {200: AccountView},
            "Change an account. Another role, or disabling, ends the person's sessions.",
            ("person_not_found", "phone_taken", "last_admin", "unknown_queue"),
        ),
        Route(
            "POST",
            "/people/{person_id}/password",
            Right.ADMINISTER_PEOPLE,
            routes.set_password,
            {200: PasswordMade},
            "Set somebody's password. The person's sessions end.",
            ("person_not_found", "weak_password"),
        ),
        Route(
            "DELETE",
            "/people/{person_id}/sessions",
            Right.ADMINISTER_PEOPLE,
            routes.end_sessions,
            {204: None},
            "Log somebody out everywhere.",
            ("person_not_found",),
        ),
    )
