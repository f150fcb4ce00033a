"""How a phone, a queue member's interface and a channel's device are recognised as one thing."""

from functools import lru_cache


@lru_cache(maxsize=10_000)
def phone_of(interface: str) -> str:
    """The phone behind a member's interface or a channel's device.

    A member may be reached through the dialplan (`Local/1001@callcenter-agents/n`, whose channel
    is `Local/1001@callcenter-agents-00000a;1`); the extension it dials is the phone's name.
    """
    technology, _, resource = interface.partition("/")
    if technology != "Local":
        return interface
    return f"PJSIP/{resource.partition('@')[0]}"


@lru_cache(maxsize=10_000)
def phone_key(pbx: str, interface: str) -> str:
    """A phone's key in `Floor.phones` and `Floor.devices`, with the PBX it hangs on."""
    return f"{pbx}:{phone_of(interface)}"


def pbx_of(item_id: str) -> str:
    """The PBX that a leg's, call's or queue's id names."""
    return item_id.partition("/")[0]


@lru_cache(maxsize=50_000)
def age(call_id: str) -> tuple[int, int, str]:
    """Sorts call ids, oldest first, as Asterisk does when it joins two calls under one id.

    A Uniqueid is `[systemname-]<epoch second>.<counter>`.
    """
    second, _, counter = call_id.rpartition("-")[2].rpartition("/")[2].partition(".")
    if second.isdigit() and counter.isdigit():
        return int(second), int(counter), call_id
    return 0, 0, call_id
