"""The private Asterisk's folder as it is laid out."""

from pathlib import Path

import pytest

from callcenter.box import pbx_config
from callcenter.box.program import AsteriskProgram
from callcenter.box.secret_files import BoxSecrets, load_or_make
from callcenter.settings import BoxSettings, QueueSettings, Settings, TrunkSettings

SETTINGS = Settings(
    box=BoxSettings(sip_port=5999, ami_port=5998),
    trunk={"main": TrunkSettings(dids=("12345",)), "far": TrunkSettings(pbx="other")},
    queue={"hotline": QueueSettings(), "english": QueueSettings()},
)


@pytest.fixture
def program(tmp_path: Path) -> AsteriskProgram:
    tree = tmp_path / "tree"
    for name in ("moh", "documentation", "sounds/en_US_f_Allison"):
        (tree / name).mkdir(parents=True)
    return AsteriskProgram(("asterisk",), Path("/"), tree / "modules", tree, "22.10.1")


@pytest.fixture
def secrets(tmp_path: Path) -> BoxSecrets:
    return load_or_make(tmp_path / "secrets", ["1001", "1002"])


@pytest.fixture
def folder(tmp_path: Path, program: AsteriskProgram, secrets: BoxSecrets) -> Path:
    return pbx_config.write(program, tmp_path / "pbx", SETTINGS, secrets).parent.parent


def test_every_folder_of_asterisk_is_below_ours(folder: Path, secrets: BoxSecrets) -> None:
    text = (folder / "etc" / "asterisk.conf").read_text()

    places = [line.split(" => ")[1] for line in text.splitlines() if " => " in line]
    assert len(places) == 10
    assert all(place.startswith(str(folder.parent)) for place in places)
    assert f"systemname = {secrets.systemname}" in text
    assert "live_dangerously = no" in text


def test_secrets_are_in_files_that_only_the_owner_reads(folder: Path, secrets: BoxSecrets) -> None:
    holding = [
        path
        for path in (folder / "etc").rglob("*.conf")
        for secret in (*secrets.ami.values(), *secrets.phones.values())
        if secret in path.read_text()
    ]

    assert {path.name for path in holding} == {"manager_users.conf", "pjsip_agents.conf"}
    assert {path.stat().st_mode & 0o777 for path in holding} == {0o600}


def test_no_committed_file_holds_a_secret() -> None:
    config, dialplans = pbx_config.sources()
    files = [*config.rglob("*.conf"), *dialplans.rglob("*.conf")]

    lines = [line.strip() for path in files for line in path.read_text().splitlines()]
    assert [line for line in lines if line.startswith(("secret", "password"))] == []


def test_every_included_file_is_there(folder: Path) -> None:
    etc = folder / "etc"

    for path in etc.glob("*.conf"):
        for line in path.read_text().splitlines():
            if line.startswith("#include"):
                assert list(etc.glob(line.split('"')[1])), line


def test_ports_come_from_the_settings(folder: Path) -> None:
    local = folder / "etc" / "local"

    assert "port = 5998" in (local / "manager_port.conf").read_text()
    assert "bind = 127.0.0.1:5999" in (local / "pjsip_transports.conf").read_text()


def test_only_this_pbxs_trunks_are_there(folder: Path) -> None:
    text = (folder / "etc" / "local" / "extensions.conf").read_text()

    assert "callcenter-from-main" in text
    assert "callcenter-from-far" not in text


def test_what_an_earlier_run_wrote_stays_and_its_configuration_does_not(
    folder: Path, program: AsteriskProgram, secrets: BoxSecrets
) -> None:
    (folder / "log" / "queue_log").write_text("kept\n")
    (folder / "etc" / "stray.conf").write_text("gone\n")

    pbx_config.write(program, folder, SETTINGS, secrets)

    assert (folder / "log" / "queue_log").read_text() == "kept\n"
    assert not (folder / "etc" / "stray.conf").exists()


def test_the_chinese_prompts_lie_beside_the_english_sounds(folder: Path) -> None:
    sounds = folder / "data" / "sounds"

    assert (sounds / "zh" / "callcenter" / "notice.wav").is_file()
    assert (sounds / "en").is_symlink()


def test_every_prompt_of_the_list_was_spoken_and_no_other() -> None:
    _, dialplans = pbx_config.sources()
    listed = {
        line.split("|")[0]
        for line in (dialplans / "prompts" / "prompts.txt").read_text("utf-8").splitlines()
        if "|" in line and not line.startswith("#")
    }

    spoken = dialplans / "prompts" / "zh"
    assert {str(p.relative_to(spoken).with_suffix("")) for p in spoken.rglob("*.wav")} == listed


def test_every_prompt_that_the_dialplan_plays_is_there() -> None:
    _, dialplans = pbx_config.sources()
    played = {
        word
        for path in dialplans.rglob("*.conf")
        for line in path.read_text("utf-8").splitlines()
        for word in line.replace("(", " ").replace(")", " ").replace("=", " ").split()
        if word.startswith("callcenter/") and "$" not in word and "," not in word
    }

    assert played
    for prompt in played:
        assert (dialplans / "prompts" / "zh" / f"{prompt}.wav").is_file(), prompt
