"""SQL: people, their sessions, and the audit trail."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import asyncpg
import msgspec

from callcenter.db.pool import Database
from callcenter.people.account import Account, Changes, KeptSession
from callcenter.refusal import Refused
from callcenter.roles import Person, Role

COLUMNS = "p.id, p.login, p.name, p.role, p.phone, p.pbx, p.queues, p.locale"

EVERYBODY = f"SELECT {COLUMNS}, p.disabled_at FROM people p ORDER BY lower(p.login)"
BY_ID = f"SELECT {COLUMNS}, p.disabled_at FROM people p WHERE p.id = $1"
CREDENTIALS = f"""
    SELECT {COLUMNS}, p.disabled_at, p.password_hash FROM people p WHERE lower(p.login) = lower($1)
"""
HASH_OF = "SELECT password_hash FROM people WHERE id = $1 AND disabled_at IS NULL"
REVISION = "SELECT coalesce(max(revision), 0) FROM people"
ADD = """
    INSERT INTO people (id, login, name, role, phone, pbx, queues, locale, password_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
CHANGE = """
    UPDATE people SET name = $2, role = $3, phone = $4, queues = $5, locale = $6,
        disabled_at = CASE WHEN $7 THEN coalesce(disabled_at, now()) END,
        revision = nextval('people_revision')
    WHERE id = $1
"""
SET_PASSWORD = """
    UPDATE people SET password_hash = $2, revision = nextval('people_revision') WHERE id = $1
"""
OTHER_ADMINS = """
    SELECT count(*) FROM people WHERE role = 'admin' AND disabled_at IS NULL AND id <> $1
"""
ONE_AT_A_TIME = "LOCK TABLE people IN SHARE ROW EXCLUSIVE MODE"

BEGIN_SESSION = """
    INSERT INTO sessions (id, token_hash, person_id, expires_at, address)
    SELECT $1, $2, id, $4, $5 FROM people
    WHERE id = $3 AND disabled_at IS NULL AND password_hash = $6
    FOR SHARE
"""
OPEN_SESSIONS = f"""
    SELECT s.id AS session_id, s.token_hash, s.expires_at, {COLUMNS}
    FROM sessions s JOIN people p ON p.id = s.person_id
    WHERE s.token_hash = ANY($1) AND s.ended_at IS NULL AND s.expires_at > now()
        AND p.disabled_at IS NULL
"""
END_SESSION = """
    UPDATE sessions SET ended_at = now(), ended_because = $2
    WHERE id = $1 AND ended_at IS NULL
"""
END_OF_PERSON = """
    UPDATE sessions SET ended_at = now(), ended_because = $2
    WHERE person_id = $1 AND ended_at IS NULL AND id <> $3 RETURNING id
"""
FORGET_OLD = "DELETE FROM sessions WHERE expires_at < now() - interval '30 days'"
NOTE = "INSERT INTO audit (by_id, action, subject, address, detail) VALUES ($1, $2, $3, $4, $5)"

TAKEN = {"people_login": "login_taken", "people_phone": "phone_taken"}


class PeopleStore:
    """Who may log in, and what they did to each other's accounts. `by` is the id of who asks."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def is_there(self) -> bool:
        """True if the database was migrated."""
        return await self._db.fetchval("SELECT to_regclass('people')") is not None

    async def everybody(self) -> list[Account]:
        """All accounts, disabled ones too, by login."""
        return [account_of(row) for row in await self._db.fetch(EVERYBODY)]

    async def revision(self) -> int:
        """A number that grows whenever anybody's account changes."""
        return int(await self._db.fetchval(REVISION))

    async def account(self, person_id: str) -> Account:
        """One account; Refused if there is none."""
        row = await self._db.fetchrow(BY_ID, person_id)
        if row is None:
            raise Refused("person_not_found", person_id, status=404)
        return account_of(row)

    async def credentials(self, login: str) -> tuple[Account, str] | None:
        """The account with this login, however it is capitalised, and its password's hash."""
        row = await self._db.fetchrow(CREDENTIALS, login)
        return (account_of(row), row["password_hash"]) if row is not None else None

    async def password_hash(self, person_id: str) -> str | None:
        """The hash of somebody's password."""
        kept: str | None = await self._db.fetchval(HASH_OF, person_id)
        return kept

    async def add(self, person: Person, password_hash: str, by: str | None, address: str) -> None:
        """Make an account; Refused if the login or the phone is another person's."""
        fields = (person.phone, person.pbx, list(person.queues), person.locale)
        try:
            async with self._db.transaction() as tx:
                await tx.execute(
                    ADD, person.id, person.login, person.name, person.role, *fields, password_hash
                )
                await note(tx, by, "person_added", person.id, address, {"role": person.role})
        except asyncpg.UniqueViolationError as failure:
            raise taken(failure) from failure

    async def change(
        self, person_id: str, changes: Changes, by: str | None, address: str
    ) -> tuple[Account, list[str]]:
        """Change an account; returns it, and the sessions that ended because of it.

        Another role, or disabling, ends every session of that person.
        """
        try:
            async with self._db.transaction() as tx:
                await tx.execute(ONE_AT_A_TIME)
                row = await tx.fetchrow(BY_ID, person_id)
                if row is None:
                    raise Refused("person_not_found", person_id, status=404)
                before = account_of(row)
                after = changes.applied(before)
                if is_last_admin(before, after) and not await tx.fetchval(OTHER_ADMINS, person_id):
                    raise Refused("last_admin", before.person.login)
                await tx.execute(CHANGE, person_id, *columns(after))
                changed = changes.named()
                await note(tx, by, "person_changed", person_id, address, changed)
                because = why_it_ends(before, after)
                if not because:
                    return after, []
                return after, await end_of_person(tx, person_id, because)
        except asyncpg.UniqueViolationError as failure:
            raise taken(failure) from failure

    async def set_password(
        self, person_id: str, password_hash: str, by: str | None, address: str, keep: str = ""
    ) -> list[str]:
        """Keep a new hash and end all sessions but `keep`; returns the ended ones."""
        async with self._db.transaction() as tx:
            if await tx.execute(SET_PASSWORD, person_id, password_hash) == "UPDATE 0":
                raise Refused("person_not_found", person_id, status=404)
            await note(tx, by, "password_changed", person_id, address, {})
            return await end_of_person(tx, person_id, "password_changed", keep)

    async def rehash(self, person_id: str, password_hash: str) -> None:
        """The same password, hashed with today's parameters."""
        await self._db.execute(SET_PASSWORD, person_id, password_hash)

    async def begin_session(
        self, session: KeptSession, token_hash: bytes, address: str, password_hash: str
    ) -> None:
        """Write a log-in down; Refused if the person was disabled, or the password that was
        shown was changed, in this very moment.
        """
        async with self._db.transaction() as tx:
            person_id = session.person.id
            done = await tx.execute(
                BEGIN_SESSION,
                session.id,
                token_hash,
                person_id,
                session.expires_at,
                address,
                password_hash,
            )
            if done != "INSERT 0 1":
                raise Refused("wrong_login", status=401)
            await note(tx, person_id, "logged_in", person_id, address, {"session": session.id})

    async def open_sessions(self, hashes: Sequence[bytes]) -> dict[bytes, KeptSession]:
        """Those of these sessions that still stand, by the hash of their token."""
        rows = await self._db.fetch(OPEN_SESSIONS, list(hashes))
        return {row["token_hash"]: session_of(row) for row in rows}

    async def end_session(self, session_id: str, person_id: str, because: str) -> None:
        """End one session; again is harmless."""
        async with self._db.transaction() as tx:
            if await tx.execute(END_SESSION, session_id, because) == "UPDATE 1":
                await note(tx, person_id, because, person_id, "", {"session": session_id})

    async def end_sessions_of(self, person_id: str, by: str | None, address: str) -> list[str]:
        """End every session of a person; returns them."""
        async with self._db.transaction() as tx:
            await note(tx, by, "sessions_ended", person_id, address, {})
            return await end_of_person(tx, person_id, "ended_by_admin")

    async def forget_old_sessions(self) -> None:
        """Drop what expired a month ago; the audit trail keeps who logged in."""
        await self._db.execute(FORGET_OLD)

    async def refused(self, person_id: str, address: str) -> None:
        """Note a log-in that was refused; what was typed is not kept, it may be a password."""
        await self._db.execute(NOTE, None, "log_in_refused", person_id, address, {})


async def note(
    tx: Any, by: str | None, action: str, subject: str, address: str, detail: Mapping[str, Any]
) -> None:
    """Add to the audit trail, in the transaction of what it is about."""
    await tx.execute(NOTE, by, action, subject, address, detail)


async def end_of_person(tx: Any, person_id: str, because: str, keep: str = "") -> list[str]:
    """End a person's sessions but one; returns the ended ones."""
    return [row["id"] for row in await tx.fetch(END_OF_PERSON, person_id, because, keep)]


def is_last_admin(before: Account, after: Account) -> bool:
    """True if the change takes an administrator away."""
    was = before.person.role is Role.ADMIN and not before.disabled
    return was and (after.disabled or after.person.role is not Role.ADMIN)


def why_it_ends(before: Account, after: Account) -> str:
    """Why the change ends the person's sessions; empty if it does not."""
    if after.disabled and not before.disabled:
        return "disabled"
    return "role_changed" if after.person.role is not before.person.role else ""


def columns(account: Account) -> tuple[object, ...]:
    """An account's changeable columns, in the order of CHANGE."""
    person = account.person
    changeable = (person.name, person.role, person.phone, list(person.queues), person.locale)
    return (*changeable, account.disabled)


def account_of(row: asyncpg.Record) -> Account:
    """A row as an account."""
    return Account(person=person_of(row), disabled=row["disabled_at"] is not None)


def session_of(row: asyncpg.Record) -> KeptSession:
    """A row as a session."""
    expires_at: datetime = row["expires_at"]
    return KeptSession(id=row["session_id"], person=person_of(row), expires_at=expires_at)


def person_of(row: asyncpg.Record) -> Person:
    """A row as a person."""
    names = Person.__struct_fields__
    return msgspec.convert({name: row[name] for name in names}, Person)


def taken(failure: asyncpg.UniqueViolationError) -> Refused:
    """Which of the unique things was another's."""
    return Refused(TAKEN.get(failure.constraint_name or "", "login_taken"))
