from pathlib import Path

import pytest

from callcenter.box.failure import CannotStart
from callcenter.box.folders import Folders, locate, make


def test_root_uses_the_systems_folders() -> None:
    found = locate("", "", root=True, environment={"HOME": "/root"})
    assert found == Folders(Path("/var/lib/callcenter"), Path("/var/cache/callcenter"))


def test_an_ordinary_user_has_folders_of_his_own() -> None:
    found = locate("", "", root=False, environment={"HOME": "/home/li"})
    assert found.state == Path("/home/li/.local/share/callcenter")
    assert found.cache == Path("/home/li/.cache/callcenter")


def test_the_desktops_own_words_for_those_folders_are_heard() -> None:
    environment = {"HOME": "/home/li", "XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/c"}
    found = locate("", "", root=False, environment=environment)
    assert found == Folders(Path("/d/callcenter"), Path("/c/callcenter"))


def test_settings_win() -> None:
    found = locate("/a/b", "/c", root=True, environment={})
    assert found == Folders(Path("/a/b"), Path("/c"))
    assert found.secrets == Path("/a/b/secrets")


def test_folders_are_made_and_strangers_kept_out(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "s", tmp_path / "c")
    make(folders, None)
    make(folders, None)
    assert folders.state.stat().st_mode & 0o777 == 0o750
    assert folders.logs.is_dir()


def test_a_name_too_long_for_a_socket_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"too long a name for the sockets"):
        make(Folders(tmp_path / ("x" * 80), tmp_path / "c"), None)


def test_a_folder_that_cannot_be_ours_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match=r"cannot be written .*box.folder"):
        make(Folders(tmp_path / "file" / "s", tmp_path / "c"), None)
