"""Are the ports free that the box is about to open?"""

import errno
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
    """Raise CannotStart for the first port that we cannot open."""
    for port in ports:
        failure = opened(port)
        if failure is not None:
            raise CannotStart(sentence(port, failure))


def opened(port: Port) -> OSError | None:
    """Why we could not open it now; None if we could."""
    family = socket.AF_INET6 if ":" in port.host else socket.AF_INET
    kind = socket.SOCK_DGRAM if port.udp else socket.SOCK_STREAM
    with socket.socket(family, kind) as trial:
        if not port.udp:  # a port whose last connection is only lingering is free
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((port.host, port.number))
        except OSError as failure:
            return failure
    return None


def sentence(port: Port, failure: OSError) -> str:
    """What is wrong with the port, and what to do."""
    name = f"{'UDP' if port.udp else 'TCP'} port {port.number} on {port.host}"
    if failure.errno == errno.EADDRINUSE:
        return (
            f"{name} is in use by another program: stop it, or set {port.setting} in "
            "config/callcenter.toml to a free port."
        )
    if failure.errno == errno.EADDRNOTAVAIL:
        return (
            f"{port.host} is no address of this machine: set the host beside {port.setting} in "
            "config/callcenter.toml to one that it has, or to 0.0.0.0."
        )
    return (
        f"{name} may not be opened ({failure.strerror}): set {port.setting} in "
        "config/callcenter.toml to a port above 1023."
    )
