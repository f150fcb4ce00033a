"""A rehearsal on a real Asterisk: SIPp's two sides and queue_log count the same calls."""

import random

from callcenter.rehearsal.agreement import by_queue_log, counted
from callcenter.rehearsal.plan import Pace, Temper, plan
from callcenter.rehearsal.rehearse import Rehearsal, rehearse, since
from tests.asterisk.pbx import DID, PrivatePbx

PACE = Pace(rate=1.0, seconds=12.0, notice_ms=1000, rings_ms=900, talk_ms=1500)
SEED = 7


def rehearsal(pbx: PrivatePbx, told: list[str]) -> Rehearsal:
    """A short one; the journal's part is played by queue_log itself and by the plan."""
    place = pbx.queue_log.stat().st_size
    early = next(w for w in plan(PACE, random.Random(SEED)) if w.temper is Temper.NOTICE)

    async def journal() -> tuple[dict[str, int], int]:
        log = by_queue_log(since(pbx.queue_log, place))
        return counted({**log, "not_queued": len(early.citizens)}), 0

    return Rehearsal(
        line=pbx.line,
        did=DID,
        queue="hotline",
        queue_log=pbx.queue_log,
        console=pbx.cli,
        journal=journal,
        say=told.append,
        pace=PACE,
        phones=("1001", "1002", "1003", "1004"),
        chance=random.Random(SEED),
    )


async def test_a_rehearsal_ends_with_three_counts_that_agree(pbx: PrivatePbx) -> None:
    told: list[str] = []

    result = await rehearse(rehearsal(pbx, told))

    calls = int(told[0].split()[0])
    assert sum(result.sip.values()) == calls
    assert result.sip["answered"] >= 5
    assert result.sip["not_queued"] == 1
    assert result.as_dict()["equal"] is True, result


async def test_nothing_is_left_of_a_rehearsal(pbx: PrivatePbx) -> None:
    assert "sip:1001@" not in pbx.cli("pjsip show aor 1001")
    assert "No Members" in pbx.cli("queue show hotline")
    assert "0 active channels" in pbx.cli("core show channels count")
