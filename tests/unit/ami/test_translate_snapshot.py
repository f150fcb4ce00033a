"""Asterisk's list answers as one snapshot."""

from datetime import UTC, datetime, timedelta

from callcenter.ami.message import Message
from callcenter.ami.translate_snapshot import Lists, snapshot
from callcenter.floor.events import LegState, MemberSeen
from callcenter.floor.snapshot import SeenCaller, SeenLeg
from callcenter.numbers import Number, NumberKind
from tests.unit.ami.said import MAIN, message

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

TALKING = message("""
    Event: CoreShowChannel
    ActionID: token-4
    Channel: PJSIP/trunk-00000000
    ChannelState: 6
    ChannelStateDesc: Up
    CallerIDNum: 13812345678
    CallerIDName: 张三
    ConnectedLineNum: 1001
    ConnectedLineName: 1001
    Language: zh
    AccountCode:
    Context: callcenter-hotline
    Exten: hotline
    Priority: 10
    Uniqueid: pbx1-1795474400.0
    Linkedid: pbx1-1795474400.0
    Application: Queue
    ApplicationData: hotline,t,,,600
    Duration: 01:02:03
    BridgeId: 1c03a2b4
""")
PARAMS = message("Event: QueueParams\nQueue: hotline\nMax: 0\nCalls: 1\nActionID: token-5")
MEMBER = message("""
    Event: QueueMember
    Queue: hotline
    Name: 李雷
    Location: Local/1001@callcenter-agents/n
    StateInterface: hint:1001@callcenter-agents
    Membership: dynamic
    Penalty: 0
    CallsTaken: 0
    LastCall: 0
    LastPause: 0
    LoginTime: 1795474399
    InCall: 1
    Status: 2
    Paused: 0
    PausedReason:
    Wrapuptime: 0
    ActionID: token-5
""")
ENTRY = message("""
    Event: QueueEntry
    Queue: hotline
    Position: 1
    Channel: PJSIP/trunk-00000002
    Uniqueid: pbx1-1795474410.9
    CallerIDNum: 13987654321
    CallerIDName: unknown
    ConnectedLineNum: unknown
    ConnectedLineName: unknown
    Wait: 42
    Priority: 0
    ActionID: token-5
""")
PHONE = message("Event: DeviceStateChange\nActionID: token-6\nDevice: PJSIP/1001\nState: INUSE")
QUEUE = message("Event: DeviceStateChange\nActionID: token-6\nDevice: Queue:hotline\nState: INUSE")


def test_everything_that_is_going_on_is_one_snapshot() -> None:
    taken = snapshot(
        Lists((TALKING,), (PARAMS, MEMBER, ENTRY), (PHONE, QUEUE)), "boot-1", NOW, MAIN
    )

    seen = taken.snapshot
    assert taken.bad == ()
    assert (seen.pbx, seen.at, seen.boot_id) == ("main", NOW, "boot-1")
    assert seen.legs == (
        SeenLeg(
            leg_id="main/pbx1-1795474400.0",
            call_id="main/pbx1-1795474400.0",
            device="PJSIP/trunk",
            state=LegState.UP,
            lasted=timedelta(hours=1, minutes=2, seconds=3),
            number=Number(NumberKind.E164, "+8613812345678", "13812345678"),
            name="张三",
            dialled="hotline",
            bridge_id="main/1c03a2b4",
            application="Queue",
            application_input="hotline,t,,,600",
        ),
    )
    assert seen.callers == (
        SeenCaller(
            queue="main/hotline",
            leg_id="main/pbx1-1795474410.9",
            position=1,
            waited=timedelta(seconds=42),
        ),
    )
    assert seen.queues == ("main/hotline",)
    assert seen.members == (
        MemberSeen(
            at=NOW,
            queue="main/hotline",
            phone="PJSIP/1001",
            name="李雷",
            in_call=True,
            status="in_use",
        ),
    )
    assert seen.phones == {"PJSIP/1001": "in_use"}
    assert taken.members == (MEMBER,)


def test_an_item_that_cannot_be_read_costs_only_itself() -> None:
    doubled = Message(TALKING.event, TALKING.text + "\r\nUniqueid: pbx1-9.9", NOW)
    timeless = Message(TALKING.event, TALKING.text.replace("01:02:03", "long"), NOW)
    cut = Message("CoreShowChannel", "Event: CoreShowChannel\r\nChannel: PJSIP/trunk-1", NOW)

    taken = snapshot(Lists((doubled, cut, timeless, TALKING), (), ()), "boot-1", NOW, MAIN)

    assert [leg.leg_id for leg in taken.snapshot.legs] == ["main/pbx1-1795474400.0"]
    assert len(taken.bad) == 3


def test_a_leg_in_no_bridge_is_in_none() -> None:
    alone = Message(TALKING.event, TALKING.text.replace("BridgeId: 1c03a2b4", "BridgeId: "), NOW)

    (leg,) = snapshot(Lists((alone,), (), ()), "boot-1", NOW, MAIN).snapshot.legs

    assert leg.bridge_id == ""
