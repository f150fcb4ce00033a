"""The facts about what we depend on, and about our own orders and timers."""

from callcenter.floor.fact import Fact


class LinkLost(Fact, frozen=True, kw_only=True):
    """We no longer hear from a PBX (or, name `postgres`, from the memory): the floor is stale."""

    link: str
    reason: str = ""


class LinkRestored(Fact, frozen=True, kw_only=True):
    """We hear again and have compared everything; `boot_id` tells Asterisk's runs apart."""

    link: str
    boot_id: str = ""


class PbxShutDown(Fact, frozen=True, kw_only=True):
    """Asterisk said that it goes down; hangups around it are the system's, not the callers'."""

    pbx: str


class OrderFailed(Fact, frozen=True, kw_only=True):
    """Asterisk refused, or never answered, what we ordered for an agent."""

    order: str
    agent_id: str = ""
    screen_id: str = ""
    key: str = ""
    detail: str = ""


class TimerFired(Fact, frozen=True, kw_only=True):
    """The time we asked to be woken at has come."""

    timer_id: str
