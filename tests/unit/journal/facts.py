"""Facts for the journal's tests: calls as Asterisk tells them, counted in seconds from noon."""

from datetime import UTC, datetime, timedelta

from callcenter.floor.events import (
    AbandonReported,
    AgentAnswered,
    AgentFinished,
    AgentRung,
    AnyFact,
    CallEntered,
    CallerJoined,
    CallerLeft,
    DialEnded,
    DialStarted,
    LegEnded,
    LegJoinedBridge,
    LegLeftBridge,
    LegStarted,
    LegState,
    LegStateChanged,
    NoticeEnded,
    NoticeStarted,
    Overflowed,
)
from callcenter.journal.records import AgentStateNoted, Recorded
from callcenter.journal.verdict_rows import VerdictRules
from callcenter.numbers import Number, NumberKind

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CITIZEN = Number(NumberKind.E164, "+8613800138000", "13800138000")
HOTLINE = "main/hotline"
TRUNK = "PJSIP/trunk"
PHONE = "PJSIP/1001"
RULES = VerdictRules(trunks=frozenset({"main:PJSIP/trunk"}), agents={"main:PJSIP/1001": "wang"})


def at(second: float) -> datetime:
    """An instant of the test's day."""
    return NOON + timedelta(seconds=second)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def joined(number: int) -> CallerJoined:
    """One of many facts that only differ by their call."""
    leg = call(number)
    return CallerJoined(at=at(number), leg_id=leg, call_id=leg, queue=HOTLINE, position=1)


def call(number: int) -> str:
    """A call's id, which is that of its caller's leg."""
    return f"main/{1_000_000 + number}.0"


def agents_leg(number: int) -> str:
    """The leg to the agent's phone in the same call."""
    return f"main/{1_000_000 + number}.4"


def entered(number: int) -> list[AnyFact]:
    """A citizen's call arrives at 0 and hears the notice from 1 to 3."""
    id = call(number)
    return [
        LegStarted(
            at=at(0),
            leg_id=id,
            call_id=id,
            device=TRUNK,
            number=CITIZEN,
            name="张三",
            dialled="12345",
        ),
        CallEntered(at=at(0.1), leg_id=id, call_id=id, did="12345"),
        LegStateChanged(at=at(0.2), leg_id=id, call_id=id, state=LegState.UP),
        NoticeStarted(at=at(1), leg_id=id, call_id=id),
    ]


def waiting(number: int) -> list[AnyFact]:
    """... and joins the queue at 3."""
    id = call(number)
    return [
        *entered(number),
        NoticeEnded(at=at(3), leg_id=id, call_id=id),
        CallerJoined(
            at=at(3), leg_id=id, call_id=id, queue=HOTLINE, position=1, number=CITIZEN, name="张三"
        ),
    ]


def ringing(number: int) -> list[AnyFact]:
    """... and an agent's phone rings for him from 10."""
    id, agent = call(number), agents_leg(number)
    return [
        *waiting(number),
        AgentRung(
            at=at(10), leg_id=id, call_id=id, queue=HOTLINE, phone=PHONE, agent_leg_id=agent
        ),
        LegStarted(at=at(10), leg_id=agent, call_id=id, device=PHONE),
        DialStarted(at=at(10), leg_id=id, call_id=id, rung_leg_id=agent),
        LegStateChanged(at=at(10.1), leg_id=agent, call_id=id, state=LegState.RINGING),
    ]


def talking(number: int) -> list[AnyFact]:
    """... and the agent answers at 14."""
    id, agent = call(number), agents_leg(number)
    return [
        *ringing(number),
        LegStateChanged(at=at(14), leg_id=agent, call_id=id, state=LegState.UP),
        DialEnded(at=at(14), leg_id=id, call_id=id, rung_leg_id=agent, result="answer"),
        CallerLeft(at=at(14), leg_id=id, call_id=id, queue=HOTLINE),
        AgentAnswered(
            at=at(14),
            leg_id=id,
            call_id=id,
            queue=HOTLINE,
            phone=PHONE,
            agent_leg_id=agent,
            waited=seconds(11),
            rang=seconds(4),
        ),
        LegJoinedBridge(at=at(14), leg_id=id, call_id=id, bridge_id=f"main/b{number}"),
        LegJoinedBridge(at=at(14), leg_id=agent, call_id=id, bridge_id=f"main/b{number}"),
    ]


def answered(number: int) -> list[AnyFact]:
    """... and the caller hangs up at 74, after a minute."""
    id, agent = call(number), agents_leg(number)
    return [
        *talking(number),
        LegLeftBridge(at=at(74), leg_id=id, call_id=id, bridge_id=f"main/b{number}"),
        LegLeftBridge(at=at(74.001), leg_id=agent, call_id=id, bridge_id=f"main/b{number}"),
        AgentFinished(
            at=at(74), leg_id=id, call_id=id, queue=HOTLINE, phone=PHONE, reason="caller"
        ),
        LegEnded(at=at(74.002), leg_id=agent, call_id=id, cause=16),
        LegEnded(at=at(74.003), leg_id=id, call_id=id, cause=16),
    ]


def gave_up_waiting(number: int) -> list[AnyFact]:
    """He hangs up at 8, before any phone rings."""
    id = call(number)
    return [
        *waiting(number),
        AbandonReported(at=at(8), leg_id=id, call_id=id, queue=HOTLINE, waited=seconds(5)),
        CallerLeft(at=at(8), leg_id=id, call_id=id, queue=HOTLINE),
        LegEnded(at=at(8.01), leg_id=id, call_id=id, cause=16),
    ]


def gave_up_while_ringing(number: int) -> list[AnyFact]:
    """He hangs up at 12, while the agent's phone rings; Asterisk cancels it."""
    id, agent = call(number), agents_leg(number)
    return [
        *ringing(number),
        AbandonReported(at=at(12), leg_id=id, call_id=id, queue=HOTLINE, waited=seconds(9)),
        CallerLeft(at=at(12), leg_id=id, call_id=id, queue=HOTLINE),
        DialEnded(at=at(12), leg_id=id, call_id=id, rung_leg_id=agent, result="cancel"),
        LegEnded(at=at(12.01), leg_id=agent, call_id=id, cause=26),
        LegEnded(at=at(12.02), leg_id=id, call_id=id, cause=16),
    ]


def timed_out(number: int) -> list[AnyFact]:
    """The queue lets him go at 23; Asterisk reports that as an abandon too."""
    id = call(number)
    return [
        *waiting(number),
        AbandonReported(at=at(23), leg_id=id, call_id=id, queue=HOTLINE, waited=seconds(20)),
        CallerLeft(at=at(23), leg_id=id, call_id=id, queue=HOTLINE),
        Overflowed(at=at(23.01), leg_id=id, call_id=id, queue=HOTLINE, why="timeout"),
        LegEnded(at=at(25), leg_id=id, call_id=id, cause=16),
    ]


def noted(second: float, state: str, number: int | None = None) -> Recorded:
    """Agent Wang's state from this second on."""
    return AgentStateNoted(
        at=at(second),
        agent_id="wang",
        phone=PHONE,
        state=state,
        call_id="" if number is None else call(number),
    )
