"""The built pages: only the files of that folder, whatever is asked for."""

from pathlib import Path

import pytest

from callcenter.web_api.pages import HASHED, Pages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<p>page")
    (static / "assets" / "index-B3x9aZ12.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    (static / ".built-from").write_text("hash")
    (static / "link.txt").symlink_to(tmp_path / "secret.txt")
    return static


def test_files_and_the_pages_own_addresses_are_found(folder: Path) -> None:
    pages = Pages(folder)

    assert pages.file("/assets/index-B3x9aZ12.js") == folder / "assets" / "index-B3x9aZ12.js"
    assert pages.file("/") == folder / "index.html"
    assert pages.file("/supervisor/queues") == folder / "index.html"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "//etc/passwd.txt",
        "/link.txt",
        "/.built-from",
        "/assets/index-B3x9aZ12.js\x00.css",
        "/nothing.js",
    ],
)
def test_nothing_else_is_ever_found(folder: Path, path: str) -> None:
    assert Pages(folder).file(path) is None


def test_pages_that_are_built_while_serving_are_served(folder: Path) -> None:
    pages = Pages(folder)
    assert pages.file("/new.js") is None

    (folder / "new.js").write_text("2")
    (folder / "index.html").write_text("<p>new page")

    assert pages.file("/new.js") == folder / "new.js"


def test_without_pages_nothing_is_found(tmp_path: Path) -> None:
    assert Pages(tmp_path / "none").file("/") is None


def test_only_hashed_names_are_kept_for_ever() -> None:
    assert HASHED.fullmatch("/assets/index-B3x9aZ12.js")
    assert not HASHED.fullmatch("/index.html")
    assert not HASHED.fullmatch("/assets/notice.js")
