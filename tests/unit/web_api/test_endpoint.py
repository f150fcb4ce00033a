"""Where the asker is, and what the cookie looks like."""

import pytest

from callcenter.settings import ServerSettings
from callcenter.web_api.endpoint import address_of, is_loopback, response
from callcenter.web_api.origins import origins
from callcenter.web_api.route import Reply


@pytest.mark.parametrize(
    ("direct", "forwarded", "proxied", "seen"),
    [
        ("127.0.0.1", "203.0.113.5", True, "203.0.113.5"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.5", True, "203.0.113.5"),
        ("127.0.0.1", "203.0.113.5", False, "127.0.0.1"),
        ("203.0.113.9", "203.0.113.5", True, "203.0.113.9"),
        ("127.0.0.1", "nonsense", True, "127.0.0.1"),
        ("127.0.0.1", "", True, "127.0.0.1"),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed(
    direct: str, forwarded: str, proxied: bool, seen: str
) -> None:
    assert address_of(direct, forwarded, proxied=proxied) == seen


def test_loopback_is_told_from_everything_else() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("10.0.0.1")
    assert not is_loopback("")


@pytest.mark.parametrize("token", ["secret", ""])
def test_under_tls_the_cookie_is_bound_to_this_host(token: str) -> None:
    ours = origins(ServerSettings(public_url="https://desk.cn"))

    cookie = response(Reply(cookie=token), ours).cookies["__Host-callcenter"]

    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.get("max-age") == ("0" if token == "" else None)


def test_a_body_is_json_and_none_is_nothing() -> None:
    ours = origins(ServerSettings())

    assert response(Reply(body={"名": 1}), ours).body == '{"名":1}'.encode()
    assert response(Reply(status=204), ours).body is None
