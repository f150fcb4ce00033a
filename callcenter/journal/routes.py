"""HTTP: past calls, the card of who calls, agents' dispositions, today's figures."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from callcenter.db.away import DatabaseAway
from callcenter.floor.state import Call, Floor
from callcenter.journal.answers import CallStory, Card, Disposition
from callcenter.journal.store import JournalStore
from callcenter.journal.story import lines
from callcenter.journal.views import (
    Calls,
    NewDisposition,
    OneCall,
    QueuesToday,
    Saved,
    Story,
    WhichCalls,
    queue_today,
)
from callcenter.numbers import NumberKind
from callcenter.refusal import Refused
from callcenter.roles import Person, Right
from callcenter.web_api.problem import BadInput, FieldError
from callcenter.web_api.route import Nothing, Reply, Request, Route, Table

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
SHOWN_TO_ALL = frozenset({NumberKind.E164, NumberKind.SHORT})


class JournalRoutes:
    """What happened, to whom it concerns.

    `behind` tells whether facts wait to be written: then a call that the memory does not know may
    only be late. `saved` hears each record of an agent that is durable. `zone` decides when a day
    begins.
    """

    def __init__(
        self,
        store: JournalStore,
        floor: Callable[[], Floor],
        now: Callable[[], datetime],
        *,
        zone: tzinfo,
        behind: Callable[[], bool],
        saved: Callable[[Disposition], None],
        dispositions: frozenset[str],
    ) -> None:
        self._store = store
        self._floor = floor
        self._now = now
        self._zone = zone
        self._behind = behind
        self._saved = saved
        self._dispositions = dispositions

    async def calls(self, request: Request[WhichCalls, Nothing]) -> Reply:
        """An agent sees the calls he talked on; a supervisor everybody's."""
        wanted, person = request.params, request.person
        day = wanted.day or self._now().astimezone(self._zone).date()
        since, until = self._span(day)
        if wanted.before is not None:
            until = min(until, wanted.before)
        agent_id = wanted.agent or ""
        if not person.may(Right.SEE_ALL_CALLS):
            if agent_id not in ("", person.id):
                raise Refused("forbidden", Right.SEE_ALL_CALLS.value, status=403)
            agent_id = person.id
        calls = await self._store.calls(since, until, agent_id=agent_id, limit=wanted.limit)
        return Reply(body=Calls(day=day, calls=tuple(calls)))

    async def call(self, request: Request[OneCall, Nothing]) -> Reply:
        """One call, whole."""
        call_id = request.params.call_id
        await self._check_concerns(request.person, call_id)
        return Reply(body=await self._whole(call_id))

    async def story(self, request: Request[OneCall, Nothing]) -> Reply:
        """One call, told."""
        found = await self._whole(request.params.call_id)
        return Reply(body=Story(call_id=found.call.call_id, lines=lines(found)))

    async def contacts(self, request: Request[OneCall, Nothing]) -> Reply:
        """Who this caller is to us, for the card: also for the agent whose phone still rings."""
        call_id = request.params.call_id
        await self._check_concerns(request.person, call_id)
        kept = await self._store.canonical(call_id)
        number = await self._number(call_id)
        if not number:
            return Reply(body=Card(number="", contacts=0, calls=()))
        return Reply(body=await self._store.card(number, but=kept))

    async def save_disposition(self, request: Request[OneCall, NewDisposition]) -> Reply:
        """Answered only when it is durable."""
        body, person, call_id = request.body, request.person, request.params.call_id
        if self._dispositions and body.code not in self._dispositions:
            raise Refused("unknown_disposition", body.code)
        await self._check_concerns(person, call_id)
        kept = await self._store.save_disposition(
            key=body.key, call_id=call_id, agent_id=person.id, code=body.code, note=body.note
        )
        self._saved(kept)
        return Reply(body=Saved(saved_at=kept.saved_at))

    async def queues_today(self, request: Request[Nothing, Nothing]) -> Reply:
        """Every queue since midnight."""
        rules = self._floor().rules
        now = self._now()
        since, _ = self._span(now.astimezone(self._zone).date())
        found = await self._store.queue_figures(since, now, rules.queues)
        queues = tuple(queue_today(one, rules.of(one.queue).label) for one in found)
        return Reply(body=QueuesToday(since=since, until=now, queues=queues))

    async def _check_concerns(self, person: Person, call_id: str) -> None:
        """An agent's own call, or anybody's for a supervisor; any other might as well not be."""
        floor = self._floor()
        if person.may(Right.SEE_ALL_CALLS):
            if call_id in floor.calls or await self._store.call(call_id) is not None:
                return
        elif is_at(floor, person.id, call_id) or await self._store.took_part(call_id, person.id):
            return
        if self._behind():
            raise DatabaseAway("the call may not be written yet")
        raise Refused("call_not_found", call_id, status=404)

    async def _whole(self, call_id: str) -> CallStory:
        found = await self._store.call(call_id)
        if found is None:
            raise Refused("call_not_found", call_id, status=404)
        return found

    async def _number(self, call_id: str) -> str:
        live = self._floor().calls.get(call_id)
        if live is not None:
            return number_of(live)
        call = (await self._whole(call_id)).call
        return call.number if call.number_kind in SHOWN_TO_ALL else ""

    def _span(self, day: date) -> tuple[datetime, datetime]:
        if not FIRST <= day <= LAST:
            error = FieldError(field="day", code="out_of_range", detail=f"{FIRST} to {LAST}")
            raise BadInput("invalid_parameter", errors=(error,))
        since = datetime.combine(day, time(), self._zone)
        until = datetime.combine(day + timedelta(days=1), time(), self._zone)
        return since.astimezone(UTC), until.astimezone(UTC)


def is_at(floor: Floor, agent_id: str, call_id: str) -> bool:
    """True if this agent is rung for the call, talks on it, or wraps it up."""
    agent = floor.agents.get(agent_id)
    if agent is not None and agent.call_id == call_id:
        return True
    call = floor.calls.get(call_id)
    return call is not None and (call.agent_id == agent_id or agent_id in call.ringing)


def number_of(call: Call) -> str:
    """The caller's number, if it is one that can be looked up."""
    number = call.number
    return number.value if number is not None and number.kind in SHOWN_TO_ALL else ""


def table(routes: JournalRoutes) -> Table:
    """The lines of the table that these routes are."""
    return (
        Route(
            "GET",
            "/calls",
            Right.SEE_OWN_CALLS,
            routes.calls,
            {200: Calls},
            "A day's calls, latest first: an agent's own, or all of them.",
        ),
        Route(
            "GET",
            "/calls/{call_id}",
            Right.SEE_OWN_CALLS,
            routes.call,
            {200: CallStory},
            "One call with its legs, visits, agents and dispositions.",
            ("call_not_found",),
        ),
        Route(
            "GET",
            "/calls/{call_id}/story",
            Right.SEE_ALL_CALLS,
            routes.story,
            {200: Story},
            "One call, told line by line.",
            ("call_not_found",),
        ),
        Route(
            "GET",
            "/calls/{call_id}/contacts",
            Right.SEE_OWN_CALLS,
            routes.contacts,
            {200: Card},
            "This caller's earlier contacts and their notes.",
            ("call_not_found",),
        ),
        Route(
            "PUT",
            "/calls/{call_id}/disposition",
            Right.SAVE_DISPOSITION,
            routes.save_disposition,
            {200: Saved},
            "Record what came of a call; the same key again is the same save.",
            ("call_not_found", "unknown_disposition", "key_reused"),
        ),
        Route(
            "GET",
            "/queues/today",
            Right.SEE_FLOOR,
            routes.queues_today,
            {200: QueuesToday},
            "Every queue's figures since midnight, each with its formula.",
        ),
    )
