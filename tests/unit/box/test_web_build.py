import os
from pathlib import Path

import pytest

from callcenter.box import web_build
from callcenter.box.failure import CannotStart

NPM = """#!/bin/sh
echo "$@" >> "$PWD/../npm-said"
[ "$1" = ci ] && mkdir -p node_modules && exit 0
[ -e broken ] && echo "it is broken" && exit 1
mkdir -p "$5" && cp index.html "$5"
"""
NODE = "#!/bin/sh\necho v22.1.0\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with pages, and a machine with a small npm."""
    for name, text in (("npm", NPM), ("node", NODE)):
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "web").mkdir()
    for name in ("package.json", "package-lock.json", "index.html"):
        (tmp_path / "web" / name).write_text(name)
    (tmp_path / "callcenter").mkdir()
    return tmp_path / "callcenter"


def build(package: Path) -> list[str]:
    """Build, and return what npm was asked to do."""
    said = package.parent / "npm-said"
    said.unlink(missing_ok=True)
    web_build.build(lambda _: None, package)
    return [line.split()[0] for line in said.read_text().splitlines()] if said.exists() else []


def test_pages_are_built_once_and_again_when_they_change(package: Path) -> None:
    assert build(package) == ["ci", "run"]
    assert (package / "static" / "index.html").read_text() == "index.html"
    assert build(package) == []
    (package.parent / "web" / "index.html").write_text("new")
    assert build(package) == ["run"]
    assert (package / "static" / "index.html").read_text() == "new"


def test_a_changed_lock_installs_again(package: Path) -> None:
    build(package)
    (package.parent / "web" / "package-lock.json").write_text("new")
    assert build(package) == ["ci", "run"]


def test_a_failed_build_keeps_the_pages_that_were_there(package: Path) -> None:
    build(package)
    (package.parent / "web" / "broken").touch()
    with pytest.raises(CannotStart, match=r"npm run build. said .*it is broken"):
        build(package)
    assert (package / "static" / "index.html").exists()


def test_an_installed_wheel_has_nothing_to_build(tmp_path: Path) -> None:
    web_build.build(lambda _: None, tmp_path / "callcenter")
    assert list(tmp_path.iterdir()) == []


def test_an_old_node_is_not_used(tmp_path: Path) -> None:
    for version, good in (("v18.20.4", False), ("v20.19.0", True), ("v24.1.0", True)):
        node = tmp_path / version
        node.write_text(f"#!/bin/sh\necho {version}\n")
        node.chmod(0o755)
        assert web_build.new_enough(str(node)) is good
