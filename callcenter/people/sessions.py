"""The sessions that stand, held in memory so that people at work go on when Postgres is away."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from callcenter.db.away import DatabaseAway
from callcenter.people.account import KeptSession
from callcenter.people.store import PeopleStore
from callcenter.roles import Person
from callcenter.web_api.route import Session

log = structlog.get_logger()

LIFETIME = timedelta(hours=16)  # the longest shift with its hand-over; there is no idle limit,
# for an agent's page pops calls while its owner only talks


def unheard(session_id: str) -> None:
    """The callback of somebody who keeps no sockets."""


class Sessions:
    """Who is logged in. `on_ended` hears the id of every session that ends, whoever ended it."""

    def __init__(
        self,
        store: PeopleStore,
        now: Callable[[], datetime],
        on_ended: Callable[[str], None] = unheard,
    ) -> None:
        self._store = store
        self._now = now
        self._on_ended = on_ended
        self._standing: dict[bytes, Session] = {}
        self._hash_of: dict[str, bytes] = {}
        self._gone: dict[bytes, tuple[str, str]] = {}  # ended here, Postgres not told yet
        self._endings = 0

    async def session(self, token: str) -> Session | None:
        """The session behind a cookie, or None; DatabaseAway if only Postgres could tell."""
        token_hash = hash_of(token)
        while True:
            known = self._standing.get(token_hash)
            if known is not None:
                return known if known.expires_at > self._now() else None
            if token_hash in self._gone:
                return None
            endings = self._endings
            kept = (await self._store.open_sessions([token_hash])).get(token_hash)
            if kept is None:
                return None
            if endings == self._endings:  # else it may have been read just before it ended
                return self._remember(token, token_hash, kept)

    def standing(self, session_id: str) -> Session | None:
        """A session known here, by its id."""
        session = self._standing.get(self._hash_of.get(session_id, b""))
        return session if session is not None and session.expires_at > self._now() else None

    async def begin(
        self, person: Person, password_hash: str, address: str, replaces: str = ""
    ) -> tuple[str, Session]:
        """Log somebody in: a fresh token, whatever the browser held before, and its session.

        `password_hash` is the one that was verified; `replaces` the browser's token until now.
        """
        if replaces:
            await self.end_by_token(replaces, "logged_in_again")
        token = secrets.token_urlsafe(32)
        kept = KeptSession(
            id=secrets.token_hex(8), person=person, expires_at=self._now() + LIFETIME
        )
        await self._store.begin_session(kept, hash_of(token), address, password_hash)
        return token, self._remember(token, hash_of(token), kept)

    async def end_by_token(self, token: str, because: str = "logged_out") -> None:
        """End one browser's session, at once here, and in Postgres as soon as it is there."""
        session = await self.session(token)
        if session is None:
            return
        token_hash = hash_of(token)
        self.forget([session.id])
        self._gone[token_hash] = (session.id, session.person.id)
        try:
            await self._store.end_session(session.id, session.person.id, because)
        except DatabaseAway:
            return  # `compare` tells it later
        self._gone.pop(token_hash, None)

    def forget(self, session_ids: list[str]) -> None:
        """These ended in Postgres: no request and no socket of theirs lives on."""
        self._endings += 1
        for session_id in session_ids:
            self._standing.pop(self._hash_of.pop(session_id, b""), None)
            self._on_ended(session_id)

    async def compare(self) -> None:
        """Ask Postgres which sessions still stand: others may have ended them, or time did."""
        for token_hash, (session_id, person_id) in list(self._gone.items()):
            await self._store.end_session(session_id, person_id, "logged_out")
            self._gone.pop(token_hash, None)
        asked = dict(self._standing)
        if not asked:
            return
        found = await self._store.open_sessions(list(asked))
        ended = [session.id for key, session in asked.items() if key not in found]
        if ended:
            log.info("sessions_ended_elsewhere", count=len(ended))
            self.forget(ended)
        for key, kept in found.items():
            known = self._standing.get(key)
            if known is not None and known.person != kept.person:
                self._standing[key] = Session(
                    id=known.id, person=kept.person, csrf=known.csrf, expires_at=known.expires_at
                )

    def expire(self) -> None:
        """Let go of sessions whose time is over; needs no Postgres."""
        now = self._now()
        over = [session.id for session in self._standing.values() if session.expires_at <= now]
        if over:
            self.forget(over)

    def _remember(self, token: str, token_hash: bytes, kept: KeptSession) -> Session:
        session = Session(
            id=kept.id, person=kept.person, csrf=csrf_of(token), expires_at=kept.expires_at
        )
        self._standing[token_hash] = session
        self._hash_of[kept.id] = token_hash
        return session


def hash_of(token: str) -> bytes:
    """What is kept of a token: useless to whoever reads the table."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def csrf_of(token: str) -> str:
    """The word that goes with every write: only who holds the cookie's token could make it."""
    digest = hmac.digest(token.encode("utf-8", "surrogateescape"), b"csrf", "sha256")
    return urlsafe_b64encode(digest).decode().rstrip("=")
