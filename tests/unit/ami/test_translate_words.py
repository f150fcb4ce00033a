"""Our own dialplan's words, as it says them and as facts."""

from typing import Any

import pytest

from callcenter.ami.message import BadMessage
from callcenter.floor.events import (
    AnyFact,
    CallbackAsked,
    CallEntered,
    NoticeEnded,
    NoticeStarted,
    Overflowed,
    RecordingStarted,
)
from tests.unit.ami.said import STAMPED, fact

LEG = "main/pbx1-1795474400.2"
CALL = "main/pbx1-1795474400.0"
WHO: dict[str, Any] = {"at": STAMPED, "leg_id": LEG, "call_id": CALL}


def word(name: str, headers: str = "", *, leg: str = "pbx1-1795474400.2") -> AnyFact | None:
    """The fact of a UserEvent of our dialplan."""
    return fact(
        "Event: UserEvent\n"
        "Timestamp: 1795474400.791700\n"
        "Uniqueid: pbx1-1795474400.2\n"
        "Linkedid: pbx1-1795474400.0\n"
        f"UserEvent: {name}\n"
        "Call: pbx1-1795474400.0\n"
        f"Leg: {leg}\n"
        f"{headers}"
    )


def test_a_call_reaches_the_hotline() -> None:
    assert word("CallcenterEntered", "Did: 12345\nQueue: hotline") == CallEntered(
        **WHO, did="12345"
    )


def test_the_notice_begins_and_is_heard_to_its_end() -> None:
    assert word("CallcenterNotice", "State: started") == NoticeStarted(**WHO)
    assert word("CallcenterNotice", "State: ended") == NoticeEnded(**WHO)


def test_a_notice_that_neither_begins_nor_ends_is_a_bad_message() -> None:
    with pytest.raises(BadMessage, match="State"):
        word("CallcenterNotice", "State: paused")


def test_a_caller_asks_to_be_called_back() -> None:
    heard = word("CallcenterCallbackAsked", "Queue: hotline")

    assert heard == CallbackAsked(**WHO, queue="main/hotline")


def test_a_recording_has_an_opaque_name() -> None:
    heard = word("CallcenterRecording", "File: 5bc27e27-3ecd-4dce-a93e-ee8d5e301307")

    assert heard == RecordingStarted(**WHO, recording_id="5bc27e27-3ecd-4dce-a93e-ee8d5e301307")


def test_a_recording_is_never_a_path() -> None:
    with pytest.raises(BadMessage, match="File"):
        word("CallcenterRecording", "File: ../../etc/passwd")


def test_the_queue_sends_a_caller_on() -> None:
    heard = word("CallcenterOverflow", "Queue: hotline\nWhy: TIMEOUT")

    assert heard == Overflowed(**WHO, queue="main/hotline", why="timeout")


def test_somebody_elses_user_events_are_none_of_ours() -> None:
    assert word("FreePBXSomething", "File: x") is None


def test_a_user_event_that_sets_uniqueid_again_is_still_heard() -> None:
    heard = word("CallcenterEntered", "Uniqueid: pbx1-1795474400.9\nDid: 12345")

    assert heard == CallEntered(**WHO, did="12345")


def test_a_leg_named_twice_is_not_believed() -> None:
    with pytest.raises(BadMessage, match="Leg is there twice"):
        word("CallcenterEntered", "Leg: pbx1-1795474400.9")


def test_a_word_without_its_call_is_a_bad_message() -> None:
    with pytest.raises(BadMessage, match="Call is missing"):
        fact("Event: UserEvent\nUserEvent: CallcenterEntered\nLeg: 1.1")
