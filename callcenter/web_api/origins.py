"""Which addresses are ours: for the Origin check, the cookie's name, and what pages may reach."""

import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from callcenter.settings import ServerSettings

WILDCARDS = frozenset({"0.0.0.0", "::", ""})
LOOPBACK = ("127.0.0.1", "localhost")
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Origins:
    """Our own addresses, exactly as browsers write them.

    `web` are the origins that pages are served from, the first one being the one we print; `push`
    the addresses of the push channel in the same order. `secure`: browsers reach us by HTTPS.
    """

    web: tuple[str, ...]
    push: tuple[str, ...]
    secure: bool

    def allows(self, origin: str | None) -> bool:
        """True only for an exact match; a missing or `null` Origin is somebody else's."""
        return origin is not None and origin in self.web

    def push_url(self, host: str) -> str:
        """Where the page that was asked for under this Host finds the push channel."""
        for web, push in zip(self.web, self.push, strict=True):
            if web.partition("://")[2] == host:
                return push
        return self.push[0]

    @property
    def cookie(self) -> str:
        """The session cookie's name; `__Host-` binds it to this host where TLS allows."""
        return "__Host-callcenter" if self.secure else "callcenter"


def origins(server: ServerSettings) -> Origins:
    """Read off the settings: the public address if one is set, else this host and loopback."""
    if server.public_url:
        web = normal(server.public_url)
        push = server.public_push_url or push_of(web, server.push_port)
        return Origins((web,), (push,), web.startswith("https:"))
    scheme = "https" if server.certificate else "http"
    hosts = [*named(server), *LOOPBACK]
    webs = tuple(dict.fromkeys(normal(f"{scheme}://{host}:{server.port}") for host in hosts))
    pushes = tuple(server.public_push_url or push_of(web, server.push_port) for web in webs)
    return Origins(webs, pushes, scheme == "https")


def named(server: ServerSettings) -> list[str]:
    """The host as set; where that means every address: what the certificate was made for, or
    without one this machine's name and its address towards the network.
    """
    if server.host not in WILDCARDS:
        return [bracketed(server.host)]
    if not server.certificate:
        return [bracketed(name) for name in own_names()]
    names = certified_names(Path(server.certificate).read_bytes())
    return [bracketed(name) for name in names if "*" not in name]


def certified_names(pem: bytes) -> list[str]:
    """The host names and addresses in a certificate."""
    certificate = x509.load_pem_x509_certificate(pem)
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    addresses = [str(address) for address in found.get_values_for_type(x509.IPAddress)]
    return [*found.get_values_for_type(x509.DNSName), *addresses]


def own_names() -> list[str]:
    """What others on the network may call this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; shows which address would be used
        except OSError:
            return [socket.gethostname()]
        return [probe.getsockname()[0], socket.gethostname()]


def normal(url: str) -> str:
    """An origin as browsers send it: lower case, no path, no default port."""
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), bracketed(parts.hostname or "")
    if parts.port is None or parts.port == DEFAULT_PORTS.get(scheme):
        return f"{scheme}://{host}"
    return f"{scheme}://{host}:{parts.port}"


def push_of(web: str, port: int) -> str:
    """The push channel's address beside a web origin."""
    parts = urlsplit(web)
    scheme = "wss" if parts.scheme == "https" else "ws"
    return f"{scheme}://{bracketed(parts.hostname or '')}:{port}/push"


def bracketed(host: str) -> str:
    """An IPv6 address as it stands in a URL."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
