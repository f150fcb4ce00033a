"""What the journal answers when it is asked: calls, cards, figures. Durations are in seconds."""

from datetime import datetime
from uuid import UUID

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the journal knows."""


class Disposition(Answer, frozen=True, kw_only=True):
    """An agent's own record of a call."""

    key: UUID
    call_id: str
    agent_id: str
    code: str
    note: str
    saved_at: datetime


class PastCall(Answer, frozen=True, kw_only=True):
    """One contact that was. Codes as in the migration; `disposition` and `note` are the latest.

    `recovered`: part of it is known only from Asterisk's own files.
    """

    call_id: str
    direction: str
    number_kind: str
    number: str
    name: str
    did: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str
    why: str
    stage: str
    ended_by: str
    queue: str
    agent_id: str
    waited: float | None
    talked: float | None
    held: float | None
    recovered: bool
    disposition: str = ""
    note: str = ""


class PastLeg(Answer, frozen=True, kw_only=True):
    """One channel of it."""

    leg_id: str
    device: str
    role: str
    agent_id: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    cause: int
    rang: float | None
    talked: float | None
    held: float | None
    recovered: bool


class PastVisit(Answer, frozen=True, kw_only=True):
    """One stay of its caller in a queue."""

    queue: str
    joined_at: datetime
    left_at: datetime | None
    answered_at: datetime | None
    outcome: str
    why: str
    stage: str
    position: int
    agent_id: str
    waited: float | None
    rang: float | None
    rings: int
    missed: int
    recovered: bool


class PastSpan(Answer, frozen=True, kw_only=True):
    """A span of time in which an agent did one thing."""

    agent_id: str
    state: str
    reason: str
    call_id: str
    since: datetime
    until: datetime | None


class CallStory(Answer, frozen=True, kw_only=True):
    """A contact, whole."""

    call: PastCall
    legs: tuple[PastLeg, ...]
    visits: tuple[PastVisit, ...]
    spans: tuple[PastSpan, ...]
    dispositions: tuple[Disposition, ...]
    merged: tuple[str, ...]  # other ids under which Asterisk spoke of it


class Card(Answer, frozen=True, kw_only=True):
    """Who calls: how often he was here before, and the latest of those contacts."""

    number: str
    contacts: int
    calls: tuple[PastCall, ...]


class QueueFigures(Answer, frozen=True, kw_only=True):
    """One queue over a span of time; a visit counts where it began. FORMULAS names each formula.

    Rates are per cent, None where nothing can be divided.
    """

    queue: str
    service_level_seconds: int
    short_abandon_seconds: int
    offered: int
    answered: int
    abandoned: int
    short_abandoned: int
    flow_out: int
    lost: int
    waiting: int
    answered_in_time: int
    service_level: float | None
    service_level_of_offered: float | None
    connect_rate: float | None
    abandonment_rate: float | None
    average_speed_of_answer: float | None
    average_time_to_abandon: float | None
    longest_wait: float | None
    wait_p50: float | None
    wait_p90: float | None


FORMULAS = {
    "offered": "offered/1: visits that ended = answered + abandoned + flow_out + lost",
    "answered": "answered/1: visits with a first agent's bridge",
    "abandoned": "abandoned/1: the caller hung up while waiting or ringing; short ones included",
    "short_abandoned": "short_abandoned/1: abandoned with a wait <= S",
    "flow_out": "flow_out/1: the queue let the caller go (timeout, full, key, callback asked)",
    "lost": "lost/1: our system ended it",
    "waiting": "waiting/1: visits that have not ended",
    "answered_in_time": "answered_in_time/1: answered with a wait <= T",
    "service_level": "sl/1: answered in T / (answered + abandoned - short abandoned) x 100",
    "service_level_of_offered": "sl_offered/1: answered in T / offered x 100",
    "connect_rate": "connect_rate/1: answered / offered x 100",
    "abandonment_rate": "abandonment_rate/1: abandoned / offered x 100",
    "average_speed_of_answer": "asa/1: sum of waits of answered visits / answered",
    "average_time_to_abandon": "ata/1: sum of waits of abandoned visits / abandoned",
    "longest_wait": "longest_wait/1: longest wait of the visits that ended",
    "wait_p50": "wait_p50/1: median wait of the visits that ended",
    "wait_p90": "wait_p90/1: 90th percentile of the waits of the visits that ended",
}
