"""The facts: every input to the floor, past tense, stamped with `at` (UTC, Asterisk's clock).

Ids carry the PBX's name: `main/1772.1`. A leg is one channel; a call is all that one caller's
contact became, and its id is that of its oldest leg. A phone is a device as Asterisk names it
(`PJSIP/1001`), a queue id is `main/hotline`, an agent id is a person's id.
"""

from callcenter.floor.fact import (
    Fact,
    LegFact,
    QueueFact,
)
from callcenter.floor.leg_events import (
    CallbackAsked,
    CallEntered,
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
    NoticeEnded,
    NoticeStarted,
    Overflowed,
    Parked,
    RecordingStarted,
    Transferred,
    Unparked,
)
from callcenter.floor.link_events import (
    LinkLost,
    LinkRestored,
    OrderFailed,
    PbxShutDown,
    TimerFired,
)
from callcenter.floor.queue_events import (
    AbandonReported,
    AgentAnswered,
    AgentFinished,
    AgentMissed,
    AgentRung,
    CallerJoined,
    CallerLeft,
    MemberRemoved,
    MemberSeen,
    PhoneChanged,
    PhoneReached,
)
from callcenter.floor.requests import (
    DispositionSaved,
    LogInRequested,
    LogOutRequested,
    PauseRequested,
    ReadyRequested,
    Request,
    RosterLoaded,
    ScreenClosed,
    ScreenOpened,
    WrapUpFinished,
)

AnyFact = (
    LinkLost
    | LinkRestored
    | PbxShutDown
    | LegStarted
    | LegStateChanged
    | LegIdentified
    | LegRenamed
    | LegEnded
    | LegJoinedBridge
    | LegLeftBridge
    | LegHeld
    | LegUnheld
    | DialStarted
    | DialEnded
    | Parked
    | Unparked
    | Transferred
    | CallEntered
    | NoticeStarted
    | NoticeEnded
    | CallbackAsked
    | Overflowed
    | RecordingStarted
    | CallerJoined
    | CallerLeft
    | AbandonReported
    | AgentRung
    | AgentAnswered
    | AgentMissed
    | AgentFinished
    | MemberSeen
    | MemberRemoved
    | PhoneChanged
    | PhoneReached
    | RosterLoaded
    | LogInRequested
    | LogOutRequested
    | PauseRequested
    | ReadyRequested
    | WrapUpFinished
    | DispositionSaved
    | ScreenOpened
    | ScreenClosed
    | OrderFailed
    | TimerFired
)

__all__ = [
    "AbandonReported",
    "AgentAnswered",
    "AgentFinished",
    "AgentMissed",
    "AgentRung",
    "AnyFact",
    "CallEntered",
    "CallbackAsked",
    "CallerJoined",
    "CallerLeft",
    "DialEnded",
    "DialStarted",
    "DispositionSaved",
    "Fact",
    "LegEnded",
    "LegFact",
    "LegHeld",
    "LegIdentified",
    "LegJoinedBridge",
    "LegLeftBridge",
    "LegRenamed",
    "LegStarted",
    "LegState",
    "LegStateChanged",
    "LegUnheld",
    "LinkLost",
    "LinkRestored",
    "LogInRequested",
    "LogOutRequested",
    "MemberRemoved",
    "MemberSeen",
    "NoticeEnded",
    "NoticeStarted",
    "OrderFailed",
    "Overflowed",
    "Parked",
    "PauseRequested",
    "PbxShutDown",
    "PhoneChanged",
    "PhoneReached",
    "QueueFact",
    "ReadyRequested",
    "RecordingStarted",
    "Request",
    "RosterLoaded",
    "ScreenClosed",
    "ScreenOpened",
    "TimerFired",
    "Transferred",
    "Unparked",
    "WrapUpFinished",
]
