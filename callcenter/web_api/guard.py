"""Who asks, from where, and may he: session cookie, Origin, CSRF token, right."""

from hmac import compare_digest

from callcenter.refusal import Refused
from callcenter.roles import Right
from callcenter.web_api.origins import Origins
from callcenter.web_api.route import Door, Doorkeeper, Route, Session

CSRF_HEADER = "X-CSRF-Token"


def check_origin(origins: Origins, origin: str | None) -> None:
    """Every write says where it comes from, and that must be one of our own pages."""
    if not origins.allows(origin):
        raise Refused("origin_refused", "send Origin: " + origins.web[0], status=403)


async def let_in(route: Route, doorkeeper: Doorkeeper, token: str, csrf: str) -> Session | None:
    """The session that this route needs, or None where anyone may ask; else Refused."""
    if route.needs is Door.ANYONE:
        return None
    session = await doorkeeper.session(token) if token else None
    if session is None:
        raise Refused("no_session", status=401)
    if route.writes and not compare_digest(csrf.encode(), session.csrf.encode()):
        raise Refused("csrf_refused", f"send {CSRF_HEADER} as GET /session gave it", status=403)
    if isinstance(route.needs, Right) and not session.person.may(route.needs):
        raise Refused("forbidden", route.needs.value, status=403)
    return session
