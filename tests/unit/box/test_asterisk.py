import subprocess
from pathlib import Path

import pytest

from callcenter.box import apt, asterisk, disk
from callcenter.box.asterisk import find_or_fetch, last_words, tree_of
from callcenter.box.failure import CannotStart


@pytest.fixture(autouse=True)
def _no_asterisk_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asterisk, "on_path", lambda: None)


def fails(words: str) -> subprocess.CalledProcessError:
    return subprocess.CalledProcessError(100, ["apt-get"], stderr=words)


def test_a_failed_fetch_leaves_nothing_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(packages: object, suite: str, mirror: str, folder: Path) -> list[Path]:
        folder.mkdir()
        (folder / "half.deb").touch()
        raise fails(f"Get:1 ...\nE: Failed to fetch {suite} Could not resolve 'm'\n")

    monkeypatch.setattr(apt, "fetch", fetch)
    with pytest.raises(CannotStart) as said:
        find_or_fetch(tmp_path / "cache", mirror="http://m/debian", suites=("forky", "sid"))
    assert "from http://m/debian (forky: E: Failed to fetch forky Could not resolve" in str(
        said.value
    )
    assert "sid: E: Failed to fetch sid" in str(said.value)
    assert "set box.mirror in config/callcenter.toml" in str(said.value)
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_fetch_that_was_killed_is_swept_away_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".fetching-abc").mkdir()
    (tmp_path / ".fetching-abc" / "half.deb").touch()

    def fetch(*_: object) -> list[Path]:
        assert not (tmp_path / ".fetching-abc").exists()
        raise fails("E: no")

    monkeypatch.setattr(apt, "fetch", fetch)
    with pytest.raises(CannotStart):
        find_or_fetch(tmp_path, mirror="http://m/debian")


def test_a_full_disk_is_noticed_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asterisk, "ROOM", 1 << 60)
    with pytest.raises(CannotStart, match=r"Asterisk needs .* MiB are free: make room"):
        find_or_fetch(tmp_path, mirror="http://m/debian")
    assert disk.MIB == 1024 * 1024


def test_a_tree_that_does_not_run_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpack(archives: object, root: Path, said: object) -> None:
        for name in ("usr/lib/x86_64-linux-gnu/libc.so.6", "usr/sbin/asterisk"):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).touch()
        (root / "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2").symlink_to("/bin/true")

    monkeypatch.setattr(apt, "fetch", lambda *_: [])
    monkeypatch.setattr(apt, "unpack", unpack)
    with pytest.raises(CannotStart, match=r"does not run on this machine"):
        find_or_fetch(tmp_path, mirror="http://m/debian", suites=("forky",))
    assert list(tmp_path.iterdir()) == []


def test_a_tree_in_the_cache_is_used_without_asking_any_mirror(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree_of(tmp_path, "sid")
    libraries = root / "usr/lib/x86_64-linux-gnu"
    (libraries / "asterisk/modules").mkdir(parents=True)
    (libraries / "libc.so.6").touch()
    (libraries / "ld-linux-x86-64.so.2").symlink_to("/bin/echo")
    (root / "usr/share/asterisk/sounds").mkdir(parents=True)
    monkeypatch.setattr(apt, "fetch", None)
    program = find_or_fetch(tmp_path)
    assert program.root == root
    assert program.modules == libraries / "asterisk/modules"
    assert program.data == root / "usr/share/asterisk"


def test_apts_own_complaint_is_quoted() -> None:
    assert last_words(fails("W: old\nE: Unable to locate package asterisk\n")) == (
        "E: Unable to locate package asterisk"
    )
