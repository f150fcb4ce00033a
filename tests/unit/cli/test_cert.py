from pathlib import Path

import pytest

from callcenter.cli.cert import cert, is_name, own_names


def test_a_certificate_says_how_desks_come_to_trust_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cert("calls.lan", "10.0.0.5", folder=tmp_path / "tls")
    said = capsys.readouterr().out
    assert "Certificate for calls.lan, 10.0.0.5" in said
    assert f'certificate = "{tmp_path}/tls/server.pem"' in said
    assert "Trusted Root Certification Authorities" in said
    assert sorted(path.name for path in (tmp_path / "tls").iterdir()) == [
        "authority.key",
        "authority.pem",
        "server.key",
        "server.pem",
    ]


def test_what_is_no_name_is_refused_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        cert("calls lan", folder=tmp_path / "tls")
    assert "'calls lan' is neither a host name nor an address" in capsys.readouterr().err
    assert not (tmp_path / "tls").exists()


def test_names_and_addresses_are_told_from_nonsense() -> None:
    assert all(map(is_name, ("calls.lan", "pc-7", "10.0.0.5", "fe80::1", "localhost")))
    assert not any(map(is_name, ("", "-x", "a b", "x/y", "名字", "a" * 300)))


def test_this_machine_always_knows_itself() -> None:
    assert {"localhost", "127.0.0.1"} <= set(own_names())
