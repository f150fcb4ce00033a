import signal
from pathlib import Path

import pytest

from callcenter.box import account, folders
from callcenter.box.failure import CannotStart
from callcenter.cli import run_box


def test_whoever_typed_run_sees_the_sentence_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise CannotStart("The disk is full: make room.")

    config = tmp_path / "callcenter.toml"
    config.write_text(f'[box]\nfolder = "{tmp_path / "state"}"\ncache = "{tmp_path}"\n')
    monkeypatch.setattr(folders, "make", fails)
    monkeypatch.setattr(account, "service_account", lambda say: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as end:
        run_box.run(config=config)
    assert end.value.code == 1
    assert capsys.readouterr().err == "✗ The disk is full: make room.\n"
