"""The floor's one door: a fact in, the floor after it, what must be done, what changed."""

from typing import assert_never

from callcenter.floor import calls, desk, links, members, people, queues, words
from callcenter.floor import events as e
from callcenter.floor.change import Change
from callcenter.floor.events import AnyFact
from callcenter.floor.state import Floor, Step


def reduce(floor: Floor, fact: AnyFact) -> Step:
    """One fact's consequence. Ids that nobody knows change nothing; a fact may come twice."""
    change = Change(floor, fact.at)
    _apply(change, fact)
    return change.step()


def _apply(change: Change, fact: AnyFact) -> None:
    match fact:
        case e.LegStarted():
            calls.leg_started(change, fact)
        case e.LegStateChanged():
            calls.leg_state_changed(change, fact)
        case e.LegIdentified():
            calls.leg_identified(change, fact)
        case e.LegRenamed():
            calls.leg_renamed(change, fact)
        case e.LegEnded():
            calls.leg_ended(change, fact)
        case e.LegJoinedBridge():
            calls.leg_joined_bridge(change, fact)
        case e.LegLeftBridge():
            calls.leg_left_bridge(change, fact)
        case e.LegHeld():
            calls.leg_held(change, fact)
        case e.LegUnheld():
            calls.leg_unheld(change, fact)
        case e.DialStarted():
            calls.dial_started(change, fact)
        case e.DialEnded():
            calls.dial_ended(change, fact)
        case e.Parked():
            calls.parked(change, fact)
        case e.Unparked():
            calls.unparked(change, fact)
        case e.CallEntered():
            words.call_entered(change, fact)
        case e.CallbackAsked():
            words.callback_asked(change, fact)
        case e.RecordingStarted():
            words.recording_started(change, fact)
        case e.CallerJoined():
            queues.caller_joined(change, fact)
        case e.CallerLeft():
            queues.caller_left(change, fact)
        case e.AbandonReported():
            queues.abandon_reported(change, fact)
        case e.AgentRung():
            queues.agent_rung(change, fact)
        case e.AgentAnswered():
            queues.agent_answered(change, fact)
        case e.AgentMissed():
            queues.agent_missed(change, fact)
        case e.MemberSeen():
            members.member_seen(change, fact)
        case e.MemberRemoved():
            members.member_removed(change, fact)
        case e.PhoneChanged():
            members.phone_changed(change, fact)
        case e.PhoneReached():
            members.phone_reached(change, fact)
        case e.LinkLost():
            links.link_lost(change, fact)
        case e.LinkRestored():
            links.link_restored(change, fact)
        case e.PbxShutDown():
            links.pbx_shut_down(change, fact)
        case e.RosterLoaded():
            people.roster_loaded(change, fact)
        case e.LogInRequested():
            desk.log_in_requested(change, fact)
        case e.LogOutRequested():
            desk.log_out_requested(change, fact)
        case e.PauseRequested():
            desk.pause_requested(change, fact)
        case e.ReadyRequested():
            desk.ready_requested(change, fact)
        case e.WrapUpFinished():
            desk.wrap_up_finished(change, fact)
        case e.DispositionSaved():
            people.disposition_saved(change, fact)
        case e.ScreenOpened():
            people.screen_opened(change, fact)
        case e.ScreenClosed():
            people.screen_closed(change, fact)
        case e.OrderFailed():
            links.order_failed(change, fact)
        case e.TimerFired():
            links.timer_fired(change, fact)
        case (
            e.Transferred()
            | e.NoticeStarted()
            | e.NoticeEnded()
            | e.Overflowed()
            | e.AgentFinished()
        ):
            pass  # the legs' own facts tell what it did; the journal keeps who said it
        case _:
            assert_never(fact)
