"""What /metrics counts."""

from prometheus_client import CollectorRegistry, generate_latest

from callcenter.web_api.metrics import HttpMetrics


def test_requests_are_counted_by_template_and_strange_methods_share_one_name() -> None:
    registry = CollectorRegistry()
    metrics = HttpMetrics(registry)

    metrics.seen("GET", "/api/v1/calls/{call_id}", 200, 0.01)
    metrics.seen("BREW", "unknown", 405, 0.01)

    text = generate_latest(registry).decode()
    assert 'method="GET",route="/api/v1/calls/{call_id}",status="200"} 1.0' in text
    assert 'method="other"' in text
    assert "BREW" not in text
