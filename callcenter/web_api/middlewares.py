"""Around every request: an id, one log line, and problems instead of traces.

aiohttp passes `request` and `handler` by these names.
"""

import asyncio
import math
import re
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import structlog
from aiohttp import web

from callcenter import clock
from callcenter.db.away import DatabaseAway
from callcenter.refusal import Refused
from callcenter.web_api.endpoint import WHO
from callcenter.web_api.metrics import HttpMetrics
from callcenter.web_api.problem import BadInput, Problem, problem

log = structlog.get_logger()

REQUEST_ID = web.RequestKey("request_id", str)
GOOD_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
RETRY_AFTER = "2"  # seconds until Postgres is asked again anyway

Respond = Callable[[web.Request], Awaitable[web.StreamResponse]]

BY_STATUS = {
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    408: "request_timeout",
}


def logged(metrics: HttpMetrics) -> Any:
    """One line and one observation a request. Paths are templates, so that no id and no name of
    a citizen gets into the log."""

    @web.middleware
    async def around(request: web.Request, handler: Respond) -> web.StreamResponse:
        told = request.headers.get("X-Request-Id", "")
        request[REQUEST_ID] = told if GOOD_ID.fullmatch(told) else secrets.token_hex(8)
        began = clock.monotonic()
        status = 499  # the asker went away
        try:
            answered = await handler(request)
            status = answered.status
            answered.headers["X-Request-Id"] = request[REQUEST_ID]
            return answered
        finally:
            took = clock.monotonic() - began
            route = template_of(request)
            metrics.seen(request.method, route, status, took)
            log.info(
                "http",
                request_id=request[REQUEST_ID],
                method=request.method if request.method.isalpha() else "?",
                route=route,
                status=status,
                ms=round(took * 1000, 1),
                person_id=request.get(WHO, ""),
            )

    return around


@web.middleware
async def problems(request: web.Request, handler: Respond) -> web.StreamResponse:
    """Whatever goes wrong becomes a problem document; nothing of ours leaks into it."""
    try:
        return await handler(request)
    except BadInput as wrong:
        answered = document(request, problem(wrong.code, wrong.detail, errors=wrong.errors))
        if wrong.retry_after:
            answered.headers["Retry-After"] = str(math.ceil(wrong.retry_after))
        return answered
    except Refused as refused:
        found = problem(refused.code, refused.detail, status=refused.status)
        return document(request, found)
    except DatabaseAway:
        away = document(request, problem("memory_away"))
        away.headers["Retry-After"] = RETRY_AFTER
        return away
    except web.HTTPException as failure:
        return of_aiohttp(request, failure)
    except asyncio.CancelledError:
        raise
    except ConnectionError:
        raise  # the asker went away; there is nobody to answer
    except Exception:
        log.exception("http_bug", request_id=request[REQUEST_ID], route=template_of(request))
        return document(request, problem("internal_error"))


def of_aiohttp(asked: web.Request, failure: web.HTTPException) -> web.StreamResponse:
    """aiohttp's own refusals in our shape."""
    if failure.status < 400:
        raise failure
    code = BY_STATUS.get(failure.status, "malformed_request")
    answered = document(asked, problem(code, status=failure.status))
    if "Allow" in failure.headers:
        answered.headers["Allow"] = failure.headers["Allow"]
    return answered


def document(asked: web.Request, found: Problem) -> web.Response:
    """A problem as a response."""
    found = msgspec.structs.replace(found, request_id=asked[REQUEST_ID])
    return web.Response(
        status=found.status,
        body=msgspec.json.encode(found),
        content_type="application/problem+json",
    )


def template_of(asked: web.Request) -> str:
    """The route as the table writes it; what nobody knows is one name, however it was spelled."""
    resource = asked.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"
