"""A call told in the order it happened, one line each: for supervisors and `callcenter trace`."""

from collections.abc import Iterator
from datetime import datetime

from callcenter.journal.answers import CallStory, PastLeg, PastVisit

Moment = tuple[datetime, str]


def lines(story: CallStory) -> tuple[str, ...]:
    """Readable lines, oldest first; times are UTC, durations seconds."""
    moments = [*of_call(story), *of_visits(story), *of_legs(story), *of_agents(story)]
    moments.sort(key=lambda moment: moment[0])
    told = [f"{at:%Y-%m-%d %H:%M:%S.%f}"[:-3] + f"Z  {words}" for at, words in moments]
    return (*heading(story), *told)


def heading(story: CallStory) -> Iterator[str]:
    """What call it is, and how it ended."""
    call = story.call
    number = call.number or "number withheld"
    yield f"{call.call_id}  {call.direction}  {number} {call.name}".rstrip()
    by = f", by {call.ended_by}" if call.ended_by else ""
    yield f"outcome: {call.outcome or 'going on'}{because(call.why)}{by}"
    spans = ("waited", call.waited), ("talked", call.talked), ("held", call.held)
    yield ", ".join(f"{name} {seconds(span)}" for name, span in spans)
    if call.recovered:
        yield "part of this is known only from Asterisk's own files"
    if story.merged:
        yield f"merged with {', '.join(story.merged)}"


def of_call(story: CallStory) -> Iterator[Moment]:
    """Its beginning and end."""
    call = story.call
    yield call.started_at, f"the call arrives{' for ' + call.did if call.did else ''}"
    if call.ended_at is not None:
        yield call.ended_at, f"the call ends: {call.outcome}{because(call.why)}"
    for saved in story.dispositions:
        yield saved.saved_at, f"{saved.agent_id} records {saved.code}"


def of_visits(story: CallStory) -> Iterator[Moment]:
    """The queues it waited in."""
    for visit in story.visits:
        yield visit.joined_at, f"joins {visit.queue} at place {visit.position}"
        if visit.left_at is not None:
            yield visit.left_at, left(visit)


def left(visit: PastVisit) -> str:
    """How a caller left a queue."""
    who = f" by {visit.agent_id}" if visit.agent_id else ""
    rings = f", {visit.rings} rings, {visit.missed} missed" if visit.rings else ""
    outcome = f"{visit.outcome}{because(visit.why)}{who}"
    return f"leaves {visit.queue}: {outcome}, waited {seconds(visit.waited)}{rings}"


def of_legs(story: CallStory) -> Iterator[Moment]:
    """The phones that took part."""
    for leg in story.legs:
        name = named(leg)
        yield leg.started_at, f"{name} starts"
        if leg.answered_at is not None:
            yield leg.answered_at, f"{name} answers"
        if leg.ended_at is not None:
            yield leg.ended_at, f"{name} ends, cause {leg.cause}, talked {seconds(leg.talked)}"


def named(leg: PastLeg) -> str:
    """A phone, and whose it is."""
    return f"{leg.role} {leg.device}{' of ' + leg.agent_id if leg.agent_id else ''}"


def of_agents(story: CallStory) -> Iterator[Moment]:
    """What agents did because of it."""
    for span in story.spans:
        yield span.since, f"{span.agent_id} is {span.state}{because(span.reason)}"


def because(reason: str) -> str:
    """A reason in brackets, if there is one."""
    return f" ({reason})" if reason else ""


def seconds(span: float | None) -> str:
    """A duration; a dash where it has no meaning."""
    return "-" if span is None else f"{span:.1f} s"
