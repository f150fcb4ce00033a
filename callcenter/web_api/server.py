"""The HTTP server: one application made of a table of routes, and how it listens."""

import logging
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from prometheus_client import CollectorRegistry

from callcenter.settings import ServerSettings
from callcenter.web_api import documents, headers
from callcenter.web_api.endpoint import endpoint
from callcenter.web_api.health import Health, Part
from callcenter.web_api.metrics import HttpMetrics
from callcenter.web_api.middlewares import logged, problems
from callcenter.web_api.openapi import operation_id
from callcenter.web_api.origins import origins
from callcenter.web_api.pages import Pages
from callcenter.web_api.route import Doorkeeper, Table
from callcenter.web_api.wire_log import SOURCE, WireLog

LARGEST_BODY = 256 * 1024
STATIC = Path(__file__).resolve().parent.parent / "static"
KEPT_OPEN = 75.0  # seconds between two requests on one connection; longer than a proxy's own 60
GOODBYE = 3.0  # seconds that open requests get when the server stops


def build(
    server: ServerSettings,
    table: Table,
    doorkeeper: Doorkeeper,
    *,
    parts: Callable[[], Mapping[str, Part]],
    registry: CollectorRegistry,
    push_catalogue: Mapping[str, Any],
    static: Path = STATIC,
) -> web.Application:
    """The whole HTTP side. `table` is every slice's routes; `parts` tells what is up.

    `push_catalogue` is the push channel's document, served beside the OpenAPI one.
    """
    ours = origins(server)
    app = web.Application(
        middlewares=[logged(HttpMetrics(registry)), problems], client_max_size=LARGEST_BODY
    )
    headers.install(app, ours)
    app.cleanup_ctx.append(hearing(WireLog(registry)))
    proxied = bool(server.public_url) and not server.certificate
    for route in table:
        app.router.add_route(
            route.method,
            route.url,
            endpoint(route, doorkeeper, ours, proxied),
            name=operation_id(route),
        )
    documents.install(app, table, ours, push_catalogue)
    health = Health(parts=parts, registry=registry, doorkeeper=doorkeeper, origins=ours)
    app.router.add_get("/healthz", health.healthz)
    app.router.add_get("/readyz", health.readyz)
    app.router.add_get("/metrics", health.metrics)
    app.router.add_get("/{tail:(?!api/).*}", Pages(static).respond)
    return app


def hearing(wire: WireLog) -> Callable[[web.Application], AsyncIterator[None]]:
    """Listen to aiohttp's own logger while the application runs."""

    async def around(app: web.Application) -> AsyncIterator[None]:
        logger = logging.getLogger(SOURCE)
        logger.addFilter(wire)
        yield
        logger.removeFilter(wire)

    return around


@asynccontextmanager
async def listening(app: web.Application, server: ServerSettings) -> AsyncIterator[int]:
    """Serve until the block ends; yields the port (a free one where 0 was asked for)."""
    runner = web.AppRunner(
        app,
        access_log=None,
        handle_signals=False,
        shutdown_timeout=GOODBYE,
        keepalive_timeout=KEPT_OPEN,
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, server.host, server.port, ssl_context=tls(server))
        await site.start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


def tls(server: ServerSettings) -> ssl.SSLContext | None:
    """Our certificate, if there is one; TLS 1.2 and up."""
    if not server.certificate:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(server.certificate, server.certificate_key or None)
    return context
