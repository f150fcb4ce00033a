"""Is there room for what is about to be written?"""

import shutil
from pathlib import Path

from callcenter.box.failure import CannotStart

MIB = 1024 * 1024


def require(folder: Path, room: int, what: str) -> None:
    """Raise CannotStart if fewer than `room` bytes are free where the folder is or will be."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(existing).free
    if free < room:
        raise CannotStart(
            f"{what} needs {room // MIB} MiB in {folder} but only {free // MIB} MiB are free: "
            "make room, or set box.folder and box.cache to another disk in config/callcenter.toml."
        )
