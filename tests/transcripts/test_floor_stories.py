"""What a real Asterisk said, and the story that the floor made of it."""

import pytest

from callcenter.floor.effects import PauseMember, WakeAt
from callcenter.floor.state import AgentState, Call, Stage
from tests.people import LI, WANG
from tests.transcripts.story import Story, told


def only_call(story: Story) -> Call:
    """The one call that is still on the floor."""
    (call,) = story.floor.calls.values()
    return call


def pauses(story: Story) -> list[tuple[str, str]]:
    """Who was ordered to be paused, and why."""
    return [
        (order.agent_id, order.reason) for order in story.orders if isinstance(order, PauseMember)
    ]


def test_an_answered_call() -> None:
    story = told("answered")

    assert story.stages == [
        "entered",
        "waiting",
        "ringing",
        "talking",
        "entered",  # the agent hung up, the caller is for a moment alone in the dialplan
        "ended",
    ]
    assert story.of(LI) == ["ready", "ringing", "talking", "wrap_up"]
    assert [type(order) for order in story.orders] == [PauseMember, WakeAt]
    call = only_call(story)
    assert call.number is not None
    assert (call.number.value, call.name, call.did) == ("+8613812345678", "张三", "12345")
    assert (call.direction, call.queue, call.agent_id) == ("inbound", "main/hotline", LI.id)
    assert call.recording_id
    assert call.joined_at is not None
    assert call.answered_at is not None
    assert call.started_at < call.joined_at < call.answered_at < call.since


def test_a_caller_who_hangs_up_first_leaves_the_agent_his_after_call_work() -> None:
    story = told("caller_hangs_up_talking")

    assert story.of(LI) == ["ready", "ringing", "talking", "wrap_up"]
    assert only_call(story).stage is Stage.ENDED


@pytest.mark.parametrize("name", ["gave_up_in_the_notice", "gave_up_waiting"])
def test_a_caller_who_gives_up_before_any_phone_rings_is_gone(name: str) -> None:
    story = told(name)

    assert not len(story.floor.calls)
    assert not len(story.floor.legs)
    assert story.orders == []
    assert story.of(LI) == []


def test_a_caller_who_gives_up_while_a_phone_rings_takes_the_pop_with_him() -> None:
    story = told("gave_up_while_ringing")

    assert story.stages[:3] == ["entered", "waiting", "ringing"]
    assert "talking" not in story.stages
    assert story.of(LI) == ["ready", "ringing", "ready"]
    assert story.floor.agents[LI.id].missed == 0
    assert not len(story.floor.calls)


@pytest.mark.parametrize("name", ["agent_busy", "agent_rejected", "agent_did_not_answer"])
def test_who_does_not_take_a_call_is_counted_and_a_colleague_gets_it(name: str) -> None:
    story = told(name)

    assert story.of(LI)[:3] == ["ready", "ringing", "ready"]
    assert story.floor.agents[LI.id].missed >= 1
    assert story.of(WANG)[-3:] == ["ringing", "talking", "wrap_up"]
    assert only_call(story).agent_id == WANG.id
    assert pauses(story) == [(WANG.id, "wrap-up")]


def test_a_caller_whom_the_queue_sends_on_is_not_gone_with_it() -> None:
    story = told("queue_timed_out")

    assert story.stages[:3] == ["entered", "waiting", "entered"]
    assert not len(story.floor.calls)
    assert not len(story.floor.queues["main/hotline"].waiting)


def test_a_caller_who_asks_to_be_called_back_is_no_longer_waiting() -> None:
    story = told("asked_to_be_called_back")

    assert story.stages[:3] == ["entered", "waiting", "entered"]
    assert not len(story.floor.queues["main/hotline"].waiting)


@pytest.mark.parametrize("name", ["blind_transfer", "blind_transfer_by_ami"])
def test_a_blind_transfer_is_one_call_with_two_agents(name: str) -> None:
    story = told(name)

    assert story.of(LI) == ["ready", "ringing", "talking", "wrap_up"]
    call = only_call(story)
    assert (call.agent_id, call.wrapping) == (WANG.id, frozenset({LI.id}))
    assert [stage for stage in story.stages if stage in ("ringing", "talking")] == [
        "ringing",
        "talking",
        "ringing",
        "talking",
    ]


def test_an_attended_transfer_is_one_call_and_its_consultation_is_held() -> None:
    story = told("attended_transfer")

    assert story.of(LI) == ["ready", "ringing", "talking", "wrap_up"]
    call = only_call(story)
    assert (call.agent_id, call.queue) == (WANG.id, "main/hotline")
    assert "held" in story.stages
    assert story.stages[-3:] == ["talking", "entered", "ended"]


def test_hold_and_the_talk_after_it() -> None:
    story = told("on_hold")

    assert story.stages == [
        "entered",
        "waiting",
        "ringing",
        "talking",
        "held",
        "talking",
        "ended",
    ]


def test_a_parked_call_that_is_fetched_stays_the_same_call() -> None:
    story = told("parked_and_fetched")

    call = only_call(story)
    assert "parked" in story.stages
    assert (call.agent_id, call.direction, call.queue) == (WANG.id, "inbound", "main/hotline")
    assert len(call.merged) == 1
    assert not len(story.floor.legs)


@pytest.mark.parametrize("name", ["local_member", "local_member_optimised"])
def test_a_member_behind_a_local_channel_is_one_agent_with_one_talk(name: str) -> None:
    story = told(name)

    assert story.of(LI) == ["ready", "ringing", "talking", "wrap_up"]
    assert story.stages[:4] == ["entered", "waiting", "ringing", "talking"]
    assert only_call(story).wrapping == {LI.id}
    assert pauses(story) == [(LI.id, "wrap-up")]


def test_who_logs_in_midway_sees_who_talks_who_rings_and_who_waits() -> None:
    story = told("midway_2")

    stages = sorted(call.stage for call in story.floor.calls.values())
    assert stages == [Stage.RINGING, Stage.TALKING, Stage.WAITING]
    li, wang = story.floor.agents[LI.id], story.floor.agents[WANG.id]
    assert (li.state, wang.state) == (AgentState.TALKING, AgentState.RINGING)
    assert story.floor.calls[li.call_id].agent_id == LI.id
    assert story.floor.calls[li.call_id].queue == "main/hotline"
    assert story.floor.calls[wang.call_id].ringing == {WANG.id}
    assert len(story.floor.queues["main/hotline"].waiting) == 2


def test_who_was_there_all_the_time_missed_nothing() -> None:
    story = told("midway")
    story.play("midway_2")

    assert story.missed == ()


def test_after_a_restart_every_call_is_over_and_the_card_stays_for_the_one_who_talked() -> None:
    story = told("restarted")
    talked = story.floor.agents[LI.id].call_id
    assert len(story.floor.calls) == 2
    story.play("restarted_2")

    assert not len(story.floor.legs)
    assert story.floor.agents[LI.id].state is AgentState.WRAP_UP
    assert list(story.floor.calls) == [talked]
    assert not len(story.floor.queues["main/hotline"].waiting)
