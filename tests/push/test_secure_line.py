import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.exceptions import InvalidMessage

from callcenter import clock
from tests.people import LI
from tests.push.centre import open_centre


def certificate(folder: Path) -> Path:
    """A certificate for `localhost` and its key, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = clock.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "localhost.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


async def test_with_a_certificate_the_line_is_encrypted_and_plain_ones_are_refused(
    tmp_path: Path,
) -> None:
    pem = certificate(tmp_path)
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(pem)
    theirs = ssl.create_default_context(cafile=str(pem))

    async with open_centre(ours) as centre:
        url = f"wss://localhost:{centre.server.port}/push"
        async with centre.screen(LI, url=url, ssl=theirs, family=2) as browser:
            assert browser.heard[-1]["snapshot"]
            centre.server.end_session(LI.id)
            assert (await browser.is_closed())[0] == 4003
        with pytest.raises((InvalidMessage, ConnectionError)):
            await centre.dial()
