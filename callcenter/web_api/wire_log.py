"""What comes in and is no HTTP at all: one counted line each, instead of a traceback."""

import logging

import structlog
from aiohttp.http_exceptions import HttpProcessingError
from prometheus_client import CollectorRegistry, Counter

log = structlog.get_logger()

SOURCE = "aiohttp.server"  # the logger that aiohttp reports such bytes to
LONGEST = 120


class WireLog(logging.Filter):
    """Put on aiohttp's own logger; anything else that it says passes unchanged."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__()
        self._not_understood = Counter(
            "callcenter_http_not_understood",
            "Connections that sent something that is not HTTP",
            registry=registry,
        )

    def filter(self, record: logging.LogRecord) -> bool:
        """Swallow a traceback about a stranger's bytes."""
        failure = record.exc_info[1] if record.exc_info else None
        if not isinstance(failure, HttpProcessingError):
            return True
        self._not_understood.inc()
        log.warning("http_not_understood", reason=ascii(failure.message)[:LONGEST])
        return False
