"""Are the ports free that the box is about to open?"""

import socket
from collections.abc import Sequence
from dataclasses import dataclass

from callcenter.box.failure import CannotStart


@dataclass(frozen=True)
class Port:
    """One port, on which address, and the setting that moves it."""

    number: int
    host: str
    setting: str
    udp: bool = False


def require_free(ports: Sequence[Port]) -> None:
    """Raise CannotStart for the first port that somebody else has."""
    for port in ports:
        if port.number and not is_free(port):
            kind = "UDP" if port.udp else "TCP"
            raise CannotStart(
                f"{kind} port {port.number} on {port.host} is in use by another program: stop it, "
                f"or set {port.setting} in config/callcenter.toml to a free port."
            )


def is_free(port: Port) -> bool:
    """True if we could open it now."""
    family = socket.AF_INET6 if ":" in port.host else socket.AF_INET
    kind = socket.SOCK_DGRAM if port.udp else socket.SOCK_STREAM
    with socket.socket(family, kind) as trial:
        if not port.udp:  # a port whose last connection is only lingering is free
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((port.host, port.number))
        except OSError:
            return False
    return True
