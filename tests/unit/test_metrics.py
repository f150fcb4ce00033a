"""The figures of a small floor, as Prometheus reads them."""

from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from callcenter.ami.counts import Counts
from callcenter.engine import Engine
from callcenter.floor.events import ScreenOpened
from callcenter.floor.state import Floor
from callcenter.journal.log import FactLog
from callcenter.metrics import Sources, refusals, registry
from callcenter.pulse import Pulse
from callcenter.web_api.health import Part
from tests.people import LI, ZHAO
from tests.unit.floor.desk import Desk
from tests.unit.floor.pbx import HOTLINE, NOON

Figures = dict[tuple[str, ...], float]


def figures(floor: Floor, facts: FactLog, counts: Counts, seconds: float) -> Figures:
    """Every sample: (name, label values …) -> value, so many seconds after noon."""
    engine = Engine(floor, lambda *_: None, lambda _: None, lambda _: None)
    sources = Sources(
        engine=engine,
        facts=facts,
        counts={"main": counts},
        parts=lambda: {"postgres": Part(up=False), "main": Part(up=True)},
        pulse=Pulse(),
        now=lambda: NOON + timedelta(seconds=seconds),
    )
    text = generate_latest(registry(sources)).decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def facts(tmp_path: Path) -> FactLog:
    return FactLog(tmp_path)


def test_calls_callers_agents_and_screens_are_counted_on_the_floor(facts: FactLog) -> None:
    desk = Desk().open()
    desk.log_in(LI)
    desk.talking(LI)
    waiting = desk.pbx.citizen()
    desk.rest()
    desk.pbx.join(waiting)
    desk.rest()
    desk.tell(ScreenOpened(at=desk.pbx.now, screen_id="s1", agent_id=ZHAO.id))
    joined = desk.call(waiting).joined_at
    assert joined is not None

    found = figures(desk.floor, facts, Counts("main"), (joined - NOON).total_seconds() + 7)

    assert found["callcenter_calls", "talking"] == 1
    assert found["callcenter_calls", "waiting"] == 1
    assert found["callcenter_calls", "held"] == 0
    assert ("callcenter_calls", "ended") not in found
    assert found["callcenter_callers_waiting", HOTLINE] == 1
    assert found["callcenter_longest_wait_seconds", HOTLINE] == 7
    assert found["callcenter_agents", "talking"] == 1
    assert found["callcenter_agents", "offline"] == 1  # who has no phone is no agent here
    assert found["callcenter_screens_open",] == 1


def test_links_facts_and_what_asterisk_said_are_there_from_the_start(facts: FactLog) -> None:
    counts = Counts("main")
    counts.messages, counts.dropped = 10, 4
    counts.refuse("forged", b"")
    counts.refuse("Uniqueid is there twice", b"")

    found = figures(Floor(), facts, counts, 0)

    assert (found["callcenter_link_up", "postgres"], found["callcenter_link_up", "main"]) == (0, 1)
    assert found["callcenter_ami_messages_total", "main"] == 10
    assert found["callcenter_ami_dropped_total", "main"] == 4
    assert found["callcenter_ami_refused_total", "main", "forged"] == 1
    assert found["callcenter_ami_refused_total", "main", "overlong"] == 0
    assert found["callcenter_facts_recorded_total",] == 0
    assert found["callcenter_facts_undrained",] == 0
    assert found["callcenter_facts_lost_total",] == 0
    assert found["callcenter_facts_refused_by_bug_total",] == 0
    assert found["callcenter_loop_stall_max_seconds",] == 0
    assert found["callcenter_loop_stalls_total",] == 0


def test_what_a_stranger_sends_never_becomes_a_name() -> None:
    counts = Counts("main")
    counts.refuse("list item: X is there twice", b"")

    assert refusals(counts)["unreadable"] == 1
    assert len(refusals(counts)) == 5
