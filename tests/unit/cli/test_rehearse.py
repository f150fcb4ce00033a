"""`callcenter rehearse` plays on the private Asterisk only."""

from pathlib import Path

import pytest

from callcenter.cli.rehearse import dialled, rehearse, show
from callcenter.rehearsal.agreement import Agreement, counted
from callcenter.settings import Settings, TrunkSettings

SOMEBODY_ELSES = """
[pbx.main]
host = "192.0.2.1"
systemname = "not-ours-at-all"
[pbx.main.events]
user = "a"
secret = "0123456789012345678901234567"
[pbx.main.control]
user = "b"
secret = "0123456789012345678901234567"
[pbx.main.dialer]
user = "c"
secret = "0123456789012345678901234567"
"""


def settings_file(folder: Path, more: str) -> Path:
    path = folder / "callcenter.toml"
    path.write_text(f'[box]\nfolder = "{folder / "state"}"\ncache = "{folder / "cache"}"\n{more}')
    return path


def test_it_refuses_a_pbx_that_is_not_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        rehearse(config=settings_file(tmp_path, SOMEBODY_ELSES))

    assert "private Asterisk of `callcenter run` only" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rate", "seconds"), [(0.0, 60.0), (-1.0, 60.0), (21.0, 60.0), (1.0, 0.0)]
)
def test_it_refuses_a_pace_that_makes_no_sense(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rate: float, seconds: float
) -> None:
    with pytest.raises(SystemExit):
        rehearse(rate=rate, seconds=seconds, config=settings_file(tmp_path, ""))

    assert "rate must be above 0" in capsys.readouterr().err


def test_it_dials_a_number_that_the_trunk_delivers() -> None:
    trunk = TrunkSettings(dids=("88880001",))

    assert dialled(Settings(trunk={"main": trunk})) == "88880001"
    assert dialled(Settings()) == "12345"


def test_the_table_shows_every_outcome(capsys: pytest.CaptureFixture[str]) -> None:
    counts = counted({"answered": 7})
    show(Agreement(counts, counts, counts), json=False)

    text = capsys.readouterr().out
    assert "answered" in text
    assert "7" in text
    assert "all three agree" in text


def test_a_machine_gets_json(capsys: pytest.CaptureFixture[str]) -> None:
    counts = counted({"answered": 7})
    show(Agreement(counts, counts, counts), json=True)

    text = capsys.readouterr().out
    assert '"equal":true' in text
    assert '"sip":{"answered":7' in text
