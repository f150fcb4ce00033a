from pathlib import Path

import pytest

from callcenter.box.secret_files import load_or_make
from callcenter.cli import configured


def written(folder: Path, text: str = "") -> Path:
    (folder / "config").mkdir(parents=True)
    path = folder / "config" / "callcenter.toml"
    path.write_text(f'[box]\nfolder = "{folder / "state"}"\n{text}')
    return path


def test_the_file_beside_us_comes_before_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert configured.path(None) == here
    assert configured.path(Path("/etc/other.toml")) == Path("/etc/other.toml")


def test_commands_reach_the_box_that_run_has_started(tmp_path: Path) -> None:
    config = written(tmp_path)
    secrets = load_or_make(tmp_path / "state" / "secrets", [])
    settings = configured.with_box(config)
    assert settings.pbx["main"].events.secret == secrets.ami["cc_events"]
    assert f"host={tmp_path}/state/postgres/socket" in settings.postgres.dsn


def test_a_box_that_was_never_started_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        configured.with_box(written(tmp_path))
    assert "is this callcenter set up? `callcenter run` does it" in capsys.readouterr().err


def test_a_bad_setting_ends_the_command_and_names_the_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        configured.settings(written(tmp_path, "colour = 1\n"))
    assert "colour" in capsys.readouterr().err
