"""Steps for what our dialplan says of a call. Its UserEvents may overtake the channel's own
events; what comes before the leg is known is only kept by the journal, not shown."""

from msgspec.structs import replace

from callcenter.floor.change import Change
from callcenter.floor.events import CallbackAsked, CallEntered, RecordingStarted
from callcenter.floor.merging import leg_of


def call_entered(change: Change, fact: CallEntered) -> None:
    """The number that was dialled, as the hotline knows it."""
    leg = leg_of(change, fact)
    if leg is not None and fact.did:
        change.put_call(replace(change.calls[leg.call_id], did=fact.did))


def recording_started(change: Change, fact: RecordingStarted) -> None:
    """The call is being recorded."""
    leg = leg_of(change, fact)
    if leg is not None:
        call = change.calls[leg.call_id]
        change.put_call(replace(call, recording_id=fact.recording_id))


def callback_asked(change: Change, fact: CallbackAsked) -> None:
    """He would rather be called back."""
    leg = leg_of(change, fact)
    if leg is not None:
        change.put_call(replace(change.calls[leg.call_id], callback_asked=True))
