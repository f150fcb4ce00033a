"""What Asterisk says of phones and of itself, as facts."""

from datetime import datetime

from callcenter.ami.message import Headers
from callcenter.ami.vocabulary import PHONE_STATES, Pbx
from callcenter.floor.events import PbxShutDown, PhoneChanged, PhoneReached

GONE = frozenset({"Removed", "Unreachable"})


def is_phone(device: str) -> bool:
    """True for what rings on a desk; queues, parking spaces and Local channels are devices too."""
    technology, slash, _ = device.partition("/")
    return bool(slash) and ":" not in technology and technology != "Local"


def device_state(m: Headers, at: datetime, pbx: Pbx) -> PhoneChanged | None:
    """DeviceStateChange."""
    device = m["Device"]
    if not is_phone(device):
        return None
    state = PHONE_STATES.get(m["State"], "unknown")
    return PhoneChanged(at=at, pbx=pbx.name, phone=device, state=state)


def contact_status(m: Headers, at: datetime, pbx: Pbx) -> PhoneReached | None:
    """ContactStatus: a registration came or went, or its qualify did or did not answer."""
    endpoint = m["EndpointName"]
    if not endpoint:
        return None
    reachable = m["ContactStatus"] not in GONE
    return PhoneReached(at=at, pbx=pbx.name, phone=f"PJSIP/{endpoint}", reachable=reachable)


def shutdown(m: Headers, at: datetime, pbx: Pbx) -> PbxShutDown:
    """Shutdown: about a second after it hung up everybody with cause 0."""
    return PbxShutDown(at=at, pbx=pbx.name)
