"""Whether everything is up, and who asks."""

import msgspec

from callcenter.web_api.health import Part, asked_here, readiness


def test_ready_when_every_part_is_up() -> None:
    found = readiness({"postgres": Part(up=True)})

    assert msgspec.json.encode(found) == b'{"ready":true,"parts":{"postgres":{"up":true}}}'


def test_a_part_that_is_down_is_named_with_its_reason() -> None:
    found = readiness({"postgres": Part(up=True), "main": Part(up=False, reason="refused")})

    assert not found.ready
    assert found.parts["main"].reason == "refused"


def test_a_proxys_request_is_not_this_machines_own() -> None:
    assert asked_here("127.0.0.1", {})
    assert not asked_here("127.0.0.1", {"X-Forwarded-For": "203.0.113.5"})
    assert not asked_here("127.0.0.1", {"Forwarded": "for=203.0.113.5"})
    assert not asked_here("203.0.113.5", {})
