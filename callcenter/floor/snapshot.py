"""Asterisk's whole answer to "what is going on?", in our words."""

from datetime import datetime, timedelta

import msgspec

from callcenter.floor.events import LegState, MemberSeen
from callcenter.numbers import Number


class SeenLeg(msgspec.Struct, frozen=True, kw_only=True):
    """A channel that is up right now. `application` tells who waits or talks in a queue."""

    leg_id: str
    call_id: str
    device: str
    state: LegState
    lasted: timedelta
    number: Number | None = None
    name: str = ""
    dialled: str = ""
    bridge_id: str = ""
    application: str = ""
    application_input: str = ""


class SeenCaller(msgspec.Struct, frozen=True, kw_only=True):
    """A caller waiting in a queue right now."""

    queue: str
    leg_id: str
    position: int
    waited: timedelta


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """All of one PBX at one instant. `phones`: device -> state."""

    pbx: str
    at: datetime
    boot_id: str
    legs: tuple[SeenLeg, ...]
    callers: tuple[SeenCaller, ...]
    queues: tuple[str, ...]
    members: tuple[MemberSeen, ...]
    phones: dict[str, str] = {}
