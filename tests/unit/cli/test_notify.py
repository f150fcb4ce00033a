import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from callcenter.cli.notify import alive_until, tell


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(5)
        yield listener


def test_without_systemd_nothing_is_said() -> None:
    tell("READY=1", {})


async def test_ready_alive_and_stopping_are_told(systemd: socket.socket) -> None:
    environment = {"NOTIFY_SOCKET": systemd.getsockname(), "WATCHDOG_USEC": "2000"}
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(alive_until(stop, environment))
        heard = [await asyncio.to_thread(systemd.recv, 100) for _ in range(3)]
        stop.set()
    assert heard == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
    while (word := await asyncio.to_thread(systemd.recv, 100)) == b"WATCHDOG=1":
        pass
    assert word == b"STOPPING=1"


async def test_an_abstract_address_is_understood() -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind("\0callcenter-test-notify")
        tell("READY=1", {"NOTIFY_SOCKET": "@callcenter-test-notify"})
        assert listener.recv(100) == b"READY=1"


def test_a_systemd_that_is_away_is_no_disaster(tmp_path: Path) -> None:
    tell("WATCHDOG=1", {"NOTIFY_SOCKET": str(tmp_path / "nobody")})
