"""A private Asterisk for tests: free ports, the committed files, everything below one folder."""

import os
import subprocess
import tempfile
import time
import wave
from dataclasses import dataclass, field
from pathlib import Path

from callcenter.box import asterisk, pbx_config, secret_files
from callcenter.box.folders import locate
from callcenter.box.program import AsteriskProgram
from callcenter.box.secret_files import BoxSecrets
from callcenter.rehearsal.line import PbxLine
from callcenter.rehearsal.sipp import free_port
from callcenter.settings import BoxSettings, QueueSettings, Settings, TrunkSettings

DID = "12345"
PHONES = tuple(str(1001 + n) for n in range(12))
# With rtp_timeout set, Asterisk 22 looks for the channel of a sound stream whose call has ended.
RTP_TIMER_OF_A_CALL_THAT_ENDED = "channel.c: name must be provided"
SHORT_PROMPT = 1.0  # seconds that are left of each prompt: enough to be heard, short to wait for


@dataclass
class PrivatePbx:
    """One Asterisk that a test may call, ask, stop and kill."""

    program: AsteriskProgram
    folder: Path
    settings: Settings
    secrets: BoxSecrets
    config: Path
    child: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def ami(self) -> tuple[str, int]:
        """Where AMI listens."""
        return "127.0.0.1", self.settings.box.ami_port

    @property
    def line(self) -> PbxLine:
        """Where phones and citizens find it."""
        box = self.settings.box
        return PbxLine(
            sipp=self.program.tool("sipp"),
            sip=(box.host, box.sip_port),
            trunk=box.trunk_host,
            passwords=self.secrets.phones,
        )

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def queue_log(self) -> Path:
        return self.log / "queue_log"

    @property
    def cdr(self) -> Path:
        return self.log / "cdr-custom" / "callcenter.csv"

    @property
    def cel(self) -> Path:
        return self.log / "cel-custom" / "callcenter.csv"

    @property
    def recordings(self) -> Path:
        return self.folder / "spool" / "monitor" / "callcenter"

    def start(self) -> None:
        """Start it and wait until it answers for everything."""
        command = [*self.program.argv, "-C", str(self.config), "-f", "-n"]
        with (self.folder / "screen.log").open("ab") as screen:
            self.child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=screen,
                stderr=screen,
                start_new_session=True,
            )
        deadline = time.monotonic() + 30
        while "fully booted" not in self.cli("core waitfullybooted"):
            if self.child.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Asterisk did not start: {self.last_words()}")
            time.sleep(0.05)  # its control socket is not there yet; there is nothing to wait on

    def stop(self) -> None:
        """Stop it in order, and wait until it is gone."""
        if self.child is None:
            return
        self.cli("core stop now")
        try:
            self.child.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
        self.child = None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.child is not None:
            self.child.kill()
            self.child.wait()
            self.child = None

    def cli(self, command: str) -> str:
        """What Asterisk's own console answers."""
        argv = [*self.program.argv, "-C", str(self.config), "-rx", command]
        return subprocess.run(argv, capture_output=True, text=True, check=False).stdout

    def complaints(self, since: int = 0) -> list[str]:
        """What it warned of from line `since` of its log on."""
        lines = (self.log / "messages.log").read_text("utf-8", "replace").splitlines()[since:]
        marked = [line for line in lines if "WARNING[" in line or "ERROR[" in line]
        return [line for line in marked if not line.endswith(RTP_TIMER_OF_A_CALL_THAT_ENDED)]

    def last_words(self) -> str:
        """The end of what it wrote on its screen."""
        return (self.folder / "screen.log").read_text("utf-8", "replace")[-2000:]


def prepare(folder: Path, *, phones: tuple[str, ...] = PHONES, short: bool = True) -> PrivatePbx:
    """Lay out a private Asterisk on free ports; `short` prompts keep tests quick."""
    program = asterisk.find_or_fetch(cache())
    secrets = secret_files.load_or_make(folder / "secrets", phones)
    settings = Settings(
        box=BoxSettings(
            sip_port=free_port("127.0.0.1"),
            ami_port=free_port("127.0.0.1"),
            web_port=free_port("127.0.0.1"),
            trunk_port=free_port("127.0.0.2"),
            rtp_from=10000,
            rtp_to=14999,
        ),
        trunk={"main": TrunkSettings(dids=(DID,))},
        queue={"hotline": QueueSettings()},
    )
    config = pbx_config.write(program, folder, settings, secrets)
    if short:
        for prompt in (folder / "data" / "sounds" / "zh" / "callcenter").glob("*.wav"):
            cut(prompt, SHORT_PROMPT)
    return PrivatePbx(program, folder, settings, secrets, config)


def cache() -> Path:
    """The cache that `callcenter run` uses too."""
    root = os.geteuid() == 0
    chosen = os.environ.get("CALLCENTER_BOX__CACHE", "")
    return locate("", chosen, root=root, environment=dict(os.environ)).cache


def cut(prompt: Path, seconds: float) -> None:
    """Leave the beginning of a recording."""
    with wave.open(str(prompt)) as whole:
        shape, frames = whole.getparams(), whole.readframes(int(whole.getframerate() * seconds))
    with wave.open(str(prompt), "wb") as part:
        part.setparams(shape)
        part.writeframes(frames)


def scratch() -> Path:
    """A folder with a name short enough for Asterisk's control socket."""
    return Path(tempfile.mkdtemp(prefix="pbx-"))
