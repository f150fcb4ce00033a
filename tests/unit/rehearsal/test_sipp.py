"""One SIPp process: what it is given and what it wrote down."""

import subprocess
from pathlib import Path

from callcenter.rehearsal import sipp
from callcenter.rehearsal.sipp import Line, Run


def ended(folder: Path) -> Run:
    child = subprocess.Popen(["true"])
    child.wait()
    return Run(child, folder, ("127.0.0.3", 5060))


def test_what_happened_is_read_line_by_line_and_torn_lines_are_left(tmp_path: Path) -> None:
    (tmp_path / "happened.log").write_text("ringing 1001 138\nanswered 1001 138\nleft 10")
    run = ended(tmp_path)

    assert run.lines() == [Line("ringing", "1001", "138"), Line("answered", "1001", "138")]
    assert run.happened("answered") == 1


def test_what_a_scenario_tells_of_the_time_is_kept(tmp_path: Path) -> None:
    (tmp_path / "happened.log").write_text(
        "ringing 1001 138 2026-03-02\t12:00:00.5 1772452800.5\n"
    )

    (line,) = ended(tmp_path).lines()

    assert line == Line("ringing", "1001", "138", "2026-03-02 12:00:00.5 1772452800.5")


def test_before_anything_happened_there_is_nothing_to_read(tmp_path: Path) -> None:
    run = ended(tmp_path)

    assert run.lines() == []
    assert run.errors == ""


def test_a_stopped_run_leaves_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()

    ended(folder).stop()

    assert not folder.exists()


def test_rows_are_written_as_sipp_reads_them() -> None:
    assert sipp.csv([("138", "张三", "12345")]) == "SEQUENTIAL\n138;张三;12345\n"


def test_a_free_port_can_be_used_by_whoever_asked() -> None:
    assert 1024 < sipp.free_port("127.0.0.3") < 65536


def test_the_voice_is_a_few_seconds_of_sound() -> None:
    assert sipp.VOICE.stat().st_size == 24000


def test_a_challenge_is_answered_with_the_phones_own_password() -> None:
    keyword = sipp.authentication("1001", "pw")

    assert keyword == "[authentication username=1001 password=pw]"
