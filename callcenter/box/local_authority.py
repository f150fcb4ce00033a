"""A certificate authority for one local network, and the server certificates it signs."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from callcenter.box.secret_files import write_secret

AUTHORITY_LIVES = timedelta(days=3650)
CERTIFICATE_LIVES = timedelta(days=397)  # browsers refuse server certificates that live longer
SLACK = timedelta(hours=1)  # for clients whose clock is behind


@dataclass(frozen=True)
class Signer:
    """Who signs: the certificate that clients trust, and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def authority(folder: Path, now: datetime) -> Signer:
    """The authority kept in this folder; made on the first call, and then never again."""
    certificate_file, key_file = folder / "authority.pem", folder / "authority.key"
    if certificate_file.exists() and key_file.exists():
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return Signer(x509.load_pem_x509_certificate(certificate_file.read_bytes()), key)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "callcenter local authority")])
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        lived(x509.CertificateBuilder(), now, AUTHORITY_LIVES)
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .sign(key, hashes.SHA256())
    )
    write_secret(key_file, pem(key))
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return Signer(certificate, key)


def certify(folder: Path, signer: Signer, names: Sequence[str], now: datetime) -> None:
    """Write `server.pem` (with the authority's own) and `server.key` for these names, anew."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        lived(x509.CertificateBuilder(), now, CERTIFICATE_LIVES)
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])]))
        .issuer_name(signer.certificate.subject)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([alternative(name) for name in names]), False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key()), False
        )
        .sign(signer.key, hashes.SHA256())
    )
    write_secret(folder / "server.key", pem(key))
    chain = (certificate, signer.certificate)
    (folder / "server.pem").write_bytes(
        b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain)
    )


def lived(
    builder: x509.CertificateBuilder, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    """From a little before now until its life is over."""
    serial = x509.random_serial_number()
    return builder.serial_number(serial).not_valid_before(now - SLACK).not_valid_after(now + life)


def alternative(name: str) -> x509.GeneralName:
    """An address or a host name, as certificates tell them apart."""
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def pem(key: ec.EllipticCurvePrivateKey) -> str:
    """A key as text."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
