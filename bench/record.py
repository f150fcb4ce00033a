"""Records what `bench.ingest` compares: scenes of calls on a private Asterisk, heard by two users.

`python -m bench.record`. One user may read everything and nothing is disabled; the other is
ours, with its event filter.
"""

import gzip
import shutil
from pathlib import Path

from tests.asterisk import pbx as private
from tests.asterisk import scenes
from tests.asterisk.stage import stage
from tests.asterisk.tap import Tap, scrubbed, tap

RECORDINGS = Path(__file__).parent / "recordings"
EVERYTHING = "\n[everything]\nsecret = everything\nread = all\nwrite =\n"
SCENES = (
    scenes.answered,
    scenes.gave_up_waiting,
    scenes.agent_busy,
    scenes.blind_transfer,
    scenes.attended_transfer,
    scenes.on_hold,
    scenes.local_member,
    scenes.asked_to_be_called_back,
    scenes.local_member_optimised,
    scenes.gave_up_while_ringing,
    scenes.agent_did_not_answer,
    scenes.parked_and_fetched,
)


def main() -> None:
    """Play every scene once, and keep what both heard."""
    folder = private.scratch()
    pbx = private.prepare(folder)
    open_up(folder / "etc")
    pbx.start()
    try:
        ears = {"all": Tap(pbx.ami, "everything", "everything"), "filtered": tap(pbx)}
        for scene in SCENES:
            with stage(pbx) as here:
                scene(here)
        for name, ear in ears.items():
            told = events_only(scrubbed(ear.heard, pbx))
            (RECORDINGS / f"{name}.ami.gz").write_bytes(gzip.compress(told, 9, mtime=0))
    finally:
        pbx.stop()
        shutil.rmtree(folder)


def open_up(etc: Path) -> None:
    """Add a user who hears everything, and disable no event."""
    users = etc / "local" / "manager_users.conf"
    users.write_text(users.read_text() + EVERYTHING)
    general = etc / "manager.conf"
    lines = general.read_text().splitlines(keepends=True)
    general.write_text("".join(line for line in lines if not line.startswith("disabledevents")))


def events_only(heard: bytes) -> bytes:
    """The greeting and the events; the answers to the recorder's questions are left out."""
    greeting, newline, rest = heard.partition(b"\n")
    messages = rest.split(b"\r\n\r\n")[:-1]
    events = [message for message in messages if b"\r\nSystemName: " in message]
    return greeting + newline + b"".join(event + b"\r\n\r\n" for event in events)


if __name__ == "__main__":
    main()
