"""Programs are kept running, end in order, and never outlive us."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from callcenter.box import pid_files, supervise
from callcenter.box.child import Child
from callcenter.box.supervise import keep_all, running
from tests.box.programs import (
    SLEEPER,
    STUBBORN,
    deaf,
    left_behind,
    noted,
    pid_of,
    program,
    runs,
    until,
)

PARENT = """
import asyncio, sys
from contextlib import AsyncExitStack
from pathlib import Path
from callcenter.box.child import Child
from callcenter.box.supervise import ends_politely, keep_all, running
from tests.box.programs import program

async def main():
    place = Path(sys.argv[1])
    ends_politely(print)
    async with AsyncExitStack() as stack:
        children = [Child(program(name, place), print) for name in ("first", "second")]
        for child in children:
            await stack.enter_async_context(running(child))
        print("up", flush=True)
        await keep_all(children)

try:
    asyncio.run(main())
except asyncio.CancelledError:
    print("over")
"""


def parent_of_two(place: Path) -> subprocess.Popen[str]:
    """A process that keeps two programs running, up."""
    parent = subprocess.Popen(
        [sys.executable, "-u", "-c", PARENT, str(place)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "up\n"
    return parent


async def test_a_program_that_dies_is_started_again_and_it_is_said(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE", 0.01)
    said: list[str] = []
    child = Child(program("one", place), said.append)
    async with running(child), asyncio.TaskGroup() as tasks:
        keeping = tasks.create_task(keep_all([child]))
        first = pid_of(place, "one")
        os.kill(first, signal.SIGKILL)
        await until(lambda: pid_of(place, "one") not in (0, first))
        second = pid_of(place, "one")
        assert runs(second)
        keeping.cancel()
    assert said == ["one was ended by SIGKILL; it is started again in 0.0 s"]
    assert not runs(second)


async def test_programs_end_in_the_opposite_order(place: Path) -> None:
    ended: list[str] = []

    class Noting(Child):
        async def stop(self) -> None:
            await super().stop()
            ended.append(self.program.name)

    async with AsyncExitStack() as stack:
        for name in ("postgres", "asterisk", "server"):
            await stack.enter_async_context(running(Noting(program(name, place), print)))
    assert ended == ["server", "asterisk", "postgres"]


async def test_when_the_parent_is_killed_no_program_stays(place: Path) -> None:
    parent = parent_of_two(place)
    pids = [pid_of(place, name) for name in ("first", "second")]
    assert all(map(runs, pids))
    parent.kill()
    parent.communicate()
    await until(lambda: not any(map(runs, pids)), 5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_one_signal_ends_everything_in_order(place: Path, number: signal.Signals) -> None:
    parent = parent_of_two(place)
    pids = [pid_of(place, name) for name in ("first", "second")]
    parent.send_signal(number)
    said, _ = parent.communicate(timeout=20)
    assert said == "stopping\nover\n"
    assert parent.returncode == 0
    assert not any(map(runs, pids))
    assert noted(place) == []


async def test_the_next_start_waits_for_what_an_earlier_one_left(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pid_files, "PATIENCE", 0.5)
    said: list[str] = []
    left = [left_behind(place, script) for script in (SLEEPER, STUBBORN)]
    names = ", ".join(noted(place))
    await until(lambda: deaf(left[1].pid))
    burying = asyncio.get_running_loop().run_in_executor(None, lambda: [p.wait() for p in left])
    await pid_files.bury(place, said.append)
    assert len(await burying) == 2
    assert said == [f"waiting for {names} of an earlier run to end"]
    assert noted(place) == []
