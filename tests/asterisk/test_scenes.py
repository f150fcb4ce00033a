"""Every scene leaves the trace that the rest of callcenter relies on."""

import pytest

from callcenter.rehearsal.citizens import presses
from callcenter.rehearsal.phones import answers
from tests.asterisk import scenes
from tests.asterisk.pbx import PrivatePbx
from tests.asterisk.stage import WANG, ZHANG, Stage
from tests.asterisk.tap import Message, Tap
from tests.asterisk.witness import call_story, queue_lines, rows


@pytest.fixture(scope="module", autouse=True)
def before(pbx: PrivatePbx) -> int:
    """How long Asterisk's log was when the first scene began."""
    return len((pbx.log / "messages.log").read_text("utf-8", "replace").splitlines())


class Played:
    """One scene after it was played: what AMI said and what the witnesses wrote."""

    def __init__(self, here: Stage, scene: scenes.Scene) -> None:
        lines, records = len(queue_lines(here.pbx)), len(rows(here.pbx, "cdr"))
        scene(here)
        self.heard: Tap = here.session()
        self.queue_log = call_story(queue_lines(here.pbx, lines))
        self.cdr = rows(here.pbx, "cdr", records)

    def names(self) -> list[str]:
        """The events in order."""
        return [message["Event"] for message in self.heard.messages() if "Event" in message]

    def first(self, event: str, **wanted: str) -> Message:
        """The first such event."""
        return self.heard.wait(event, 0.1, **wanted)

    def in_order(self, *events: str) -> bool:
        """True if these came in this order, whatever came between."""
        names = iter(self.names())
        return all(event in names for event in events)


def test_an_answered_call_is_noticed_queued_rung_connected_and_completed(here: Stage) -> None:
    played = Played(here, scenes.answered)

    assert played.queue_log == ["ENTERQUEUE", "CONNECT", "COMPLETEAGENT"]
    assert played.in_order(
        "QueueCallerJoin",
        "AgentCalled",
        "QueueCallerLeave",
        "AgentConnect",
        "AgentComplete",
        "Hangup",
    )
    assert played.first("Newchannel")["CallerIDName"] == ZHANG.name
    assert played.first("AgentComplete")["Reason"] == "agent"


def test_the_ringing_phone_is_shown_as_ringing(here: Stage) -> None:
    played = Played(here, scenes.gave_up_while_ringing)

    assert played.first("DeviceStateChange", Device="PJSIP/1001", State="RINGING")
    assert played.first("QueueMemberStatus", Interface="PJSIP/1001", Status="6")


def test_our_own_events_carry_the_call_and_only_opaque_words(here: Stage) -> None:
    played = Played(here, scenes.answered)

    ours = [message for message in played.heard.messages() if message.get("Event") == "UserEvent"]
    linked = played.first("Newchannel")["Linkedid"]
    assert [message["UserEvent"] for message in ours] == [
        "CallcenterEntered",
        "CallcenterNotice",
        "CallcenterNotice",
        "CallcenterRecording",
    ]
    assert {message["Call"] for message in ours} == {linked}
    assert ours[0]["Did"] == "12345"


def test_the_callers_hangup_is_told_from_the_agents(here: Stage) -> None:
    played = Played(here, scenes.caller_hangs_up_talking)

    assert played.queue_log == ["ENTERQUEUE", "CONNECT", "COMPLETECALLER"]
    assert played.first("AgentComplete")["Reason"] == "caller"


def test_a_hangup_in_the_notice_shows_as_a_notice_that_never_ended(here: Stage) -> None:
    played = Played(here, scenes.gave_up_in_the_notice)

    assert played.queue_log == []
    assert played.heard.count("UserEvent", UserEvent="CallcenterNotice", State="started") == 1
    assert played.heard.count("UserEvent", UserEvent="CallcenterNotice", State="ended") == 0
    assert played.heard.count("QueueCallerJoin") == 0


@pytest.mark.parametrize("scene", [scenes.gave_up_waiting, scenes.gave_up_while_ringing])
def test_an_abandoned_call_is_abandoned_before_it_leaves(here: Stage, scene: scenes.Scene) -> None:
    played = Played(here, scene)

    assert [what for what in played.queue_log if what != "RINGCANCELED"] == [
        "ENTERQUEUE",
        "ABANDON",
    ]
    assert played.in_order("QueueCallerAbandon", "QueueCallerLeave", "Hangup")
    assert played.heard.count("AgentRingNoAnswer") == 0


@pytest.mark.parametrize(
    ("scene", "cause"),
    [
        (scenes.agent_busy, "17"),
        (scenes.agent_rejected, "21"),
        (scenes.agent_did_not_answer, "0"),
    ],
)
def test_a_phone_that_refuses_costs_the_caller_only_time(
    here: Stage, scene: scenes.Scene, cause: str
) -> None:
    played = Played(here, scene)

    assert played.queue_log[0] == "ENTERQUEUE"
    assert played.queue_log[-2:] == ["CONNECT", "COMPLETEAGENT"]
    assert "RINGNOANSWER" in played.queue_log
    ended = [m for m in played.heard.messages() if m.get("Event") == "Hangup"]
    assert ended[0]["Channel"].startswith("PJSIP/1001-")
    assert ended[0]["Cause"] == cause
    assert played.first("AgentConnect")["Interface"] == "PJSIP/1002"


def test_a_queue_that_times_out_says_abandon_while_the_call_lives_on(here: Stage) -> None:
    played = Played(here, scenes.queue_timed_out)

    assert played.queue_log == ["ENTERQUEUE", "EXITWITHTIMEOUT"]
    assert played.in_order("QueueCallerAbandon", "QueueCallerLeave", "UserEvent", "Hangup")
    assert played.first("UserEvent", UserEvent="CallcenterOverflow")["Why"] == "timeout"


def test_the_one_key_is_not_an_abandoned_call(here: Stage) -> None:
    played = Played(here, scenes.asked_to_be_called_back)

    assert played.queue_log == ["ENTERQUEUE", "EXITWITHKEY"]
    assert played.heard.count("QueueCallerAbandon") == 0
    assert played.first("UserEvent", UserEvent="CallcenterCallbackAsked")["Queue"] == "hotline"


def test_the_second_in_line_may_press_the_key_once_they_have_heard_their_place(
    here: Stage,
) -> None:
    events = here.listen()
    here.citizen(WANG)
    events.wait("QueueCallerJoin", CallerIDNum=WANG.number)
    # a key in the middle of the place's announcement ends the announcement and nothing else
    here.citizen(ZHANG, keys=presses("1", 1600, 6500))

    asked = events.wait("UserEvent", UserEvent="CallcenterCallbackAsked")
    assert asked["CallerIDNum"] == ZHANG.number


@pytest.mark.parametrize("scene", [scenes.blind_transfer, scenes.blind_transfer_by_ami])
def test_a_blind_transfer_ends_the_first_agents_part_only(
    here: Stage, scene: scenes.Scene
) -> None:
    played = Played(here, scene)

    assert played.queue_log[:2] == ["ENTERQUEUE", "CONNECT"]
    assert played.first("BlindTransfer")["Extension"] == "1002"
    caller = played.first("Newchannel")["Uniqueid"]
    ends = [m["Uniqueid"] for m in played.heard.messages() if m.get("Event") == "Hangup"]
    assert caller in ends[-2:]
    assert len(ends) >= 3


@pytest.mark.parametrize("scene", [scenes.attended_transfer, scenes.attended_transfer_by_phone])
def test_an_attended_transfer_leaves_the_caller_with_the_second_agent(
    here: Stage, scene: scenes.Scene
) -> None:
    played = Played(here, scene)

    assert played.first("AttendedTransfer")["Result"] == "Success"
    assert played.first("AgentComplete")["Reason"] == "transfer"
    assert played.queue_log[-1] == "COMPLETECALLER" or "ATTENDEDTRANSFER" in played.queue_log


def test_hold_begins_and_ends(here: Stage) -> None:
    played = Played(here, scenes.on_hold)

    assert played.in_order("AgentConnect", "Hold", "Unhold", "AgentComplete")


def test_a_parked_caller_is_fetched_by_a_colleague(here: Stage) -> None:
    played = Played(here, scenes.parked_and_fetched)

    assert played.in_order("ParkedCall", "UnParkedCall", "AgentComplete")


def test_a_local_member_keeps_its_local_legs_with_n(here: Stage) -> None:
    played = Played(here, scenes.local_member)

    assert played.queue_log == ["ENTERQUEUE", "CONNECT", "COMPLETEAGENT"]
    assert played.heard.count("LocalBridge") == 1
    assert played.heard.count("LocalOptimizationEnd") == 0


def test_a_local_member_without_n_loses_its_local_legs_in_mid_call(here: Stage) -> None:
    played = Played(here, scenes.local_member_optimised)

    assert played.in_order("AgentConnect", "LocalOptimizationEnd", "Hangup", "AgentComplete")


def test_a_snapshot_in_mid_call_shows_talking_ringing_and_waiting(here: Stage) -> None:
    played = Played(here, scenes.midway)

    assert played.heard.count("CoreShowChannel") == 5
    assert played.heard.count("QueueEntry") == 2
    assert played.first("QueueMember", Name="agent-1")["InCall"] == "1"
    assert played.first("QueueMember", Name="agent-2")["Status"] == "6"


def test_a_restart_forgets_the_calls_and_keeps_the_members(here: Stage) -> None:
    played = Played(here, scenes.restarted)

    assert played.heard.count("CoreShowChannel") == 0
    assert played.heard.count("QueueEntry") == 0
    assert played.heard.count("QueueMember", Name="agent-1") == 1


def test_a_stop_in_order_ends_the_calls_and_says_so(here: Stage) -> None:
    scenes.stopped_in_order(here)

    before, after = here.sessions()
    ended = [m for m in before.messages() if m.get("Event") in ("Hangup", "Shutdown")]
    assert {m["Cause"] for m in ended if m["Event"] == "Hangup"} <= {"0", "16"}
    assert ended[-1]["Event"] == "Shutdown"
    assert before.count("Hangup") == 3
    assert after.count("CoreShowChannel") == 0
    assert after.count("QueueMember", Name="agent-1") == 1


def test_a_phone_that_dies_in_mid_call_is_free_again_within_a_minute(here: Stage) -> None:
    phone = here.phone("1001", answers())
    here.member("PJSIP/1001", "agent-1")
    events = here.listen()
    here.citizen(ZHANG)
    events.wait("AgentConnect")
    phone.child.kill()  # no BYE, no sound any more

    events.wait("AgentComplete", 60)
    here.quiet()


def test_every_scene_was_free_of_warnings(pbx: PrivatePbx, before: int) -> None:
    assert pbx.complaints(before) == []
