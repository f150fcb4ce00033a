"""Who calls in a rehearsal."""

import random

from callcenter.rehearsal.plan import Pace, Temper, plan

PACE = Pace(rate=2.0, seconds=100.0)


def test_the_shortest_rehearsal_shows_every_temper() -> None:
    waves = plan(Pace(rate=0.1, seconds=1.0), random.Random(1))

    assert {wave.temper for wave in waves} == set(Temper)
    assert all(len(wave.citizens) == 1 for wave in waves)


def test_the_rate_is_kept_over_the_whole_length() -> None:
    waves = plan(PACE, random.Random(1))

    first_calls = sum(len(w.citizens) for w in waves if w.temper is not Temper.AGAIN)
    assert abs(first_calls - 200) <= 3
    assert all(abs(len(w.citizens) / w.rate - 100) < 0.01 for w in waves)


def test_only_the_impatient_call_twice() -> None:
    waves = {wave.temper: wave for wave in plan(PACE, random.Random(1))}
    numbers = [c.number for t, w in waves.items() if t is not Temper.AGAIN for c in w.citizens]

    assert len(numbers) == len(set(numbers))
    assert waves[Temper.AGAIN].citizens == waves[Temper.IMPATIENT].citizens
    assert waves[Temper.AGAIN].delay > 0


def test_whoever_refuses_the_notice_leaves_before_it_ends() -> None:
    assert PACE.patience_ms(Temper.NOTICE) < PACE.notice_ms
    assert PACE.patience_ms(Temper.WAITING) > PACE.notice_ms


def test_the_patient_outlast_the_rehearsal() -> None:
    assert PACE.patience_ms(Temper.PATIENT) > PACE.seconds * 1000


def test_the_same_dice_give_the_same_callers() -> None:
    assert plan(PACE, random.Random(5)) == plan(PACE, random.Random(5))
