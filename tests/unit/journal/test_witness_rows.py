"""What Asterisk wrote gives the verdict that what it said gives: on files of a real one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from callcenter.floor.events import AnyFact, CallerJoined, LegFact
from callcenter.journal.verdict_rows import Verdict, VerdictRules
from callcenter.journal.verdicts import verdict
from callcenter.journal.witness_rows import (
    Clues,
    cel_row,
    instant,
    leg_facts,
    queue_facts,
    queue_row,
)
from callcenter.numbers import NumberKind
from tests.transcripts.test_verdicts import PBX, heard

HERE = Path(__file__).parent / "witnesses"
SCENES = sorted(path.stem for path in HERE.glob("*.ami"))
RULES = VerdictRules(
    trunks=frozenset({"main:PJSIP/trunk"}),
    agents={"main:PJSIP/1001": "wang", "main:PJSIP/1002": "li"},
)


def written(scene: str) -> list[AnyFact]:
    """What Asterisk wrote into its files."""
    cel = [cel_row(line) for line in texts(scene, "cel")]
    queue_log = [queue_row(line) for line in texts(scene, "queue_log")]
    clues = Clues([row for row in cel if row], PBX)
    legs = [fact for row in cel if row for fact in leg_facts(row, PBX)]
    return [*legs, *(f for row in queue_log if row for f in queue_facts(row, clues, PBX))]


def texts(scene: str, file: str) -> list[str]:
    path = HERE / f"{scene}.{file}"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def judged(live: list[AnyFact], witness: list[AnyFact]) -> Verdict:
    first = min(f.call_id for f in (*live, *witness) if isinstance(f, LegFact) and f.call_id)
    found = verdict(first, live, witness, RULES)
    assert found is not None
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_the_files_alone_tell_how_the_call_went(scene: str) -> None:
    said, wrote = judged(heard(HERE / f"{scene}.ami"), []), judged([], written(scene))

    assert (wrote.outcome, wrote.why, wrote.queue) == (said.outcome, said.why, said.queue)
    assert (wrote.agent_id, wrote.ended_by) == (said.agent_id, said.ended_by)
    assert wrote.recovered
    for one, other in ((said.waited, wrote.waited), (said.talked, wrote.talked)):
        assert (one is None) == (other is None)
        assert abs((one or timedelta()) - (other or timedelta())) < timedelta(seconds=1)


@pytest.mark.parametrize("scene", SCENES)
def test_the_files_add_nothing_to_what_was_heard_whole(scene: str) -> None:
    said = heard(HERE / f"{scene}.ami")

    assert judged(said, written(scene)) == judged(said, [])


def test_without_cel_the_queue_log_alone_is_right_to_the_second() -> None:
    clues = Clues([], PBX)
    rows = [queue_row(line) for line in texts("gave_up_waiting", "queue_log")]
    found = judged([], [f for row in rows if row for f in queue_facts(row, clues, PBX)])

    [visit] = found.visits
    assert visit.queue == "main/hotline"


@pytest.mark.parametrize("line", ["", "nonsense", '"CHAN_START","yesterday"', '"a","b'])
def test_what_is_no_line_of_cel_is_none(line: str) -> None:
    assert cel_row(line) is None


@pytest.mark.parametrize("line", ["", "x|y|z", "now|1.0|hotline|NONE|ENTERQUEUE|"])
def test_what_is_no_line_of_queue_log_is_none(line: str) -> None:
    assert queue_row(line) is None


def test_a_line_with_a_part_missing_says_nothing() -> None:
    row = queue_row("1795475527|1.0|hotline|NONE|ENTERQUEUE|")

    assert row is not None
    assert queue_facts(row, Clues([], PBX), PBX) == []


@pytest.mark.parametrize(
    "line",
    [
        "1795475527|1.0|hotline|NONE|ABANDON|1|1|99999999999999999",
        "1795475527|1.0|hotline|SIP/1001|RINGNOANSWER|99999999999999999999",
        "1795475527|1.0|hotline|NONE|ENTERQUEUE||12345|" + "9" * 5000,
    ],
)
def test_a_line_with_an_impossible_number_says_nothing(line: str) -> None:
    row = queue_row(line)

    assert row is not None
    assert queue_facts(row, Clues([], PBX), PBX) == []


def test_a_callers_number_with_bars_in_it_moves_no_column() -> None:
    row = queue_row("1795475527|1.0|hotline|NONE|ENTERQUEUE||1|99999999999|2|3")

    assert row is not None
    [joined] = queue_facts(row, Clues([], PBX), PBX)
    assert isinstance(joined, CallerJoined)
    assert joined.position == 3
    assert joined.number is not None
    assert joined.number.kind is NumberKind.HIDDEN


def test_both_ways_to_write_a_time_are_read() -> None:
    rest = '"main-1.0","main-1.0","PJSIP/trunk-00000000","","12345","c","","","",""'

    epoch = cel_row(f'"ANSWER","1795476253.670160",{rest}')
    local = cel_row(f'"ANSWER","2026-11-23 23:24:13.670160+0000",{rest}')
    assert epoch is not None
    assert epoch == local


@pytest.mark.parametrize(
    "text",
    ["1795475526.953554", "2026-11-23 23:12:06.953554+0000", "2026-11-24T07:12:06.953554+08:00"],
)
def test_cel_writes_its_times_in_more_than_one_way(text: str) -> None:
    assert instant(text) == datetime(2026, 11, 23, 23, 12, 6, 953554, UTC)
