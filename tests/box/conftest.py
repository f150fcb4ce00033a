"""Folders that the box's own user can reach, which pytest's are not, and free ports."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from callcenter.box.account import Account, service_account
from callcenter.box.ports import Port, opened


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
    """Ports that nobody has, outside the range from which the kernel gives them to connections."""
    found: list[int] = []
    while len(found) < count:
        port = secrets.choice(range(20_000, 30_000))
        trials = [Port(port, "127.0.0.1", "", udp=udp) for udp in (False, True)]
        if port not in found and all(opened(trial) is None for trial in trials):
            found.append(port)
    return found
