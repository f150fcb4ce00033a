"""Tell systemd that we are up, alive and stopping, where it asked to be told."""

import asyncio
import os
import socket
from collections.abc import Mapping
from contextlib import suppress


def tell(word: str, environment: Mapping[str, str] = os.environ) -> None:
    """Send one word such as READY=1; without systemd nobody hears it."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):  # Linux's abstract names
        address = "\0" + address[1:]
    # a systemd that is not there just now, or does not read, must not hold up or end the calls
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        sender.connect(address)
        sender.sendall(word.encode())


async def alive_until(stop: asyncio.Event, environment: Mapping[str, str] = os.environ) -> None:
    """Say that we are ready, then at half the watchdog's time that the loop still turns."""
    tell("READY=1", environment)
    limit = int(environment.get("WATCHDOG_USEC") or 0) / 1_000_000
    while not stop.is_set():
        try:
            async with asyncio.timeout(limit / 2 or None):
                await stop.wait()
        except TimeoutError:
            tell("WATCHDOG=1", environment)
    tell("STOPPING=1", environment)
