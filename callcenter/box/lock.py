"""One box per folder: whoever holds the lock owns it, and the kernel frees it when he dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from callcenter.box.failure import CannotStart


@contextmanager
def only_one(state: Path) -> Iterator[None]:
    """Hold the folder's lock; CannotStart if another run has it."""
    handle = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            pid = os.read(handle, 20).decode().strip() or "unknown"
            raise CannotStart(
                f"Another run (process {pid}) already uses {state}: stop that one first, or set "
                "box.folder in config/callcenter.toml."
            ) from taken
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)
