"""What /metrics counts about HTTP itself."""

from prometheus_client import CollectorRegistry, Counter, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class HttpMetrics:
    """Requests by route and status, and how long they took."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "callcenter_http_requests",
            "HTTP requests answered",
            ("method", "route", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "callcenter_http_seconds",
            "Time to answer an HTTP request",
            ("route",),
            buckets=BUCKETS,
            registry=registry,
        )

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; strange methods share one name, so that nobody can grow the list."""
        self._requests.labels(method if method in METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
