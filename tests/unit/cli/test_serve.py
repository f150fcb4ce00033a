import asyncio
import socket
from pathlib import Path

import pytest

from callcenter.cli.serve import loop_factory, missing, remedy, serve, until_told
from callcenter.journal.log import FactLog
from callcenter.settings import (
    JournalSettings,
    PbxSettings,
    PostgresSettings,
    ServerSettings,
    Settings,
)

PBX = {"main": PbxSettings()}
NOWHERE = PostgresSettings(dsn="postgresql://nobody@127.0.0.1:1/nothing")
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


def test_a_folder_that_another_server_writes_to_ends_with_a_sentence(tmp_path: Path) -> None:
    journal = JournalSettings(folder=str(tmp_path))
    settings = Settings(pbx={}, postgres=NOWHERE, journal=journal)
    first = FactLog(tmp_path)

    with pytest.raises(BaseExceptionGroup) as fallen:
        asyncio.run(until_told(settings))

    assert remedy(fallen.value).endswith("another callcenter server writes here")
    assert first.undrained == 0


def test_a_port_that_another_program_has_ends_with_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = ServerSettings(port=other.getsockname()[1], push_port=0)
        journal = JournalSettings(folder=str(tmp_path))
        settings = Settings(server=taken, postgres=NOWHERE, journal=journal)

        with pytest.raises(BaseExceptionGroup) as fallen:
            asyncio.run(until_told(settings))

    assert "in use" in remedy(fallen.value)


def test_a_fault_of_ours_keeps_its_traceback() -> None:
    assert remedy(BaseExceptionGroup("", [ValueError("ours")])) == ""
