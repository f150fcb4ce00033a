"""Which addresses are ours."""

from pathlib import Path

import pytest

from callcenter import clock
from callcenter.box.local_authority import authority, certify
from callcenter.settings import ServerSettings
from callcenter.web_api.origins import normal, origins


def test_on_one_machine_both_names_of_it_are_ours() -> None:
    ours = origins(ServerSettings(port=8080, push_port=8081))

    assert ours.web == ("http://127.0.0.1:8080", "http://localhost:8080")
    assert ours.push_url("localhost:8080") == "ws://localhost:8081/push"
    assert ours.push_url("evil.example") == "ws://127.0.0.1:8081/push"
    assert ours.cookie == "callcenter"


def test_a_public_address_is_the_only_one() -> None:
    ours = origins(ServerSettings(public_url="https://Desk.Example.gov.cn:443/"))

    assert ours.web == ("https://desk.example.gov.cn",)
    assert ours.push == ("wss://desk.example.gov.cn:8081/push",)
    assert ours.cookie == "__Host-callcenter"


def test_a_proxy_may_put_the_push_channel_anywhere() -> None:
    ours = origins(
        ServerSettings(public_url="https://desk.cn", public_push_url="wss://desk.cn/push")
    )

    assert ours.push_url("desk.cn") == "wss://desk.cn/push"


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://127.0.0.1:8081",
        "http://127.0.0.1",
        "https://127.0.0.1:8080",
        "http://127.0.0.1:8080.evil.example",
        "http://127.0.0.1:8080/",
        "HTTP://127.0.0.1:8080",
        "http://evil.example",
        "http://LOCALHOST:8080",
    ],
)
def test_nothing_but_an_exact_match_is_ours(origin: str | None) -> None:
    assert not origins(ServerSettings(port=8080)).allows(origin)


def test_on_every_address_the_certificate_says_who_we_are(tmp_path: Path) -> None:
    now = clock.now()
    certify(tmp_path, authority(tmp_path, now), ("192.168.1.5", "desk.lan"), now)
    server = ServerSettings(
        host="0.0.0.0", port=8443, certificate=str(tmp_path / "server.pem"), certificate_key="k"
    )

    ours = origins(server)

    assert {"https://192.168.1.5:8443", "https://desk.lan:8443"} <= set(ours.web)
    assert "https://127.0.0.1:8443" in ours.web
    assert ours.secure


def test_on_every_address_without_a_certificate_this_machine_is_ours() -> None:
    ours = origins(ServerSettings(host="0.0.0.0", port=8080))

    assert "http://127.0.0.1:8080" in ours.web
    assert len(ours.web) > 2


def test_addresses_of_the_sixth_version_are_bracketed() -> None:
    assert origins(ServerSettings(host="::1", port=8080)).web[0] == "http://[::1]:8080"
    assert normal("http://[::1]:80/x") == "http://[::1]"
