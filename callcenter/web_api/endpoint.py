"""A line of the table as aiohttp wants it: guard, read, run, answer."""

import asyncio
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

import msgspec
from aiohttp import web

from callcenter.web_api.body import read_body, read_params
from callcenter.web_api.guard import CSRF_HEADER, check_origin, let_in
from callcenter.web_api.origins import Origins
from callcenter.web_api.problem import BadInput
from callcenter.web_api.route import Doorkeeper, Nothing, Reply, Request, Route

BODY_DEADLINE = 10.0  # seconds; a body that trickles in is somebody holding a connection open
WHO = web.RequestKey("who", str)

Respond = Callable[[web.Request], Awaitable[web.StreamResponse]]


def endpoint(route: Route, doorkeeper: Doorkeeper, origins: Origins, proxied: bool) -> Respond:
    """The aiohttp side of one route."""

    async def respond(asked: web.Request) -> web.StreamResponse:
        if route.writes:
            check_origin(origins, asked.headers.get("Origin"))
        token = asked.cookies.get(origins.cookie, "")
        csrf = asked.headers.get(CSRF_HEADER, "")
        session = await let_in(route, doorkeeper, token, csrf)
        asked[WHO] = session.person.id if session else ""
        request = Request(
            params=read_params(asked.match_info, list(asked.query.items()), route.params),
            body=read_body(await body_of(asked), route.body) if route.has_body else Nothing(),
            session=session,
            address=address_of(
                asked.remote or "", asked.headers.get("X-Forwarded-For", ""), proxied=proxied
            ),
            host=asked.host,
            token=token,
        )
        return response(await route.run(request), origins)

    return respond


async def body_of(asked: web.Request) -> bytes:
    """The whole body, in time and of the right type; aiohttp refuses one that is too large."""
    if asked.content_type != "application/json" or "Content-Encoding" in asked.headers:
        raise BadInput("unsupported_media_type")
    try:
        async with asyncio.timeout(BODY_DEADLINE):
            return await asked.read()
    except TimeoutError as failure:
        raise BadInput("request_timeout") from failure


def response(reply: Reply, origins: Origins) -> web.Response:
    """A reply in JSON, with the session's cookie where it says so."""
    made = web.Response(status=reply.status, headers=reply.headers)
    if reply.body is not None:
        made.body = msgspec.json.encode(reply.body)
        made.content_type = "application/json"
    if reply.cookie is not None:
        put_cookie(made, reply.cookie, origins)
    return made


def put_cookie(made: web.Response, token: str, origins: Origins) -> None:
    """Set the cookie, or take it away; it goes when the browser closes."""
    if not token:
        made.set_cookie(
            origins.cookie, "", max_age=0, path="/", httponly=True, samesite="Lax",
            secure=origins.secure,
        )  # fmt: skip
        return
    made.set_cookie(
        origins.cookie, token, path="/", httponly=True, samesite="Lax", secure=origins.secure
    )


def address_of(direct: str, forwarded: str, *, proxied: bool) -> str:
    """Where the asker is. A proxy on this machine is believed about whom it speaks for."""
    if proxied and is_loopback(direct):
        told = forwarded.rpartition(",")[2].strip()
        if is_address(told):
            return told
    return direct


def is_loopback(address: str) -> bool:
    """True for this machine."""
    return is_address(address) and ip_address(address).is_loopback


def is_address(text: str) -> bool:
    """True if it is an IP address at all."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
