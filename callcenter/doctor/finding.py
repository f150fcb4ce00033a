"""One thing that was looked at, and how to mend it if it is not well."""

from enum import StrEnum

import msgspec


class Health(StrEnum):
    """How well it is: `WARN` works but should not stay so."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Finding(msgspec.Struct, frozen=True):
    """`what` was looked at, `found` is what is so, `remedy` what to do about it."""

    health: Health
    what: str
    found: str
    remedy: str = ""


def well(what: str, found: str) -> Finding:
    """Nothing to do."""
    return Finding(Health.OK, what, found)


def warn(what: str, found: str, remedy: str) -> Finding:
    """It works, but."""
    return Finding(Health.WARN, what, found, remedy)


def bad(what: str, found: str, remedy: str) -> Finding:
    """It does not work."""
    return Finding(Health.BAD, what, found, remedy)


def skew(what: str, seconds: float) -> Finding:
    """Two clocks beside each other; durations and time windows need them within two seconds."""
    found = f"{seconds:+.2f} s against this machine"
    if abs(seconds) <= LARGEST_SKEW:
        return well(what, found)
    return bad(what, found, "set both machines by NTP (systemctl enable --now systemd-timesyncd)")


LARGEST_SKEW = 2.0  # seconds
