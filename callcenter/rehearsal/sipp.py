"""One SIPp process: a scenario, an address of its own, and what it wrote down."""

import itertools
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

SCENARIOS = Path(__file__).parent / "scenarios"
VOICE = SCENARIOS / "voice.alaw"

# Each process gets its own slice of ports for sound: SIPp takes them in order from the lowest.
RTP_SLICE = 400
_slices = itertools.cycle(range(24000, 60000 - RTP_SLICE, RTP_SLICE))


@dataclass(frozen=True)
class Line:
    """What a scenario wrote down: `what` happened to `who`.

    On a phone `whom` is the number on its display, on a citizen's side the SIP call. `when`, where
    a scenario tells it, is this machine's own time.
    """

    what: str
    who: str
    whom: str
    when: str = ""


@dataclass
class Run:
    """A SIPp that is running or has ended. `stop()` it always."""

    child: subprocess.Popen[bytes]
    folder: Path
    address: tuple[str, int]

    def wait(self, seconds: float) -> int:
        """Wait for its end; 0 means that every call went as the scenario says."""
        return self.child.wait(seconds)

    def stop(self) -> None:
        """End it now and forget it; calls it holds stay up until Asterisk misses their sound."""
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def lines(self) -> list[Line]:
        """What happened so far."""
        found = []
        for text in (
            self.log.read_text("utf-8", "replace").splitlines() if self.log.exists() else ()
        ):
            words = text.split()
            if len(words) >= 3:
                what, who, whom, *when = words
                found.append(Line(what, who, whom, " ".join(when)))
        return found

    def happened(self, what: str) -> int:
        """How many times."""
        return sum(line.what == what for line in self.lines())

    @property
    def log(self) -> Path:
        return self.folder / "happened.log"

    @property
    def errors(self) -> str:
        """Messages that the scenario did not expect."""
        path = self.folder / "errors.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""


def scenario(name: str, /, **values: object) -> str:
    """A committed scenario with its times and targets filled in."""
    text = (SCENARIOS / f"{name}.xml").read_text("utf-8")
    return Template(text).substitute({"voice": VOICE, **values})


def start(
    program: Sequence[str],
    text: str,
    *,
    remote: tuple[str, int],
    local: tuple[str, int],
    options: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
) -> Run:
    """Play a scenario from `local` against `remote`; `rows` feed its [field0], [field1] …"""
    folder = Path(tempfile.mkdtemp(prefix="sipp-"))
    (folder / "scenario.xml").write_text(text, "utf-8")
    lowest = next(_slices)
    command = [
        *program,
        f"{remote[0]}:{remote[1]}",
        *("-sf", "scenario.xml", "-i", local[0], "-p", str(local[1]), "-mi", local[0]),
        *("-min_rtp_port", str(lowest), "-max_rtp_port", str(lowest + RTP_SLICE - 2)),
        *("-nostdin", "-aa", "-trace_err", "-error_file", "errors.log"),
        *("-trace_logs", "-log_file", "happened.log"),
        *options,
    ]
    if rows:
        (folder / "rows.csv").write_text(csv(rows), "utf-8")
        command += ["-inf", "rows.csv"]
    with (folder / "screen.log").open("wb") as screen:
        child = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=screen, stderr=screen
        )
    return Run(child, folder, local)


def csv(rows: Sequence[Sequence[str]]) -> str:
    """SIPp's own kind of csv: no quoting, one call per line, in order."""
    return "SEQUENTIAL\n" + "".join(";".join(row) + "\n" for row in rows)


def free_port(address: str) -> int:
    """A port that nobody uses on this address, for UDP and TCP."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind((address, 0))
        port: int = udp.getsockname()[1]
    return port


def authentication(extension: str, password: str) -> str:
    """The keyword that makes SIPp answer a challenge."""
    return f"[authentication username={extension} password={password}]"
