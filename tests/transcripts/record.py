"""Records each scene on a fresh Asterisk: `python -m tests.transcripts.record [scene …]`."""

import shutil
import sys
from pathlib import Path

from tests.asterisk import scenes
from tests.asterisk.pbx import prepare, scratch
from tests.asterisk.stage import stage
from tests.asterisk.tap import scrubbed

HERE = Path(__file__).parent


def main(wanted: list[str]) -> None:
    """Record these scenes, or all."""
    for scene in scenes.ALL:
        if not wanted or scene.__name__ in wanted:
            record(scene)


def record(scene: scenes.Scene) -> None:
    """Play one scene and keep what the events session heard, without this machine's name."""
    folder = scratch()
    pbx = prepare(folder)
    pbx.start()
    try:
        with stage(pbx) as here:
            scene(here)
            for number, heard in enumerate(here.transcripts()):
                suffix = f"_{number + 1}" if number else ""
                (HERE / f"{scene.__name__}{suffix}.ami").write_bytes(scrubbed(heard, pbx))
        sys.stdout.write(f"{scene.__name__}: recorded\n")
    finally:
        pbx.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
