"""A rehearsal: citizens call the private Asterisk, phones answer, three counts are compared."""

import asyncio
import random
import subprocess
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from callcenter import clock
from callcenter.rehearsal import agreement, citizens, phones
from callcenter.rehearsal.agreement import Agreement
from callcenter.rehearsal.line import PbxLine
from callcenter.rehearsal.plan import KEY_WAITS_MS, Pace, Temper, Wave, plan
from callcenter.rehearsal.sipp import Line, Run

JOURNAL_DEADLINE = 30.0  # seconds that the journal may lag after the last call

Count = Callable[[], Awaitable[tuple[dict[str, int], int]]]


@dataclass(frozen=True)
class Rehearsal:
    """What is wanted: where, which number, at what pace, with which phones.

    `console` asks the private Asterisk's own console, `journal` counts our calls by outcome and
    says how many have none yet. Without `phones`, agents answer by their own.
    """

    line: PbxLine
    did: str
    queue: str
    queue_log: Path
    console: Callable[[str], str]
    journal: Count
    say: Callable[[str], None]
    pace: Pace
    phones: tuple[str, ...] = ()
    chance: random.Random = field(default_factory=random.Random)


async def rehearse(wanted: Rehearsal) -> Agreement:
    """Play it to the end and compare; every process that was started is gone afterwards."""
    place = wanted.queue_log.stat().st_size if wanted.queue_log.exists() else 0
    async with AsyncExitStack() as stack:
        agents = plug_in(wanted, stack)
        waves = plan(wanted.pace, wanted.chance)
        wanted.say(f"{sum(len(wave.citizens) for wave in waves)} calls to {wanted.did}")
        async with asyncio.TaskGroup() as group:
            playing = {wave.temper: group.create_task(play(wanted, wave, stack)) for wave in waves}
        lines = {temper: task.result() for temper, task in playing.items()}
        rung = agents.lines() if agents else []
    notice = lines.pop(Temper.NOTICE)
    sip = agreement.by_sip([line for wave in lines.values() for line in wave], rung, notice)
    log = agreement.by_queue_log(since(wanted.queue_log, place))
    return Agreement(sip, log, await settled(wanted.journal, sum(sip.values())))


def plug_in(wanted: Rehearsal, stack: AsyncExitStack) -> Run | None:
    """Register the phones and let the queue ring them as long as the rehearsal lasts."""
    if not wanted.phones:
        return None
    deed = phones.answers(talk_ms=wanted.pace.talk_ms)
    run = phones.plug_in(wanted.line, wanted.phones, deed, ring_ms=wanted.pace.rings_ms)
    stack.callback(phones.unplug, wanted.line, wanted.phones, run)
    before = wanted.console(f"queue show {wanted.queue}")
    for phone in wanted.phones:
        if f"PJSIP/{phone} " not in before and f"(PJSIP/{phone})" not in before:
            wanted.console(f"queue add member PJSIP/{phone} to {wanted.queue}")
            remove = f"queue remove member PJSIP/{phone} from {wanted.queue}"
            stack.callback(wanted.console, remove)
    return run


async def play(wanted: Rehearsal, wave: Wave, stack: AsyncExitStack) -> list[Line]:
    """Let one wave call, wait until its last call is over, and say what happened."""
    await asyncio.sleep(wave.delay)
    in_queue_ms = [wanted.pace.notice_ms + wait for wait in KEY_WAITS_MS]
    keys = citizens.presses("1", *in_queue_ms) if wave.temper is Temper.KEY else ""
    run = citizens.call(
        wanted.line,
        wave.citizens,
        wanted.did,
        patience_ms=wave.patience_ms,
        keys=keys,
        rate=wave.rate,
    )
    stack.callback(run.stop)
    longest = wanted.pace.seconds + wave.patience_ms / 1000 + 60
    with suppress(subprocess.TimeoutExpired):
        await asyncio.to_thread(run.wait, longest)
    wanted.say(f"{wave.temper}: {run.happened('connected')} calls are over")
    return run.lines()


def since(queue_log: Path, place: int) -> Sequence[str]:
    """The lines that Asterisk has added."""
    with queue_log.open("rb") as file:
        file.seek(place)
        return file.read().decode("utf-8", "replace").splitlines()


async def settled(journal: Count, calls: int) -> dict[str, int]:
    """Our journal's count once it knows how every call ended, or what it has at the deadline."""
    deadline = clock.monotonic() + JOURNAL_DEADLINE
    while True:
        counts, undecided = await journal()
        if (undecided == 0 and sum(counts.values()) >= calls) or clock.monotonic() > deadline:
            return counts
        await asyncio.sleep(0.5)  # the drain commits on its own time
