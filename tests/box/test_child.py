"""A program of the box: spawned, watched, ended."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from callcenter.box.account import Account
from callcenter.box.child import LOG_LIMIT, Child, rotate
from callcenter.box.failure import CannotStart
from callcenter.box.supervise import running
from tests.box.programs import STUBBORN, deaf, noted, pid_of, program, runs, until

SLOW = """
import signal, sys, time
heard = []
signal.signal(signal.SIGTERM, lambda *_: heard.append(1))
print("listening", flush=True)
while len(heard) < 3:
    time.sleep(0.01)
sys.exit(3)
"""


async def never() -> bool:
    return False


async def test_a_program_lives_in_a_session_of_its_own(place: Path) -> None:
    child = Child(program("one", place), print)
    await child.start()
    try:
        pid = pid_of(place, "one")
        assert runs(pid)
        assert os.getsid(pid) == pid != os.getsid(0)
    finally:
        await child.stop()
    assert not runs(pid)
    assert not (place / "one.pid").exists()


async def test_a_program_that_will_not_end_is_killed_at_its_deadline(place: Path) -> None:
    said: list[str] = []
    child = Child(program("deaf", place, STUBBORN, gone_within=0.3), said.append)
    await child.start()
    pid = pid_of(place, "deaf")
    await until(lambda: deaf(pid))
    await child.stop()
    assert not runs(pid)
    assert said == ["deaf did not end in time and was killed"]


async def test_a_slow_end_is_waited_for_by_a_task_that_was_told_to_stop(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callcenter.box.child.ASK_AGAIN", 0.05)
    said: list[str] = []
    child = Child(program("slow", place, SLOW), said.append)

    async def held() -> None:
        async with running(child):
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as tasks:
        holding = tasks.create_task(held())
        await until(
            lambda: child.program.log.exists() and "listening" in child.program.log.read_text()
        )
        holding.cancel()
    assert child.process is not None
    assert child.process.returncode == 3
    assert said == []
    assert noted(place) == []


async def test_a_program_that_ends_at_once_says_why(place: Path) -> None:
    script = "import sys; sys.exit('the key is missing')"
    child = Child(program("poor", place, script, ready=never), print)
    with pytest.raises(
        CannotStart, match=r"poor ended at once: the key is missing .see .*poor.log"
    ):
        await child.start()
    await child.stop()


async def test_why_it_ended_comes_before_that_it_ended(place: Path) -> None:
    script = "print('FATAL: no room'); print('LOG: shut down')"
    child = Child(program("full", place, script, ready=never), print)
    with pytest.raises(CannotStart, match=r"full ended at once: FATAL: no room .see "):
        await child.start()
    await child.stop()


async def test_a_program_that_is_never_ready_is_given_up(place: Path) -> None:
    child = Child(program("slow", place, ready=never, ready_within=0.2), print)
    with pytest.raises(CannotStart, match=r"slow was not ready within 0 s: it said nothing"):
        await child.start()
    await child.stop()
    assert child.process is not None
    assert child.process.returncode == -signal.SIGTERM


def test_a_long_log_is_put_aside_while_it_is_written(place: Path) -> None:
    log = place / "one.log"
    with log.open("ab") as writing:
        writing.truncate(LOG_LIMIT + 1)
        rotate(log)
        writing.write(b"next line\n")
    assert log.with_suffix(".old").stat().st_size == LOG_LIMIT + 1
    assert log.read_text() == "next line\n"
    rotate(log)
    assert log.read_text() == "next line\n"


def test_a_program_of_the_accounts_never_looks_into_roots_home(place: Path) -> None:
    theirs = program("one", place, account=Account("callcenter", 7, 8))
    assert theirs.whose_home() == {
        "HOME": str(place),
        "USER": "callcenter",
        "LOGNAME": "callcenter",
    }
    assert program("one", place).whose_home() == {}


def test_the_kernel_ends_what_we_can_no_longer_end(place: Path) -> None:
    one = program("one", place, account=Account("callcenter", 7, 8), last_signal=signal.SIGKILL)
    command = " ".join(one.command())
    assert command.startswith("setpriv --reuid 7 --regid 8 ")
    assert "--pdeathsig KILL -- " in command
