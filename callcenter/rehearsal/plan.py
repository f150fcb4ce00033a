"""Who calls in a rehearsal, when, and how long their patience lasts."""

import random
from dataclasses import dataclass
from enum import StrEnum

from callcenter.rehearsal.citizens import Citizen, somebody

NOTICE_MS = 6600  # how long the recording notice of dialplans/prompts lasts
SHORT_WAIT_MS = 4000
KEY_WAITS_MS = (700, 6500)  # at once, and after hearing the place in the queue
CALLS_AGAIN_AFTER = 20.0  # seconds


class Temper(StrEnum):
    """What sort of caller somebody is."""

    PATIENT = "patient"  # stays until the agent hangs up
    NOTICE = "notice"  # does not want to be recorded, hangs up in the notice
    WAITING = "waiting"  # hangs up after a short wait in the queue
    RINGING = "ringing"  # hangs up while a phone rings, if one rings at once
    IMPATIENT = "impatient"  # hangs up after a short wait, and calls again
    AGAIN = "again"  # the second call of the impatient: they stay
    KEY = "key"  # presses 1 to be called back


SHARES = {
    Temper.PATIENT: 0.70,
    Temper.NOTICE: 0.06,
    Temper.WAITING: 0.08,
    Temper.RINGING: 0.06,
    Temper.IMPATIENT: 0.06,
    Temper.KEY: 0.04,
}


@dataclass(frozen=True)
class Pace:
    """How fast a rehearsal goes: calls a second, for how long, and what the callers meet."""

    rate: float = 0.2
    seconds: float = 60.0
    notice_ms: int = NOTICE_MS
    rings_ms: int = 1500
    talk_ms: int = 4000

    def patience_ms(self, temper: Temper) -> int:
        """Milliseconds from Asterisk's answer until this caller hangs up."""
        if temper is Temper.NOTICE:
            return self.notice_ms // 2
        if temper in (Temper.WAITING, Temper.IMPATIENT):
            return self.notice_ms + SHORT_WAIT_MS
        if temper is Temper.RINGING:
            return self.notice_ms + self.rings_ms // 2
        return round((self.seconds + 60) * 1000)


@dataclass(frozen=True)
class Wave:
    """Callers of one temper: they begin after `delay` seconds and come `rate` a second."""

    temper: Temper
    citizens: tuple[Citizen, ...]
    patience_ms: int
    rate: float
    delay: float = 0.0


def plan(pace: Pace, chance: random.Random) -> list[Wave]:
    """About `pace.rate` calls a second: at least one of each temper, each number once.

    Only the impatient call twice; a number's second call is in the wave AGAIN.
    """
    numbers: set[str] = set()
    waves = []
    for temper, share in SHARES.items():
        many = max(1, round(pace.rate * pace.seconds * share))
        people = tuple(stranger(chance, numbers) for _ in range(many))
        waves.append(Wave(temper, people, pace.patience_ms(temper), many / pace.seconds))
    first = next(wave for wave in waves if wave.temper is Temper.IMPATIENT)
    stays = pace.patience_ms(Temper.AGAIN)
    return [*waves, Wave(Temper.AGAIN, first.citizens, stays, first.rate, CALLS_AGAIN_AFTER)]


def stranger(chance: random.Random, numbers: set[str]) -> Citizen:
    """Somebody whose number has not called yet."""
    while True:
        citizen = somebody(chance)
        if citizen.number not in numbers:
            numbers.add(citizen.number)
            return citizen
