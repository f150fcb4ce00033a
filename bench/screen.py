"""Memory of the server for each connected screen: 19 agents' to one supervisor's."""

import asyncio
import json
import ssl
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bench.audience import open_screen
from bench.child import Child
from tests.push.certificates import certificate

WARM_UP = 10  # screens opened and closed before we count: code is loaded, buffers are grown
AT_ONCE = 20


async def open_screens(
    port: int, count: int, stack: AsyncExitStack, tls: ssl.SSLContext | None
) -> None:
    """So many of them, a few at a time; what they are sent afterwards is read by the library."""
    for start in range(0, count, AT_ONCE):
        some = range(start, min(start + AT_ONCE, count))
        await asyncio.gather(*(open_screen(stack, port, n, tls) for n in some))


async def weigh(server: Child, screens: int, tls: ssl.SSLContext | None) -> dict[str, Any]:
    """The server's memory without and with so many screens."""
    async with AsyncExitStack() as stack:
        await open_screens(server.port, WARM_UP, stack, tls)
    await asyncio.sleep(0.5)
    before = server.ask()
    async with AsyncExitStack() as stack:
        await open_screens(server.port, screens, stack, tls)
        await asyncio.sleep(1)  # the last news of who opened a screen go out
        after = server.ask()
    return {
        "kib": round((after - before) / screens / 1024, 1),
        "screens": screens,
        "server_mib": [round(rss / 2**20, 1) for rss in (before, after)],
    }


def measure(quick: bool = False) -> dict[str, Any]:
    """`screen_kib` (bar 50), without TLS as behind a proxy; and beside it with our own TLS."""
    screens = 200 if quick else 1000
    with Child("bench.server", 0, "") as server:
        plain = asyncio.run(weigh(server, screens, None))
    with tempfile.TemporaryDirectory() as scratch:
        pem = certificate(Path(scratch))
        tls = ssl.create_default_context(cafile=str(pem))
        with Child("bench.server", 0, pem) as server:
            encrypted = asyncio.run(weigh(server, screens, tls))
    return {
        "screen_kib": plain["kib"],
        "screen_tls_kib": encrypted["kib"],
        "plain": plain,
        "tls": encrypted,
        "compression": False,
    }


if __name__ == "__main__":
    print(json.dumps(measure("--quick" in sys.argv), indent=2))  # noqa: T201
