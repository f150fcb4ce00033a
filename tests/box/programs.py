"""Small programs for the supervisor to run, and how to watch them."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from callcenter.box import pid_files
from callcenter.box.child import Program

SLEEPER = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


def program(name: str, place: Path, script: str = SLEEPER, **more: object) -> Program:
    """A Python script as a program of the box; it is ready at once."""

    async def ready() -> bool:
        return True

    settings = {"ready": ready, "ready_within": 5.0, "gone_within": 5.0, **more}
    return Program(
        name=name,
        argv=(sys.executable, "-c", script),
        log=place / f"{name}.log",
        state=place,
        **settings,  # type: ignore[arg-type]
    )


async def until(fact: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for a fact; fail if it does not come about in time."""
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "it did not come about in time"
        await asyncio.sleep(0.02)


def runs(pid: int) -> bool:
    """True while the process lives (a zombie does not)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def pid_of(place: Path, name: str) -> int:
    """Which process the pid file names; 0 while there is none."""
    path = place / f"{name}.pid"
    return int(path.read_text().split()[0]) if path.exists() and path.stat().st_size else 0


def deaf(pid: int) -> bool:
    """True once the process ignores SIGTERM."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    ignored = next(line.split()[1] for line in lines if line.startswith("SigIgn"))
    return bool(int(ignored, 16) & 1 << (signal.SIGTERM - 1))


def left_behind(place: Path, script: str) -> subprocess.Popen[bytes]:
    """A program of which only the pid file is known, as after a parent that was killed."""
    process = subprocess.Popen([sys.executable, "-c", script])
    pid_files.write(place, f"left{process.pid}", process.pid)
    return process


def noted(place: Path) -> list[str]:
    """Names of the programs that have a pid file."""
    return sorted(path.stem for path in place.glob("*.pid"))


def environment() -> dict[str, str]:
    """Ours, without settings that a developer may have set."""
    return {key: value for key, value in os.environ.items() if "CALLCENTER_" not in key}
