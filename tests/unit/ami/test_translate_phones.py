"""Phones and Asterisk itself, as they were told and as facts."""

import pytest

from callcenter.floor.events import AnyFact, PbxShutDown, PhoneChanged, PhoneReached
from tests.unit.ami.said import STAMPED, fact


def event(name: str, headers: str) -> AnyFact | None:
    """The fact of an event with these headers."""
    return fact(f"Event: {name}\nTimestamp: 1795474400.791700\n{headers}")


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("NOT_INUSE", "idle"),
        ("INUSE", "in_use"),
        ("RINGING", "ringing"),
        ("RINGINUSE", "ringing"),
        ("ONHOLD", "on_hold"),
        ("BUSY", "busy"),
        ("UNAVAILABLE", "unavailable"),
        ("INVALID", "unavailable"),
        ("UNKNOWN", "unknown"),
        ("SOMETHING_NEW", "unknown"),
    ],
)
def test_a_phone_changes_its_state(told: str, state: str) -> None:
    heard = event("DeviceStateChange", f"Device: PJSIP/1001\nState: {told}")

    assert heard == PhoneChanged(at=STAMPED, pbx="main", phone="PJSIP/1001", state=state)


@pytest.mark.parametrize(
    "device",
    ["Queue:hotline", "Queue:hotline_pause_PJSIP/1001", "Local/1@agents", "park:701", "Custom:x"],
)
def test_what_does_not_ring_on_a_desk_is_no_phone(device: str) -> None:
    assert event("DeviceStateChange", f"Device: {device}\nState: INUSE") is None


@pytest.mark.parametrize(
    ("told", "reachable"),
    [
        ("Created", True),
        ("Reachable", True),
        ("NonQualified", True),
        ("Updated", True),
        ("Unreachable", False),
        ("Removed", False),
    ],
)
def test_a_registration_comes_and_goes(told: str, reachable: bool) -> None:
    heard = event("ContactStatus", f"ContactStatus: {told}\nAOR: 1001\nEndpointName: 1001")

    assert heard == PhoneReached(at=STAMPED, pbx="main", phone="PJSIP/1001", reachable=reachable)


def test_a_contact_of_no_endpoint_is_nobodys() -> None:
    assert event("ContactStatus", "ContactStatus: Reachable\nAOR: x\nEndpointName: ") is None


def test_asterisk_says_that_it_goes_down() -> None:
    heard = event("Shutdown", "Shutdown: Cleanly\nRestart: False")

    assert heard == PbxShutDown(at=STAMPED, pbx="main")
