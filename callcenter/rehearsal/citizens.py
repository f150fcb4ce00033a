"""Citizens who call the hotline over the trunk, played by SIPp with sound."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from callcenter.rehearsal import sipp
from callcenter.rehearsal.line import PbxLine
from callcenter.rehearsal.sipp import Run, scenario

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = ("伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "建国", "桂兰")
MOBILES = ("138", "139", "150", "158", "186", "189")


@dataclass(frozen=True)
class Citizen:
    """Somebody with a telephone."""

    number: str
    name: str


def somebody(chance: random.Random) -> Citizen:
    """A citizen of Beijing with a mobile or a landline, and a Chinese name."""
    name = chance.choice(SURNAMES) + chance.choice(GIVEN)
    if chance.random() < 0.2:
        return Citizen(f"010{chance.randint(60_000_000, 69_999_999)}", name)
    return Citizen(f"{chance.choice(MOBILES)}{chance.randint(0, 99_999_999):08}", name)


def presses(key: str, *after_ms: int) -> str:
    """While waiting: press a key, each time so long after Asterisk answered, in this order."""
    pauses = [after - before for before, after in pairwise((0, *after_ms))]
    return "".join(
        scenario("key", key=key, pause_ms=pause, nth=nth) for nth, pause in enumerate(pauses)
    )


def call(
    line: PbxLine,
    citizens: Sequence[Citizen],
    dialled: str,
    *,
    patience_ms: int = 600_000,
    keys: str = "",
    rate: float = 1.0,
) -> Run:
    """Let each of them call `dialled` once, `rate` a second, and hang up after `patience_ms`.

    Patience begins when Asterisk answers, which is before the recording notice.
    """
    text = scenario("caller", patience_ms=patience_ms, keys=keys)
    return sipp.start(
        line.sipp,
        text,
        remote=line.sip,
        local=(line.trunk, sipp.free_port(line.trunk)),
        options=(
            *("-m", str(len(citizens)), "-l", str(len(citizens))),
            *("-r", str(max(1, round(rate * 100))), "-rp", "100000"),
        ),
        rows=[(citizen.number, citizen.name, dialled) for citizen in citizens],
    )
