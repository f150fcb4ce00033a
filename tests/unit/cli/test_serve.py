from pathlib import Path

import pytest

from callcenter.cli.serve import loop_factory, missing, serve
from callcenter.settings import (
    JournalSettings,
    PbxSettings,
    PostgresSettings,
    ServerSettings,
    Settings,
)

PBX = {"main": PbxSettings()}
POSTGRES = PostgresSettings(dsn="postgresql://db/cc")


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        (Settings(), "no [pbx.NAME] is set"),
        (Settings(pbx=PBX), "postgres.dsn is empty"),
        (Settings(pbx=PBX, postgres=POSTGRES), "journal.folder is empty"),
    ],
)
def test_production_names_what_it_cannot_do_without(settings: Settings, names: str) -> None:
    assert missing(settings).startswith(names)


def test_nothing_is_missing_when_all_is_set() -> None:
    journal = JournalSettings(folder="/var/lib/callcenter/journal")
    assert missing(Settings(pbx=PBX, postgres=POSTGRES, journal=journal)) == ""


def test_serving_without_settings_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "callcenter.toml"
    config.touch()
    with pytest.raises(SystemExit):
        serve(config=config)
    assert "`callcenter run`" in capsys.readouterr().err


def test_the_faster_loop_can_be_switched_off() -> None:
    assert loop_factory(Settings(server=ServerSettings(uvloop=False))) is None
    assert loop_factory(Settings()) is not None
