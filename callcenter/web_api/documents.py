"""/openapi.json, /docs and /push.json: the API about itself, made once at the start."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from aiohttp import web

from callcenter.web_api import docs_page, openapi
from callcenter.web_api.origins import Origins
from callcenter.web_api.route import PREFIX, Table

FOR_A_WHILE = "no-cache"


def install(
    app: web.Application, table: Table, origins: Origins, push_catalogue: Mapping[str, Any]
) -> None:
    """Add the three documents and the page's style sheet."""
    described = openapi.document(table, origins)
    page = docs_page.page(described).encode()
    documents = {
        "/openapi.json": ("application/json", msgspec.json.encode(described)),
        "/push.json": ("application/json", msgspec.json.encode(push_catalogue)),
        "/docs": ("text/html", page),
        "/docs.css": ("text/css", docs_page.STYLE.encode()),
    }
    for path, (kind, body) in documents.items():
        app.router.add_get(PREFIX + path, fixed(kind, body))


def fixed(kind: str, body: bytes) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A route that always answers the same."""

    async def respond(asked: web.Request) -> web.Response:
        return web.Response(
            body=body,
            headers={"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": FOR_A_WHILE},
        )

    return respond
