"""Asterisk's words in ours: channels, interfaces, device states, numbers, instants."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import lru_cache

from callcenter.ami.message import unescaped
from callcenter.floor.events import LegState
from callcenter.numbers import Number, TrunkRules, parse

# ChannelState as a number: 5 is "Ringing", the far end rings; 4 is "Ring", a caller who was not
# answered yet, which is not ringing for anybody.
LEG_STATES = {"5": LegState.RINGING, "6": LegState.UP}

# by name in DeviceStateChange, by number in queue members
PHONE_STATES = {
    "UNKNOWN": "unknown",
    "NOT_INUSE": "idle",
    "INUSE": "in_use",
    "BUSY": "busy",
    "INVALID": "unavailable",
    "UNAVAILABLE": "unavailable",
    "RINGING": "ringing",
    "RINGINUSE": "ringing",
    "ONHOLD": "on_hold",
    "0": "unknown",
    "1": "idle",
    "2": "in_use",
    "3": "busy",
    "4": "unavailable",
    "5": "unavailable",
    "6": "ringing",
    "7": "ringing",
    "8": "on_hold",
}

CALLERS = 20_000  # numbers remembered as read: a caller appears in a dozen events

UNKNOWN_NAMES = frozenset({"<unknown>", "unknown"})


class Pbx:
    """One PBX as its messages need it: the name that every id carries, and its trunks' rules.

    `number(raw, device)` is the number that came in on this device.
    """

    def __init__(
        self,
        name: str,
        trunks: Mapping[str, TrunkRules] | None = None,
        default: TrunkRules | None = None,
    ) -> None:
        """`trunks`: device (`PJSIP/trunk`) -> its rules; `default`: for every other device."""
        self.name = name
        self.prefix = f"{name}/"
        self.trunks = trunks or {}
        self.default = default or TrunkRules()
        self.number: Callable[[str, str], Number] = lru_cache(CALLERS)(self._number)

    def _number(self, raw: str, device: str) -> Number:
        return parse(raw, self.trunks.get(device, self.default))


def device_of(channel: str) -> str:
    """The device a channel belongs to: `PJSIP/1001-0000002a` is of `PJSIP/1001`."""
    return channel.rpartition("-")[0] or channel


def phone_of(interface: str) -> str:
    """The phone behind a queue member: `Local/1001@agents/n` rings `PJSIP/1001`."""
    if not interface.startswith("Local/"):
        return interface
    extension, at, _ = interface[6:].partition("@")
    return f"PJSIP/{extension}" if at else interface


def name_of(escaped: str) -> str:
    """A person's name; Asterisk has two ways to say that it knows none."""
    return "" if escaped in UNKNOWN_NAMES else unescaped(escaped)


def seconds(count: str) -> timedelta:
    """A length of time. Raises ValueError."""
    return timedelta(seconds=int(count))
