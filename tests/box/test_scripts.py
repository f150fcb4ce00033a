"""`./run` and `./test` before there is any Python: they say what is missing, in one sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.box.programs import environment

TOP = Path(__file__).parents[2]
NEEDED = ("run", "test", ".ci", "pyproject.toml", "README.md", "callcenter/__init__.py")
ORDINARY = "is_root() { return 1; }\n"


def sh(script: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a piece of shell in a folder, offline."""
    offline = {
        "PIP_INDEX_URL": "http://127.0.0.1:1/simple",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "0",
        "UV_DEFAULT_INDEX": "http://127.0.0.1:1/simple",
        "UV_HTTP_RETRIES": "0",
        "UV_CACHE_DIR": str(folder / "cache"),
    }
    kept = {name: text for name, text in environment().items() if name != "PIP_FIND_LINKS"}
    return subprocess.run(
        ["sh", "-eu", "-c", script],
        cwd=folder,
        env={**kept, **offline, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture
def checkout(place: Path) -> Path:
    """The files of a clean clone that the scripts touch."""
    for name in (*NEEDED, *(path.name for path in TOP.glob("requirements*.lock"))):
        (place / name).parent.mkdir(exist_ok=True)
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, place / name)
        else:
            shutil.copy(TOP / name, place / name)
    return place


def test_an_old_python_is_named(checkout: Path) -> None:
    done = sh(f". ./.ci/prepare\n{ORDINARY}new_enough() {{ return 1; }}\nrequire_python", checkout)
    assert done.returncode == 1
    assert "here is too old: callcenter needs Python 3.11 or newer; install it" in done.stderr


def test_an_ordinary_user_hears_what_the_administrator_must_install(checkout: Path) -> None:
    done = sh(
        f". ./.ci/prepare\n{ORDINARY}makes_venvs() {{ return 1; }}\nrequire_python", checkout
    )
    assert done.returncode == 1
    assert "an administrator must run 'apt-get install python3-venv' once" in done.stderr


def test_no_network_on_the_first_start_leaves_no_tools(checkout: Path) -> None:
    done = sh("./run", checkout)
    assert done.returncode == 1
    assert "✗ uv could not be installed into .tools (above is why)" in done.stderr
    assert not (checkout / ".tools").exists()


def test_packages_that_cannot_be_fetched_leave_no_environment(checkout: Path) -> None:
    (checkout / ".tools").symlink_to(TOP / ".tools")
    done = sh("./run", checkout)
    assert done.returncode == 1
    assert "✗ The Python packages could not be installed into .venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_an_ordinary_user_hears_that_chromium_is_needed(checkout: Path) -> None:
    functions = (checkout / "test").read_text().partition("require_chromium() {")[2]
    body = functions.partition("\n}\n")[0]
    hidden = "command() { return 1; }\n"
    done = sh(f". ./.ci/prepare\n{ORDINARY}{hidden}f() {{{body}\n}}\nf", checkout)
    assert "an administrator must run 'apt-get install chromium" in done.stderr


def test_a_part_that_does_not_exist_is_refused_before_anything_is_installed(
    checkout: Path,
) -> None:
    done = sh("./test everything", checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("✗ There is no part 'everything': say lint, unit,")
    assert not (checkout / ".tools").exists()


def test_an_environment_that_was_there_survives_a_failed_update(checkout: Path) -> None:
    (checkout / ".tools").symlink_to(TOP / ".tools")
    venv = sh(f".tools/bin/uv venv -q --python {sys.executable} .venv", checkout)
    assert venv.returncode == 0, venv.stderr
    done = sh("./run", checkout)
    assert done.returncode == 1
    assert (checkout / ".venv/bin/python").exists()
    assert not (checkout / ".venv/.synced").exists()
