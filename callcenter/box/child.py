"""One program of the box: spawned to die with us, watched, and ended within a deadline."""

import asyncio
import contextlib
import os
import shutil
import signal
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from callcenter import clock
from callcenter.box import pid_files
from callcenter.box.account import Account
from callcenter.box.failure import CannotStart

GLANCE = 0.02  # seconds between two looks at whether a program is ready
ASK_AGAIN = 1.0  # seconds
RECENT = 10  # lines of a log that may be about its end
LOG_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Program:
    """What to run, as whom, and how to tell that it is ready and how to end it.

    `farewell` is the signal that ends it in order, `last_signal` what the kernel sends it when we
    are gone, and nobody is left to see whether it obeys. `ready_within` and `gone_within` are
    deadlines in seconds; `state` holds its pid file.
    """

    name: str
    argv: Sequence[str]
    ready: Callable[[], Awaitable[bool]]
    log: Path
    state: Path
    account: Account | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    farewell: signal.Signals = signal.SIGTERM
    last_signal: signal.Signals = signal.SIGTERM
    ready_within: float = 60
    gone_within: float = 20

    def command(self) -> list[str]:
        """The whole command line: the kernel sends the last signal when our thread ends."""
        prefix = self.account.prefix() if self.account else ("setpriv",)
        return [*prefix, "--pdeathsig", self.last_signal.name[3:], "--", *self.argv]

    def whose_home(self) -> dict[str, str]:
        """Root's home is closed to the account, and libraries stumble over it."""
        if self.account is None:
            return {}
        name = self.account.name
        return {"HOME": str(self.state), "USER": name, "LOGNAME": name}


class Child:
    """A running program. `say` hears one line about whatever befalls it."""

    def __init__(self, program: Program, say: Callable[[str], None]) -> None:
        self.program = program
        self.say = say
        self.process: Process | None = None

    async def start(self) -> None:
        """Spawn it and wait until it is ready; CannotStart if it ends first or takes too long."""
        await self.spawn()
        deadline = clock.monotonic() + self.program.ready_within
        while not await self.program.ready():
            if not self.alive():
                raise CannotStart(f"{self.program.name} ended at once: {self.last_words()}")
            if clock.monotonic() > deadline:
                raise CannotStart(
                    f"{self.program.name} was not ready within {self.program.ready_within:.0f} s: "
                    f"{self.last_words()}"
                )
            await asyncio.sleep(GLANCE)

    async def spawn(self) -> None:
        """Start the program in a session of its own, so that Ctrl-C reaches only us.

        Call it in the main thread: the kernel's death signal follows the thread that forked.
        """
        rotate(self.program.log)
        with self.program.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.program.command(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.program.whose_home(), **self.program.environment},
                cwd="/",
                start_new_session=True,
            )
        pid_files.write(self.program.state, self.program.name, self.process.pid)

    def alive(self) -> bool:
        """True while the program runs."""
        return self.process is not None and self.process.returncode is None

    async def ended(self) -> int:
        """Wait for its end; returns the exit status, negative for a signal."""
        assert self.process is not None
        return await self.process.wait()

    async def stop(self) -> None:
        """Ask it to end, and end it by force when its time is up; leaves none of its family."""
        process = self.process
        if process is not None and process.returncode is None:
            if not await self.bid_farewell(process):
                self.say(f"{self.program.name} did not end in time and was killed")
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        pid_files.remove(self.program.state, self.program.name)

    async def bid_farewell(self, process: Process) -> bool:
        """Ask every second, since Asterisk loses what reaches it while it boots; True if it went.

        This runs in a task that was cancelled, where Python 3.11.2 confuses `asyncio.timeout`.
        """
        deadline = clock.monotonic() + self.program.gone_within
        while process.returncode is None and (left := deadline - clock.monotonic()) > 0:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(self.program.farewell)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), min(left, ASK_AGAIN))
        return process.returncode is not None

    def last_words(self) -> str:
        """Why it ended: the last fatal line of its log, else the last line; and where that is."""
        text = self.program.log.read_text(errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()][-RECENT:]
        fatal = [line for line in lines if "FATAL" in line]
        said = (fatal or lines or ["it said nothing"])[-1]
        return f"{said} (see {self.program.log})"


def bound(argv: Sequence[str]) -> list[str]:
    """A command line for an errand of ours that ends when we are killed."""
    return ["setpriv", "--pdeathsig", "KILL", "--", *argv]


def rotate(log: Path) -> None:
    """Keep one older log, so that years of running do not fill the disk.

    The log is emptied and not renamed: whoever writes to it appends, and goes on at its beginning.
    """
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        shutil.copyfile(log, log.with_suffix(".old"))
        os.truncate(log, 0)
