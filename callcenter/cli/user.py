"""`callcenter user`: accounts from the command line, for the first day and for emergencies."""

import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from cyclopts import App

from callcenter.cli import configured
from callcenter.cli.console import fail, out, quiet, say
from callcenter.db.away import DatabaseAway
from callcenter.db.pool import Database
from callcenter.people.account import Account, Changes
from callcenter.people.administration import new_id
from callcenter.people.passwords import LONGEST, Passwords, generated, weakness
from callcenter.people.store import PeopleStore
from callcenter.people.views import NewPerson
from callcenter.refusal import Refused
from callcenter.roles import Person, Role
from callcenter.web_api.problem import CODES

HERE = "command line"  # where the audit trail says it came from

app = App(name="user", help="People who may log in: add, passwd, list, disable, enable.")

Work = Callable[[PeopleStore], Awaitable[None]]


@app.command
def add(
    login: str,
    *,
    name: str = "",
    role: Role = Role.AGENT,
    phone: str | None = None,
    pbx: str = "main",
    queues: tuple[str, ...] = (),
    locale: str = "zh-CN",
    ask: bool = False,
    config: Path | None = None,
) -> None:
    """Make an account. The password is made up and shown once; --ask reads one instead.

    PHONE is the device that rings for an agent, as Asterisk names it: PJSIP/1001. PBX is the
    [pbx.NAME] of the settings that it is on.
    """
    wanted = checked(login, name or login, role, phone, pbx, queues, locale)
    password = read_password(login) if ask else generated()

    async def work(store: PeopleStore) -> None:
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
        await store.add(person, await hashed(password), None, HERE)

    there(pbx, config)
    with_store(work, config)
    say(f"{login} can log in as {role.value}")
    show_once(password, made_up=not ask)


@app.command
def passwd(login: str, *, ask: bool = False, config: Path | None = None) -> None:
    """Set a new password, made up and shown once, or read with --ask; all sessions end."""
    password = read_password(login) if ask else generated()

    async def work(store: PeopleStore) -> None:
        person = (await found(store, login)).person
        await store.set_password(person.id, await hashed(password), None, HERE)

    with_store(work, config)
    say(f"{login} has a new password; every session of {login} has ended")
    show_once(password, made_up=not ask)


@app.command(name="list")
def everybody(*, config: Path | None = None) -> None:
    """Show all accounts."""

    async def work(store: PeopleStore) -> None:
        for account in await store.everybody():
            out.print(line(account), markup=False)

    with_store(work, config)


@app.command
def disable(login: str, *, config: Path | None = None) -> None:
    """Let somebody in no more; every session and screen ends within two seconds."""
    change(login, Changes(disabled=True), config)
    say(f"{login} is disabled; every session of {login} has ended")


@app.command
def enable(login: str, *, config: Path | None = None) -> None:
    """Let somebody in again, with the password as it was."""
    change(login, Changes(disabled=False), config)
    say(f"{login} can log in again")


def change(login: str, changes: Changes, config: Path | None) -> None:
    """Change one account."""

    async def work(store: PeopleStore) -> None:
        await store.change((await found(store, login)).person.id, changes, None, HERE)

    with_store(work, config)


def there(pbx: str, config: Path | None) -> None:
    """End the program if the settings name no such PBX."""
    known = configured.with_box(config).pbx
    if known and pbx not in known:
        fail(f"there is no [pbx.{pbx}] in the settings; there are: {', '.join(known)}")


def with_store(work: Work, config: Path | None) -> None:
    """Do it on the configured database, or say in one sentence why it cannot be done."""
    quiet()
    settings = configured.with_box(config)

    async def whole() -> None:
        async with Database(settings.postgres.dsn, size=1) as database:
            store = PeopleStore(database)
            if not await store.is_there():
                fail("the database has no tables yet: run `callcenter migrate` first")
            await work(store)

    try:
        asyncio.run(whole())
    except Refused as refused:
        _, title = CODES[refused.code]
        fail(f"{title}: {refused.detail}" if refused.detail else title)
    except DatabaseAway as away:
        fail(f"PostgreSQL cannot be reached ({away}): start it, or see to postgres.dsn")


async def found(store: PeopleStore, login: str) -> Account:
    """The account with this login; Refused if there is none."""
    credentials = await store.credentials(login)
    if credentials is None:
        raise Refused("person_not_found", login)
    return credentials[0]


def checked(
    login: str,
    name: str,
    role: Role,
    phone: str | None,
    pbx: str,
    queues: tuple[str, ...],
    locale: str,
) -> NewPerson:
    """The same rules as over HTTP; ends the program with the field that is wrong."""
    wanted = {
        "login": login,
        "name": name,
        "role": role.value,
        "phone": phone,
        "pbx": pbx,
        "queues": queues,
        "locale": locale,
    }
    try:
        return msgspec.convert(wanted, NewPerson)
    except msgspec.ValidationError as error:
        fail(f"this cannot be an account: {error}")


async def hashed(password: str) -> str:
    """The hash to keep."""
    passwords = Passwords()
    try:
        return await passwords.hash(password)
    finally:
        passwords.close()


def read_password(login: str) -> str:
    """From the terminal, twice and unseen; else the first line of the standard input."""
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Again: "):
            fail("the two are not the same; nothing was changed")
    else:
        password = sys.stdin.readline(LONGEST * 4).rstrip("\r\n")
    weak = weakness(password, login) or not_text(password)
    if weak:
        fail(f"this password will not do: {weak}; nothing was changed")
    return password


def not_text(password: str) -> str:
    """Why it is no text that a browser could send; empty if it is."""
    try:
        password.encode()
    except UnicodeEncodeError:
        return "UTF-8 text only"
    return ""


def show_once(password: str, *, made_up: bool) -> None:
    """A password that nobody knows yet."""
    if made_up:
        out.print(f"\n  password: {password}   (shown this once)\n", markup=False)


def line(account: Account) -> str:
    """One account as a line of the list."""
    person = account.person
    state = "disabled" if account.disabled else ""
    fields = (person.login, person.role.value, person.phone or "-", ",".join(person.queues) or "-")
    login, role, phone, queues = fields
    return f"{login:<16} {role:<11} {phone:<16} {queues:<24} {state:<9} {person.name}"
