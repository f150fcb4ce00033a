import os
import subprocess
import sys
from pathlib import Path

from callcenter.box.pid_files import born, remove, survivors, write


def test_a_program_that_runs_is_a_survivor(tmp_path: Path) -> None:
    write(tmp_path, "server", os.getpid())
    assert survivors(tmp_path) == {"server": os.getpid()}
    remove(tmp_path, "server")
    assert survivors(tmp_path) == {}


def test_another_program_with_the_same_number_is_none(tmp_path: Path) -> None:
    (tmp_path / "server.pid").write_text(f"{os.getpid()} 1\n")
    assert survivors(tmp_path) == {}
    assert not (tmp_path / "server.pid").exists()


def test_a_torn_pid_file_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "server.pid").write_text("")
    (tmp_path / "asterisk.pid").write_text("12")
    assert survivors(tmp_path) == {}


def test_what_has_ended_was_never_born() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    assert born(ended.pid) == ""  # not reaped yet, but over
    ended.wait()
    assert born(ended.pid) == ""
