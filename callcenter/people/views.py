"""People and sessions as HTTP spells them."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from callcenter.people.account import Account
from callcenter.people.passwords import LONGEST
from callcenter.roles import RIGHTS, Person, Right, Role
from callcenter.web_api.body import PLAIN, Word

Locale = Literal["zh-CN", "en"]
Password = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
Login = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=PLAIN)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=PLAIN)]
Phone = Annotated[
    str,
    msgspec.Meta(
        max_length=80, pattern=r"^[A-Za-z0-9]+/[A-Za-z0-9_.-]+(@[A-Za-z0-9_.-]+)?(/n)?$(?!\n)"
    ),
]
QueueName = Annotated[
    str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.-]+$(?!\n)")
]
Queues = Annotated[tuple[QueueName, ...], msgspec.Meta(max_length=200)]


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """A person, and what the role allows."""

    id: str
    login: str
    name: str
    role: Role
    phone: str | None
    pbx: str
    queues: tuple[str, ...]
    locale: Locale
    rights: tuple[Right, ...]


class AccountView(PersonView, frozen=True, kw_only=True):
    """A person as the administrator sees him."""

    disabled: bool


class People(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody, by login."""

    people: tuple[AccountView, ...]


class LoggedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A session: who, the word for writes, and where the push channel is."""

    person: PersonView
    csrf: str
    push_url: str


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What comes in; a field that nobody knows is refused."""


class Credentials(Body, frozen=True, kw_only=True):
    """Who wants in."""

    login: Login
    password: Password


class OldAndNew(Body, frozen=True, kw_only=True):
    """A person's own change of password."""

    old: Password
    new: Password


class OwnChanges(Body, frozen=True, kw_only=True):
    """What a person may change about himself."""

    locale: Locale


class TicketView(msgspec.Struct, frozen=True, kw_only=True):
    """A one-time ticket for the push channel; `expires_in` seconds."""

    ticket: str
    push_url: str
    expires_in: int


class NewPerson(Body, frozen=True, kw_only=True):
    """An account to be made; without a password a random one is made and shown once."""

    login: Word
    name: Name
    role: Role
    phone: Phone | None = None
    pbx: Word = "main"
    queues: Queues = ()
    locale: Locale = "zh-CN"
    password: Password | None = None


class PersonChanges(Body, frozen=True, kw_only=True):
    """What an administrator changes; what is left out stays."""

    name: Name | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    phone: Phone | UnsetType | None = UNSET
    queues: Queues | UnsetType = UNSET
    locale: Locale | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET


class NewPassword(Body, frozen=True, kw_only=True):
    """A password set by an administrator; none: a random one."""

    password: Password | None = None


class PersonMade(msgspec.Struct, frozen=True, kw_only=True):
    """The new account; `password` only if it was made up here, and only this once."""

    person: AccountView
    password: str | None = None


class PasswordMade(msgspec.Struct, frozen=True, kw_only=True):
    """The password that was made up here, shown this once; null if the administrator gave it."""

    password: str | None = None


class OnePerson(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The person a path names."""

    person_id: Word


PushUrl = Callable[[str], str]


def person_view(person: Person) -> PersonView:
    """A person as he sees himself."""
    return PersonView(**fields_of(person))


def account_view(account: Account) -> AccountView:
    """A person as the administrator sees him."""
    return AccountView(**fields_of(account.person), disabled=account.disabled)


def fields_of(person: Person) -> dict[str, Any]:
    """What both have in common; rights in the order of the table."""
    allowed = RIGHTS[person.role]
    rights = tuple(right for right in Right if right in allowed)
    return {**msgspec.structs.asdict(person), "rights": rights}
