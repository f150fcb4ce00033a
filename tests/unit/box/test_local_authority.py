import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from callcenter.box.local_authority import authority, certify

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_a_browser_that_trusts_the_authority_trusts_the_server(tmp_path: Path) -> None:
    certify(tmp_path, authority(tmp_path, NOW), ["calls.lan", "192.168.1.5"], NOW)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(tmp_path / "server.pem", tmp_path / "server.key")
    certificate = x509.load_pem_x509_certificate((tmp_path / "server.pem").read_bytes())
    trusted = x509.load_pem_x509_certificate((tmp_path / "authority.pem").read_bytes())
    certificate.verify_directly_issued_by(trusted)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["calls.lan"]
    assert [str(ip) for ip in names.get_values_for_type(x509.IPAddress)] == ["192.168.1.5"]
    assert (certificate.not_valid_after_utc - NOW).days == 397


def test_the_authority_stays_and_the_server_changes(tmp_path: Path) -> None:
    for names in (["a.lan"], ["b.lan"]):
        certify(tmp_path, authority(tmp_path, NOW), names, NOW)
    again = authority(tmp_path, NOW)
    certificate = x509.load_pem_x509_certificate((tmp_path / "server.pem").read_bytes())
    certificate.verify_directly_issued_by(again.certificate)


@pytest.mark.parametrize("name", ["authority.key", "server.key"])
def test_keys_are_for_their_owner_only(tmp_path: Path, name: str) -> None:
    certify(tmp_path, authority(tmp_path, NOW), ["a.lan"], NOW)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
