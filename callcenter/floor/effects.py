"""The orders: every output of the floor, imperative."""

from datetime import datetime

import msgspec


class Order(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Something that must be done."""


class MemberOrder(Order, frozen=True, kw_only=True):
    """Change a phone's membership. The asker's ids come back in `OrderFailed` if it fails."""

    phone: str
    agent_id: str
    screen_id: str = ""
    key: str = ""


class AddMember(MemberOrder, frozen=True, kw_only=True):
    """Let a queue ring this phone."""

    queue: str
    name: str
    paused: bool = False
    reason: str = ""


class RemoveMember(MemberOrder, frozen=True, kw_only=True):
    """Let a queue ring this phone no more."""

    queue: str


class PauseMember(MemberOrder, frozen=True, kw_only=True):
    """Pause or unpause a phone in one queue; the reason is Asterisk's PausedReason."""

    queue: str
    paused: bool
    reason: str = ""


class HangUp(Order, frozen=True, kw_only=True):
    """End one leg."""

    leg_id: str


class WakeAt(Order, frozen=True, kw_only=True):
    """Post `TimerFired(timer_id)` at this time; the same id again replaces the earlier wish."""

    timer_id: str
    at: datetime


class Reply(Order, frozen=True, kw_only=True):
    """Tell the one screen that asked what became of its request."""

    screen_id: str
    key: str
    ok: bool
    code: str = ""
    detail: str = ""


AnyOrder = AddMember | RemoveMember | PauseMember | HangUp | WakeAt | Reply
