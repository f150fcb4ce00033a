"""/healthz, /readyz and /metrics: for whoever watches the server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from callcenter.refusal import Refused
from callcenter.roles import Right
from callcenter.web_api.endpoint import is_loopback
from callcenter.web_api.origins import Origins
from callcenter.web_api.route import Doorkeeper


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing we depend on: postgres, a PBX's link, the journal, the disk."""

    up: bool
    since: datetime | None = None
    reason: str = ""


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """Whether calls can be served in full, and what is missing if not."""

    ready: bool
    parts: Mapping[str, Part]


@dataclass(frozen=True, kw_only=True)
class Health:
    """The three pages. `parts` tells the present state of every dependency, by name."""

    parts: Callable[[], Mapping[str, Part]]
    registry: CollectorRegistry
    doorkeeper: Doorkeeper
    origins: Origins

    async def healthz(self, asked: web.Request) -> web.Response:
        """The loop turns; nothing more is promised."""
        return web.json_response({"alive": True})

    async def readyz(self, asked: web.Request) -> web.Response:
        """200 if every part is up, else 503; the parts are named either way."""
        found = readiness(self.parts())
        status = 200 if found.ready else 503
        body = msgspec.json.encode(found)
        return web.Response(body=body, status=status, content_type="application/json")

    async def metrics(self, asked: web.Request) -> web.Response:
        """Prometheus text, for this machine itself or a supervisor."""
        if not asked_here(asked.remote or "", asked.headers):
            await self._need_supervisor(asked)
        body = generate_latest(self.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _need_supervisor(self, asked: web.Request) -> None:
        token = asked.cookies.get(self.origins.cookie, "")
        session = await self.doorkeeper.session(token) if token else None
        if session is None:
            raise Refused("no_session", status=401)
        if not session.person.may(Right.SEE_FLOOR):
            raise Refused("forbidden", Right.SEE_FLOOR.value, status=403)


def readiness(parts: Mapping[str, Part]) -> Readiness:
    """Ready when nothing is missing."""
    return Readiness(ready=all(part.up for part in parts.values()), parts=dict(parts))


def asked_here(address: str, headers: Mapping[str, str]) -> bool:
    """True if a program on this machine asks by itself; a proxy's requests come from elsewhere."""
    forwarded = "X-Forwarded-For" in headers or "Forwarded" in headers
    return is_loopback(address) and not forwarded
