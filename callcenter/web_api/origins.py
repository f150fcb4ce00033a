"""Which addresses are ours: for the Origin check, the cookie's name, and what pages may reach."""

from dataclasses import dataclass
from urllib.parse import urlsplit

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
    hosts = [] if server.host in WILDCARDS else [bracketed(server.host)]
    hosts += [host for host in LOOPBACK if host not in hosts]
    webs = tuple(normal(f"{scheme}://{host}:{server.port}") for host in hosts)
    pushes = tuple(server.public_push_url or push_of(web, server.push_port) for web in webs)
    return Origins(webs, pushes, scheme == "https")


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
