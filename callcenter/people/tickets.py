"""One-time tickets: a logged-in page shows one to the push channel, which sees no cookie."""

import secrets
from collections.abc import Callable

from callcenter.people.sessions import Sessions
from callcenter.roles import Person
from callcenter.web_api.route import Session

LIFETIME = 30.0  # seconds
MOST = 10_000  # outstanding; the oldest goes first


class Tickets:
    """Tickets that were given out and not shown yet. `now` is monotonic seconds."""

    def __init__(self, sessions: Sessions, now: Callable[[], float]) -> None:
        self._sessions = sessions
        self._now = now
        self._given: dict[str, tuple[str, float]] = {}

    def issue(self, session: Session) -> str:
        """A ticket for this session, good once and for 30 s."""
        self._drop_stale()
        ticket = secrets.token_urlsafe(24)
        self._given[ticket] = (session.id, self._now() + LIFETIME)
        return ticket

    def redeem(self, ticket: str) -> tuple[Person, str] | None:
        """Who showed it, and the session; None if unknown, used, late, or the session ended."""
        session_id, until = self._given.pop(ticket, ("", 0.0))
        session = self._sessions.standing(session_id)
        if session is None or until <= self._now():
            return None
        return session.person, session.id

    def _drop_stale(self) -> None:
        now = self._now()
        for ticket, (_, until) in list(self._given.items()):
            if until > now and len(self._given) < MOST:
                return  # given out in order, so the rest is younger
            del self._given[ticket]
