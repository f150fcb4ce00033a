"""The settings in force for a command: the file, the environment, and the private box's share."""

import os
from pathlib import Path

from callcenter.box import folders
from callcenter.box.folders import Folders
from callcenter.box.overlay import overlay
from callcenter.cli.console import fail
from callcenter.settings import Settings
from callcenter.settings_file import SettingsError, load

HERE = Path(__file__)
NAME = Path("config") / "callcenter.toml"


def path(given: Path | None) -> Path | None:
    """The settings file: as given, else the working folder's, the system's, or the one we ship."""
    if given is not None:
        return given
    ours = (HERE.parents[2] / NAME, HERE.parents[1] / "pbx" / NAME)  # of a checkout, of a wheel
    places = (Path.cwd() / NAME, Path("/etc/callcenter/callcenter.toml"), *ours)
    return next((place for place in places if place.exists()), None)


def settings(given: Path | None) -> Settings:
    """The settings as written, without the box; ends the program if they are not right."""
    try:
        return load(path(given))
    except SettingsError as error:
        fail(str(error))


def box_folders(written: Settings) -> Folders:
    """Where the private box of these settings lives."""
    box = written.box
    root = os.geteuid() == 0
    return folders.locate(box.folder, box.cache, root=root, environment=dict(os.environ))


def with_box(given: Path | None) -> Settings:
    """The settings as a server under `callcenter run` sees them."""
    written = settings(given)
    added = overlay(written, box_folders(written).state)
    try:
        return load(path(given), {**os.environ, **added})
    except SettingsError as error:
        fail(f"{error}; is this callcenter set up? `callcenter run` does it, or set [pbx.main]")
