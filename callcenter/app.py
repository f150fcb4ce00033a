"""The composition root: builds every part by hand, and runs them in one TaskGroup."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import assert_never
from zoneinfo import ZoneInfo

import structlog
from rpds import HashTrieMap

from callcenter import clock
from callcenter.ami.ears import Ears
from callcenter.ami.link import PbxLink
from callcenter.ami.vocabulary import Pbx
from callcenter.db.pool import Database
from callcenter.engine import Engine
from callcenter.floor.effects import (
    AddMember,
    AnyOrder,
    HangUp,
    MemberOrder,
    PauseMember,
    RemoveMember,
    Reply,
    WakeAt,
)
from callcenter.floor.events import (
    AnyFact,
    DispositionSaved,
    LinkLost,
    LinkRestored,
    OrderFailed,
    RosterLoaded,
)
from callcenter.floor.phone_key import pbx_of
from callcenter.floor.resync import missed
from callcenter.floor.snapshot import Snapshot
from callcenter.floor.state import Floor, Link, Rules
from callcenter.journal import routes as journal_routes
from callcenter.journal.answers import Disposition
from callcenter.journal.drain import Drain
from callcenter.journal.log import FactLog, LogLimits, keeping
from callcenter.journal.reconcile import Reconciler
from callcenter.journal.recorder import Recorder
from callcenter.journal.routes import JournalRoutes
from callcenter.journal.store import JournalStore
from callcenter.journal.verdict_rows import VerdictRules
from callcenter.journal.witness import Witness, WitnessFiles
from callcenter.metrics import Sources, registry
from callcenter.numbers import TrunkRules
from callcenter.people.side import people_side
from callcenter.people.tickets import Tickets
from callcenter.pulse import Pulse
from callcenter.push.schema import catalogue
from callcenter.push.server import Door, PushServer
from callcenter.settings import Settings
from callcenter.timers import Timers
from callcenter.web_api import desk
from callcenter.web_api.health import Part
from callcenter.web_api.origins import origins
from callcenter.web_api.route import Table
from callcenter.web_api.server import build, listening, tls

log = structlog.get_logger()

MEMORY, FACT_LOG = "postgres", "journal"
NOT_REACHED = "not reached yet"


@dataclass(frozen=True)
class Running:
    """A server at work: its floor, and the ports it really got."""

    engine: Engine
    port: int
    push_port: int


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Running]:
    """Everything started, until the block ends: then screens are told to come back, and whatever
    was heard is on the disk."""
    server, postgres, journal = settings.server, settings.postgres, settings.journal
    limits = LogLimits(fsync_after=journal.fsync_ms / 1000, free=journal.alarm_free_mib << 20)

    def noted(link: str) -> Callable[[bool, str], None]:
        return lambda up, reason: engine.post(
            LinkRestored(at=clock.now(), link=link)
            if up
            else LinkLost(at=clock.now(), link=link, reason=reason)
        )

    def dispatch(order: AnyOrder) -> None:
        match order:
            case AddMember() | RemoveMember() | PauseMember():
                tasks.create_task(carry_out(links[pbx_of(order.queue)], order, engine))
            case HangUp():
                tasks.create_task(carry_out(links[pbx_of(order.leg_id)], order, engine))
            case WakeAt():
                timers.wake(order)
            case Reply():
                screens.reply(order)
            case _:
                assert_never(order)

    async with (
        Database(postgres.dsn, size=postgres.pool_size, health=noted(MEMORY)) as db,
        keeping(Path(journal.folder), limits, noted(FACT_LOG)) as facts,
        AsyncExitStack() as at_last,
        asyncio.TaskGroup() as tasks,
    ):
        engine = Engine(
            beginning(settings, clock.now()),
            record=Recorder(facts.append),
            dispatch=dispatch,
            show=lambda step: screens.changed(step),
        )
        at_last.callback(engine.settle)  # whichever part fell: what was handed in is kept
        timers = Timers(engine.post, clock.now)
        people = people_side(
            db,
            settings,
            on_people=lambda people: engine.post(RosterLoaded(at=clock.now(), people=people)),
            on_ended=lambda ended: screens.end_session(ended),
        )
        screens = push_server(settings, engine, people.tickets)
        drain = Drain(facts, db, rules=lambda: verdict_rules(settings, engine.floor))
        reconciler = Reconciler(
            [witness(name, settings, db, drain, facts) for name in settings.pbx],
            drain,
            facts,
            db,
            lambda: engine.floor,
        )
        links = {name: pbx_link(name, settings, engine, reconciler.nudge) for name in settings.pbx}
        pulse = Pulse()
        sources = Sources(
            engine=engine,
            facts=facts,
            counts={name: link.counts for name, link in links.items()},
            parts=lambda: parts(engine.floor, settings),
            pulse=pulse,
            now=clock.now,
        )
        pages = build(
            server,
            (*people.table, *journal_table(db, settings, engine, facts), *desk.table(settings)),
            people.sessions,
            parts=sources.parts,
            registry=registry(sources),
            push_catalogue=catalogue(),
        )
        work = [
            tasks.create_task(db.watch(), name="postgres watch"),
            tasks.create_task(drain.run(), name="drain"),
            tasks.create_task(engine.run(), name="engine"),
            tasks.create_task(people.roster.watch(), name="roster"),
            *(tasks.create_task(link.run(), name=f"pbx {n}") for n, link in links.items()),
            tasks.create_task(reconciler.run(clock.now), name="reconciler"),
            tasks.create_task(screens.run(), name="push"),
            tasks.create_task(pulse.run(), name="pulse"),
        ]
        await screens.until_open()
        async with listening(pages, server) as port:
            yield Running(engine, port, screens.port)
        for task in reversed(work):
            engine.settle()
            task.cancel()
            await asyncio.wait((task,))
        people.passwords.close()


def push_server(settings: Settings, engine: Engine, tickets: Tickets) -> PushServer:
    """The live screens' door."""
    server = settings.server
    door = Door(
        host=server.host, port=server.push_port, origins=origins(server).web, tls=tls(server)
    )
    return PushServer(door, lambda: engine.floor, engine.post, tickets.redeem, clock.now)


def journal_table(db: Database, settings: Settings, engine: Engine, facts: FactLog) -> Table:
    """What happened, as routes; an agent's record that is durable becomes a fact."""

    def saved(kept: Disposition) -> None:
        engine.post(
            DispositionSaved(
                at=kept.saved_at, call_id=kept.call_id, agent_id=kept.agent_id, code=kept.code
            )
        )

    routes = JournalRoutes(
        JournalStore(db),
        lambda: engine.floor,
        clock.now,
        zone=ZoneInfo(settings.server.zone),
        behind=lambda: facts.undrained > 0,
        saved=saved,
        dispositions=frozenset(choice.code for choice in settings.disposition),
    )
    return journal_routes.table(routes)


def pbx_link(
    name: str, settings: Settings, engine: Engine, on_break: Callable[[], None]
) -> PbxLink:
    """One PBX: its events are facts, its whole answer is compared with the floor."""

    def compared(snapshot: Snapshot) -> None:
        engine.settle()
        for fact in missed(engine.floor, snapshot):
            engine.step(fact)
        engine.step(LinkRestored(at=snapshot.at, link=name, boot_id=snapshot.boot_id))
        on_break()

    def differences(snapshot: Snapshot) -> tuple[AnyFact, ...]:
        engine.settle()
        return missed(engine.floor, snapshot)

    ears = Ears(fact=engine.post, snapshot=compared, differences=differences)
    return PbxLink(name, settings.pbx[name], lines_of(name, settings), ears)


def witness(name: str, settings: Settings, db: Database, drain: Drain, facts: FactLog) -> Witness:
    """One PBX's own files."""
    pbx, lines = settings.pbx[name], lines_of(name, settings)
    files = WitnessFiles(queue_log=pbx.queue_log, cel=pbx.cel)
    words = Pbx(name, lines, next(iter(lines.values()), None))
    return Witness(words, files, db, drain, facts.boot)


def lines_of(name: str, settings: Settings) -> dict[str, TrunkRules]:
    """How numbers arrive on each line of one PBX."""
    return {t.device: t.inbound for t in settings.trunk.values() if t.pbx == name}


async def carry_out(link: PbxLink, order: AnyOrder, engine: Engine) -> None:
    """Order it of a PBX; what it refuses or never answers comes back as a fact."""
    try:
        failure = await link.carry_out(order)
    except Exception as fault:  # ours: one order that goes wrong ends nobody else's call
        log.exception("order_fault", order=type(order).__name__)
        failure = f"{type(fault).__name__}: {fault}"
    if failure is None:
        return
    log.warning("order_failed", order=type(order).__name__, why=failure)
    asker = {}
    if isinstance(order, MemberOrder):
        asker = {"agent_id": order.agent_id, "screen_id": order.screen_id, "key": order.key}
    engine.post(OrderFailed(at=clock.now(), order=type(order).__name__, detail=failure, **asker))


def beginning(settings: Settings, now: datetime) -> Floor:
    """The floor before anybody was heard: a PBX that is away from the first is shown as away."""
    links = {
        name: Link(name=name, up=False, since=now, reason=NOT_REACHED) for name in settings.pbx
    }
    return Floor(rules=rules(settings), links=HashTrieMap(links))


def rules(settings: Settings) -> Rules:
    """What the centre wants, as the floor applies it."""
    return Rules(
        queues={f"{q.pbx}/{name}": q.rules() for name, q in settings.queue.items()},
        pause_reasons=tuple(choice.code for choice in settings.pause_reason),
        trunks=trunks(settings),
    )


def trunks(settings: Settings) -> frozenset[str]:
    """The devices whose legs are citizens."""
    return frozenset(f"{trunk.pbx}:{trunk.device}" for trunk in settings.trunk.values())


def verdict_rules(settings: Settings, floor: Floor) -> VerdictRules:
    """Whose line and whose phone a leg is, for a call's verdict."""
    return VerdictRules(trunks=trunks(settings), agents=dict(floor.phones.items()))


def parts(floor: Floor, settings: Settings) -> dict[str, Part]:
    """What we depend on, for whoever watches; what was never reached is down."""
    shown = {FACT_LOG: Part(up=True)}
    for name in (MEMORY, FACT_LOG, *settings.pbx):
        link = floor.links.get(name)
        if link is not None:
            shown[name] = Part(up=link.up, since=link.since, reason=link.reason)
        elif name != FACT_LOG:  # which only speaks up when it is ill
            shown[name] = Part(up=False, reason=NOT_REACHED)
    return shown
