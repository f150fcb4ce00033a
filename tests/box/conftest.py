"""Folders that the box's own user can reach, which pytest's are not, and free ports."""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from callcenter.box.account import Account, service_account


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty folder with a short name."""
    folder = Path(tempfile.mkdtemp(prefix="cc-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def account() -> Account | None:
    """Whom the programs run as."""
    return service_account(lambda _: None)


def free_ports(count: int) -> list[int]:
    """Ports that nobody has at the moment."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    numbers = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return numbers
