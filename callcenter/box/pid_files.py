"""Which programs a box started: the next start tells its own survivors from strangers."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

from callcenter import clock

PATIENCE = 15.0  # seconds a survivor has to end in order; a server whose parent died is ending


def write(state: Path, name: str, pid: int) -> None:
    """Note that this program runs as this process."""
    (state / f"{name}.pid").write_text(f"{pid} {born(pid)}\n")


def remove(state: Path, name: str) -> None:
    """The program has ended."""
    (state / f"{name}.pid").unlink(missing_ok=True)


def survivors(state: Path) -> dict[str, int]:
    """Programs of an earlier box on this folder that still run, by name."""
    found = {}
    for path in state.glob("*.pid"):
        words = path.read_text().split()
        if len(words) == 2 and born(int(words[0])) == words[1]:
            found[path.stem] = int(words[0])
        else:
            path.unlink(missing_ok=True)
    return found


async def bury(state: Path, say: Callable[[str], None]) -> None:
    """Wait for the survivors of a box whose parent was killed; end those that do not end alone."""
    left = survivors(state)
    if left:
        say(f"waiting for {', '.join(sorted(left))} of an earlier run to end")
        for name, pid in left.items():
            os.kill(pid, signal.SIGINT if name == "postgres" else signal.SIGTERM)
    deadline = clock.monotonic() + PATIENCE
    while left := survivors(state):
        if clock.monotonic() > deadline:
            for pid in left.values():
                os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0.05)


def born(pid: int) -> str:
    """When the process was started, in ticks since boot; empty if it does not run.

    A pid alone may be somebody else's by now; a pid with its birth is not.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    state, *rest = stat.rpartition(")")[2].split()
    return "" if state == "Z" else rest[18]
