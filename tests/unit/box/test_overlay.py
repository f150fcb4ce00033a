from pathlib import Path

import msgspec

from callcenter.box.overlay import extensions, overlay
from callcenter.box.secret_files import load_or_make
from callcenter.settings import BoxSettings, PbxSettings, PostgresSettings, Settings, TrunkSettings
from callcenter.settings_file import load


def test_a_server_reads_the_private_box_from_the_overlay(tmp_path: Path) -> None:
    secrets = load_or_make(tmp_path / "secrets", ["1001"])
    written = Settings(trunk={"city": TrunkSettings()}, box=BoxSettings(ami_port=15038))
    config = tmp_path / "callcenter.toml"
    config.write_text("[trunk.city]\n")
    settings = load(config, overlay(written, tmp_path))
    pbx = settings.pbx["main"]
    assert (pbx.host, pbx.port, pbx.trunk) == ("127.0.0.1", 15038, "city")
    assert pbx.systemname == secrets.systemname
    assert pbx.events.secret == secrets.ami["cc_events"]
    assert pbx.control.secret == secrets.ami["cc_control"]
    assert pbx.dialer.secret == secrets.ami["cc_dialer"]
    assert pbx.queue_log == f"{tmp_path}/asterisk/log/queue_log"
    assert settings.postgres.dsn.startswith("postgresql://callcenter_app@/callcenter?host=")
    assert settings.postgres.migrate_dsn.startswith("postgresql://callcenter@/callcenter?host=")
    assert settings.journal.folder == f"{tmp_path}/journal"


def test_what_is_configured_is_left_alone(tmp_path: Path) -> None:
    written = Settings(
        postgres=PostgresSettings(dsn="postgresql://db/cc"), pbx={"city": PbxSettings()}
    )
    assert overlay(written, tmp_path) == {"CALLCENTER_JOURNAL__FOLDER": str(tmp_path / "journal")}
    kept = msgspec.structs.replace(written, pbx={}, postgres=PostgresSettings(dsn_file="/x"))
    assert not any("POSTGRES" in key for key in overlay(kept, tmp_path))


def test_the_phones_are_numbered_from_1001() -> None:
    assert extensions(Settings(box=BoxSettings(agents=3))) == ["1001", "1002", "1003"]
