import socket

import pytest

from callcenter.box.failure import CannotStart
from callcenter.box.ports import Port, require_free


@pytest.mark.parametrize("udp", [False, True])
def test_a_port_in_use_names_the_setting_that_moves_it(udp: bool) -> None:
    with socket.socket(type=socket.SOCK_DGRAM if udp else socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        if not udp:
            taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(CannotStart) as said:
            require_free([Port(number, "127.0.0.1", "box.sip_port", udp=udp)])
    kind = "UDP" if udp else "TCP"
    assert str(said.value) == (
        f"{kind} port {number} on 127.0.0.1 is in use by another program: stop it, or set "
        "box.sip_port in config/callcenter.toml to a free port."
    )
    require_free([Port(number, "127.0.0.1", "box.sip_port", udp=udp)])


def test_a_port_below_1024_that_is_not_ours_to_open_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Forbidden(socket.socket):
        def bind(self, address: object) -> None:
            raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "socket", Forbidden)
    with pytest.raises(CannotStart, match=r"TCP port 443 on 127.0.0.1 may not be opened"):
        require_free([Port(443, "127.0.0.1", "server.port")])


def test_an_address_that_is_not_this_machines_says_so() -> None:
    with pytest.raises(CannotStart, match=r"203.0.113.7 is no address of this machine"):
        require_free([Port(5060, "203.0.113.7", "box.sip_port")])


def test_port_nought_is_always_free() -> None:
    require_free([Port(0, "127.0.0.1", "server.port")])
