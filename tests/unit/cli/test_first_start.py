from pathlib import Path

import pytest

from callcenter.box.failure import CannotStart
from callcenter.box.secret_files import load_or_make, write_secret
from callcenter.cli.first_start import greet, kept_in, require_ports, welcome
from callcenter.settings import BoxSettings, PbxSettings, ServerSettings, Settings
from tests.box.conftest import free_ports

LOGINS = [("admin", "abcd-efgh", "admin"), ("agent1", "ijkl-mnop", "agent")]


def test_every_port_of_the_box_must_be_free() -> None:
    web, push, sip, ami, http = free_ports(5)
    box = BoxSettings(sip_port=sip, ami_port=ami, web_port=http)
    settings = Settings(server=ServerSettings(port=web, push_port=push), box=box)
    require_ports(settings)


def test_a_configured_pbx_has_ports_of_its_own() -> None:
    web, push = free_ports(2)
    server = ServerSettings(port=web, push_port=push)
    require_ports(
        Settings(server=server, box=BoxSettings(host="203.0.113.7"), pbx={"a": PbxSettings()})
    )
    with pytest.raises(CannotStart, match=r"box\.sip_port"):
        require_ports(Settings(server=server, box=BoxSettings(host="203.0.113.7")))


def test_the_first_logins_are_shown_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings()
    secrets = load_or_make(tmp_path / "secrets", ["1001"])
    write_secret(kept_in(secrets), welcome(settings, LOGINS, secrets))
    greet(settings, True, secrets)
    first = capsys.readouterr().out
    assert "callcenter is up: http://127.0.0.1:8080" in first
    assert "abcd-efgh" in first
    assert secrets.phones["1001"] in first
    greet(settings, False, secrets)
    second = capsys.readouterr().out
    assert "abcd-efgh" not in second
    assert f"The first logins are in {kept_in(secrets)}: delete it" in second
    kept_in(secrets).unlink()
    greet(settings, False, secrets)
    assert "first logins" not in capsys.readouterr().out


def test_a_server_for_the_whole_network_is_greeted_by_an_address_that_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = load_or_make(tmp_path / "secrets", [])
    server = ServerSettings(host="0.0.0.0", certificate="a", certificate_key="b")
    greet(Settings(server=server), False, secrets)
    assert "https://127.0.0.1:8080" in capsys.readouterr().out
    greet(Settings(server=ServerSettings(public_url="https://calls.lan")), False, secrets)
    assert "https://calls.lan " in capsys.readouterr().out
