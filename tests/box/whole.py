"""`callcenter run` as a newcomer types it, in a folder and on ports of its own."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.box.conftest import free_ports
from tests.box.programs import environment, pid_of

# The pages have tests of their own; a test must not rebuild them under a developer's hands.
START = (
    "from callcenter.box import web_build; web_build.build = lambda say: None;"
    "from callcenter.__main__ import main; main()"
)
PORTS = ("SERVER__PORT", "SERVER__PUSH_PORT", "BOX__SIP_PORT", "BOX__AMI_PORT", "BOX__WEB_PORT")
NAMES = ("postgres", "asterisk", "server")


class WholeBox:
    """One folder on which everything is started, ended, killed and started again."""

    def __init__(self, place: Path) -> None:
        self.state = place / "state"
        numbers = dict(zip(PORTS, free_ports(len(PORTS)), strict=True))
        self.port = numbers["SERVER__PORT"]
        self.environment = {
            **environment(),
            **{f"CALLCENTER_{name}": str(number) for name, number in numbers.items()},
            "CALLCENTER_BOX__FOLDER": str(self.state),
            "CALLCENTER_BOX__TRUNK_PORT": str(free_ports(1)[0]),
            "COLUMNS": "200",
        }
        self.said: list[str] = []
        self.parent: subprocess.Popen[str] | None = None
        self._listener = threading.Thread()
        self.took = 0.0
        self.first_words = ""
        self.first_end = -1

    def start(self, seconds: float = 90) -> float:
        """Start it and wait for the greeting; returns how long that took."""
        self.said = []
        began = time.monotonic()
        parent = self.parent = subprocess.Popen(
            [sys.executable, "-u", "-c", START, "run"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        up = threading.Event()
        self._listener = threading.Thread(target=self._listen, args=(parent, up))
        self._listener.start()
        while not up.wait(0.05):
            assert parent.poll() is None, self.words()
            assert time.monotonic() - began < seconds, self.words()
        return time.monotonic() - began

    def _listen(self, parent: subprocess.Popen[str], up: threading.Event) -> None:
        assert parent.stdout is not None
        with parent.stdout as lines:
            for line in lines:
                self.said.append(line.rstrip())
                if line.startswith("callcenter is up"):
                    up.set()

    def words(self) -> str:
        """All that it has said so far."""
        return "\n".join(self.said)

    def pids(self) -> dict[str, int]:
        """Which process each program is."""
        return {name: pid_of(self.state, name) for name in NAMES}

    def parent_pid(self) -> int:
        """The process of the supervisor."""
        assert self.parent is not None
        return self.parent.pid

    def second(self, **more: str) -> subprocess.CompletedProcess[str]:
        """Try to start one more."""
        return subprocess.run(
            [sys.executable, "-c", START, "run"],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send the parent a signal and wait for its end."""
        assert self.parent is not None
        if self.parent.poll() is None:
            os.kill(self.parent.pid, how)
        status = self.parent.wait(60)
        self._listener.join()
        self.parent = None
        return status
