"""Records twenty calls twice at once: as read=all hears them on a stock PBX, and as we do.

`python -m tests.transcripts.record_day` writes twenty_calls_all and twenty_calls_ours (.ami.gz).
"""

import gzip
import random
import shutil
from pathlib import Path

from callcenter.rehearsal import citizens
from callcenter.rehearsal.citizens import presses, somebody
from callcenter.rehearsal.phones import answers
from tests.asterisk.pbx import DID, PrivatePbx, prepare, scratch
from tests.asterisk.stage import Stage, stage
from tests.asterisk.tap import Tap, scrubbed

HERE = Path(__file__).parent
SECRET = "a-lab-user-for-one-recording-only"
EVERYTHING = f"[everything]\nsecret = {SECRET}\nread = all\nwrite = reporting\n"


def main() -> None:
    """Play the calls on an Asterisk that hides nothing from a user who may read all."""
    folder = scratch()
    pbx = prepare(folder)
    hide_nothing(folder / "etc")
    pbx.start()
    try:
        with stage(pbx) as here:
            everything = Tap(pbx.ami, "everything", SECRET)
            ours = here.listen()
            play(here)
            keep("twenty_calls_all", everything, pbx)
            keep("twenty_calls_ours", ours, pbx)
            everything.close()
    finally:
        pbx.stop()
        shutil.rmtree(folder)


def hide_nothing(etc: Path) -> None:
    """Drop our disabledevents and add a user without a filter."""
    manager = etc / "manager.conf"
    lines = manager.read_text("utf-8").splitlines(keepends=True)
    manager.write_text("".join(line for line in lines if not line.startswith("disabledevents")))
    with (etc / "local" / "manager_users.conf").open("a") as users:
        users.write(EVERYTHING)


def play(here: Stage) -> None:
    """Fourteen are answered, three give up, two in the notice, one asks for a call back."""
    phones = [str(1001 + number) for number in range(4)]
    here.phones(phones, answers(talk_ms=2500), ring_ms=700)
    for phone in phones:
        here.member(f"PJSIP/{phone}", f"agent-{phone}")
    chance = random.Random(20)
    line = here.pbx.line

    def call(many: int, patience_ms: int = 600_000, keys: str = "") -> None:
        people = [somebody(chance) for _ in range(many)]
        here.keep(citizens.call(line, people, DID, patience_ms=patience_ms, keys=keys, rate=1.0))

    call(14)
    call(3, patience_ms=2200)
    call(2, patience_ms=600)
    call(1, keys=presses("1", 1800))
    here.until("twenty calls began", lambda: here.began() == 20, 60)
    here.quiet(90)


def keep(name: str, heard: Tap, pbx: PrivatePbx) -> None:
    """Write one side of it, packed; the same bytes give the same file."""
    packed = gzip.compress(scrubbed(heard.heard, pbx), 9, mtime=0)
    (HERE / f"{name}.ami.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
