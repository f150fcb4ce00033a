import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import uvloop

from tests.push.centre import Centre, open_centre


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Both loops that `[server] uvloop` may choose: their transports buffer differently."""
    return {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


@pytest.fixture
async def centre() -> AsyncIterator[Centre]:
    async with open_centre() as opened:
        yield opened
