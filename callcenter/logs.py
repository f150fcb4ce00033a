"""How the server writes about itself: one line an event, JSON or for reading, no secrets."""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from callcenter.settings import LogSettings

SECRET_WORDS = ("secret", "password", "token", "ticket", "cookie", "dsn")


def hide_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """What is named like a secret is never written, whoever logged it."""
    for key in event:
        if any(word in key.lower() for word in SECRET_WORDS):
            event[key] = "…"
    return event


def configure(settings: LogSettings) -> None:
    """Send everything, libraries' own logging too, to stderr in one form."""
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_secrets,
        structlog.processors.format_exc_info,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.json
        else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    form = structlog.stdlib.ProcessorFormatter(processors=[*shared, _bare, last])
    writer = logging.StreamHandler(sys.stderr)
    writer.setFormatter(form)
    logging.basicConfig(handlers=[writer], level=max(level, logging.WARNING), force=True)


def _bare(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    return structlog.stdlib.ProcessorFormatter.remove_processors_meta(logger, method, event)
