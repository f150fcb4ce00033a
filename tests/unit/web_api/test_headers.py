"""What every page may load, and from where."""

from callcenter.settings import ServerSettings
from callcenter.web_api.headers import content_security_policy, security_headers
from callcenter.web_api.origins import origins


def test_scripts_come_from_us_and_sockets_go_to_the_push_channel_only() -> None:
    policy = content_security_policy(origins(ServerSettings(port=8080, push_port=8081)))
    rules = {rule.partition(" ")[0]: rule.partition(" ")[2] for rule in policy.split("; ")}

    assert rules["default-src"] == rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["connect-src"] == "'self' ws://127.0.0.1:8081 ws://localhost:8081"
    assert rules["frame-ancestors"] == rules["object-src"] == "'none'"
    assert "unsafe" not in policy
    assert "*" not in policy


def test_https_is_insisted_on_where_there_is_a_certificate() -> None:
    plain = security_headers(origins(ServerSettings()))
    secure = security_headers(origins(ServerSettings(public_url="https://desk.cn")))

    assert "Strict-Transport-Security" not in plain
    assert secure["Strict-Transport-Security"] == "max-age=31536000"
