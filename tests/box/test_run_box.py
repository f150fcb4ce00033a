"""The whole box: started, ended, killed, started again."""

import os
import shutil
import signal
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.box.programs import runs, until
from tests.box.whole import WholeBox


@pytest.fixture(scope="module")
def used() -> Iterator[WholeBox]:
    """A box that was started once, and ended by Ctrl-C."""
    place = Path(tempfile.mkdtemp(prefix="cc-"))
    place.chmod(0o755)
    box = WholeBox(place)
    try:
        box.start()
        box.first_end = box.end()
        box.first_words = box.words()
        yield box
    finally:
        shutil.rmtree(place)


@pytest.fixture
def box(used: WholeBox) -> Iterator[WholeBox]:
    """The same box, up."""
    used.took = used.start()
    yield used
    if used.parent is not None:
        used.end()


def test_the_first_start_shows_the_logins_and_ctrl_c_ends_it(used: WholeBox) -> None:
    assert "agent1" in used.first_words
    assert "SIP password" in used.first_words
    assert used.first_end == 0
    assert (used.state / "first-logins.txt").stat().st_mode & 0o777 == 0o600


def test_the_second_start_is_quick_and_shows_no_password(box: WholeBox) -> None:
    if box.took >= 10:  # once more, should the machine have been busy with something else
        box.end()
        box.took = box.start()
    assert box.took < 10
    assert "SIP password" not in box.words()
    assert "nothing to do" in box.words()
    with urllib.request.urlopen(f"http://127.0.0.1:{box.port}/healthz", timeout=5) as answer:
        assert answer.status == 200


def test_only_one_may_use_the_folder_and_each_port(box: WholeBox, place: Path) -> None:
    same = box.second()
    assert same.returncode == 1
    assert f"✗ Another run (process {box.parent_pid()}) already uses {box.state}" in same.stderr
    other = box.second(CALLCENTER_BOX__FOLDER=str(place / "other"))
    assert other.returncode == 1
    assert f"TCP port {box.port} on 127.0.0.1 is in use by another program" in other.stderr
    assert "set server.port in config/callcenter.toml" in other.stderr


def test_nothing_outlives_a_parent_that_was_killed(box: WholeBox) -> None:
    pids = box.pids()
    assert all(map(runs, pids.values()))
    box.end(signal.SIGKILL)
    box.start()  # waits for what is still ending, and reuses the data
    assert not any(map(runs, pids.values()))


@pytest.mark.parametrize("name", ["postgres", "asterisk", "server"])
async def test_a_program_that_is_killed_comes_back(box: WholeBox, name: str) -> None:
    before = box.pids()
    os.kill(before[name], signal.SIGKILL)
    await until(lambda: box.pids()[name] not in (0, before[name]))
    await until(lambda: f"{name} was ended by SIGKILL; it is started again" in box.words())
    others = {other: pid for other, pid in box.pids().items() if other != name}
    assert others.items() < before.items()


def test_the_end_is_in_order_and_leaves_nothing(box: WholeBox) -> None:
    pids = box.pids()
    assert box.end(signal.SIGTERM) == 0
    assert not any(map(runs, pids.values()))
    assert box.words().endswith("stopping\n  stopped")
    assert list(box.state.glob("*.pid")) == []
