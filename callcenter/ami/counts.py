"""What a session counted, and alarms about what it would not believe: loud, but not endless."""

import structlog

from callcenter import clock

log = structlog.get_logger()

QUIET = 5.0  # seconds between two alarms of one kind
SHOWN = 300  # bytes of a refused message that go to the log


class Counts:
    """Counters of one PBX's sessions since the server began; `refused` by reason."""

    def __init__(self, pbx: str) -> None:
        self.pbx = pbx
        self.messages = 0
        self.dropped = 0
        self.facts = 0
        self.bad = 0
        self.shed = 0
        self.logins = 0
        self.differences = 0
        self.refused: dict[str, int] = {}
        self._alarmed: dict[str, float] = {}

    def refuse(self, reason: str, message: bytes) -> None:
        """Count a message that is not believed, and say so."""
        self.refused[reason] = self.refused.get(reason, 0) + 1
        self.alarm("ami_message_refused", reason, message)

    def alarm(self, event: str, reason: str, message: bytes) -> None:
        """Write one line about it, unless one of its kind was just written."""
        now = clock.monotonic()
        if now - self._alarmed.get(reason, -QUIET) < QUIET:
            return
        self._alarmed[reason] = now
        # the message as a literal: its control characters must not reach a terminal
        log.error(event, pbx=self.pbx, reason=reason, message=repr(message[:SHOWN]))
