"""Channels, bridges, hold, parking and transfers, as Asterisk told them and as facts."""

from textwrap import dedent
from typing import Any

import pytest

from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import (
    AnyFact,
    DialEnded,
    DialStarted,
    LegEnded,
    LegHeld,
    LegIdentified,
    LegJoinedBridge,
    LegLeftBridge,
    LegRenamed,
    LegStarted,
    LegState,
    LegStateChanged,
    LegUnheld,
    Parked,
    Transferred,
    Unparked,
)
from callcenter.numbers import Number, NumberKind
from tests.unit.ami.said import STAMPED, fact

CALLER = "main/pbx1-1795474400.0"
AGENT = "main/pbx1-1795474401.4"

CHANNEL = """\
Channel: PJSIP/trunk-00000000
ChannelState: 4
ChannelStateDesc: Ring
CallerIDNum: 13812345678
CallerIDName: 张三
ConnectedLineNum: <unknown>
ConnectedLineName: <unknown>
Language: zh
AccountCode:
Context: callcenter-from-main
Exten: 12345
Priority: 1
Uniqueid: pbx1-1795474400.0
Linkedid: pbx1-1795474400.0
"""


def event(name: str, *blocks: str) -> AnyFact | None:
    """The fact of an event with these blocks of headers."""
    head = "Privilege: call,all\nTimestamp: 1795474400.791700\nSystemName: pbx1\n"
    return fact(f"Event: {name}\n" + head + "".join(dedent(block) for block in blocks))


def prefixed(prefix: str, *, leg: str) -> str:
    """A channel as one of several in an event."""
    lines = CHANNEL.replace("Uniqueid: pbx1-1795474400.0", f"Uniqueid: {leg}").splitlines()
    return "".join(f"{prefix}{line}\n" for line in lines)


def test_a_channel_that_comes_into_being_is_a_leg() -> None:
    assert event("Newchannel", CHANNEL) == LegStarted(
        at=STAMPED,
        leg_id=CALLER,
        call_id=CALLER,
        device="PJSIP/trunk",
        number=Number(NumberKind.E164, "+8613812345678", "13812345678"),
        name="张三",
        dialled="12345",
        state=LegState.DOWN,
    )


def test_ids_carry_the_name_of_their_pbx() -> None:
    heard = fact(f"Event: Newchannel\n{CHANNEL}", Pbx("shanghai"))

    assert isinstance(heard, LegStarted)
    assert heard.leg_id == "shanghai/pbx1-1795474400.0"


@pytest.mark.parametrize(("code", "state"), [("5", LegState.RINGING), ("6", LegState.UP)])
def test_ringing_and_answered_are_changes_of_a_leg(code: str, state: LegState) -> None:
    heard = event("Newstate", CHANNEL.replace("ChannelState: 4", f"ChannelState: {code}"))

    assert heard == LegStateChanged(at=STAMPED, leg_id=CALLER, call_id=CALLER, state=state)


def test_a_caller_who_was_not_answered_yet_is_not_ringing() -> None:
    assert event("Newstate", CHANNEL) is None


def test_a_number_may_be_told_later() -> None:
    heard = event("NewCallerid", CHANNEL)

    assert heard == LegIdentified(
        at=STAMPED,
        leg_id=CALLER,
        call_id=CALLER,
        number=Number(NumberKind.E164, "+8613812345678", "13812345678"),
        name="张三",
    )


def test_a_masquerade_gives_a_leg_another_device() -> None:
    renamed = """\
        Channel: PJSIP/1001-00000001
        Newname: PJSIP/1002-00000002
        Uniqueid: pbx1-1795474400.0
    """

    heard = event("Rename", renamed)

    assert heard == LegRenamed(at=STAMPED, leg_id=CALLER, call_id="", device="PJSIP/1002")


@pytest.mark.parametrize("passing", ["PJSIP/1001-00000001<MASQ>", "PJSIP/1001-00000001<ZOMBIE>"])
def test_the_names_a_masquerade_passes_through_are_no_devices(passing: str) -> None:
    assert event("Rename", f"Newname: {passing}\nUniqueid: 1.1\n") is None


def test_a_hangup_ends_a_leg_with_its_cause() -> None:
    heard = event("Hangup", CHANNEL, "Cause: 17\nCause-txt: User busy\n")

    assert heard == LegEnded(at=STAMPED, leg_id=CALLER, call_id=CALLER, cause=17)


def test_legs_join_and_leave_bridges() -> None:
    bridge = "BridgeUniqueid: 1c03a2b4\nBridgeType: basic\nBridgeNumChannels: 2\n"

    joined, left = event("BridgeEnter", bridge, CHANNEL), event("BridgeLeave", bridge, CHANNEL)

    ids: dict[str, Any] = {
        "at": STAMPED,
        "leg_id": CALLER,
        "call_id": CALLER,
        "bridge_id": "main/1c03a2b4",
    }
    assert joined == LegJoinedBridge(**ids)
    assert left == LegLeftBridge(**ids)


def test_hold_and_unhold() -> None:
    assert event("Hold", CHANNEL) == LegHeld(at=STAMPED, leg_id=CALLER, call_id=CALLER)
    assert event("Unhold", CHANNEL) == LegUnheld(at=STAMPED, leg_id=CALLER, call_id=CALLER)


def test_a_leg_is_rung_for_another_and_that_ends() -> None:
    both = CHANNEL + prefixed("Dest", leg="pbx1-1795474401.4")

    begun = event("DialBegin", both, "DialString: 1001\n")
    ended = event("DialEnd", both, "DialStatus: BUSY\n")

    assert begun == DialStarted(at=STAMPED, leg_id=CALLER, call_id=CALLER, rung_leg_id=AGENT)
    assert ended == DialEnded(
        at=STAMPED, leg_id=CALLER, call_id=CALLER, rung_leg_id=AGENT, result="busy"
    )


def test_a_leg_that_is_dialled_for_nobody_is_no_fact() -> None:
    dialled = prefixed("Dest", leg="pbx1-1795474401.4")

    assert event("DialBegin", dialled) is None
    assert event("DialEnd", dialled, "DialStatus: ANSWER\n") is None


def test_a_caller_is_parked_and_leaves_the_space_in_one_of_three_ways() -> None:
    parkee = prefixed("Parkee", leg="pbx1-1795474400.0") + "ParkingSpace: 701\n"

    assert event("ParkedCall", parkee) == Parked(
        at=STAMPED, leg_id=CALLER, call_id=CALLER, space="701"
    )
    ways = {
        "UnParkedCall": "retrieved",
        "ParkedCallTimeOut": "timeout",
        "ParkedCallGiveUp": "gave_up",
    }
    for name, how in ways.items():
        assert event(name, parkee) == Unparked(at=STAMPED, leg_id=CALLER, call_id=CALLER, how=how)


def test_a_blind_transfer_names_who_sent_whom_where() -> None:
    heard = event(
        "BlindTransfer",
        "Result: Success\n",
        prefixed("Transferer", leg="pbx1-1795474401.4"),
        prefixed("Transferee", leg="pbx1-1795474400.0"),
        "BridgeUniqueid: 1c03a2b4\nIsExternal: Yes\nContext: agents\nExtension: 1002\n",
    )

    assert heard == Transferred(
        at=STAMPED,
        leg_id=AGENT,
        call_id=CALLER,
        how="blind",
        ok=True,
        to="1002",
        other_leg_ids=(CALLER,),
    )


def test_an_attended_transfer_by_feature_code_has_one_transferring_leg() -> None:
    heard = event(
        "AttendedTransfer",
        "Result: Success\n",
        prefixed("OrigTransferer", leg="pbx1-1795474401.4"),
        prefixed("SecondTransferer", leg="pbx1-1795474401.4").replace(
            "ConnectedLineNum: <unknown>", "ConnectedLineNum: 1002"
        ),
        prefixed("Transferee", leg="pbx1-1795474400.0"),
    )

    assert heard == Transferred(
        at=STAMPED,
        leg_id=AGENT,
        call_id=CALLER,
        how="attended",
        ok=True,
        to="1002",
        other_leg_ids=(CALLER,),
    )


def test_an_attended_transfer_by_sip_has_two_and_may_fail() -> None:
    heard = event(
        "AttendedTransfer",
        "Result: Fail\n",
        prefixed("OrigTransferer", leg="pbx1-1795474401.4"),
        prefixed("SecondTransferer", leg="pbx1-1795474401.5"),
        prefixed("TransferTarget", leg="pbx1-1795474401.6"),
    )

    assert isinstance(heard, Transferred)
    assert (heard.ok, heard.to) == (False, "")
    assert heard.other_leg_ids == ("main/pbx1-1795474401.5", "main/pbx1-1795474401.6")
