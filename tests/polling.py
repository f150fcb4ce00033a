"""For what another process does and nobody announces: look again until it is so."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 60.0  # seconds


async def until(look: Callable[[], Awaitable[T]], seconds: float = PATIENCE) -> T:
    """What `look` finds, once it finds something; fails when it takes too long."""
    found: T | None = None
    try:
        async with asyncio.timeout(seconds):
            while True:
                found = await look()
                if found:
                    return found
                await asyncio.sleep(0.05)
    except TimeoutError as late:
        raise AssertionError(f"not within {seconds:g} s: {found!r}") from late
