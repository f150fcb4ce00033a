"""What /metrics tells of calls, people, links and facts: read off the floor at each scrape."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from callcenter.ami.counts import Counts
from callcenter.engine import Engine
from callcenter.floor.state import AgentState, Queue, Stage
from callcenter.journal.log import FactLog
from callcenter.pulse import Pulse
from callcenter.web_api.health import Part

STAGES = tuple(stage for stage in Stage if stage is not Stage.ENDED)
REFUSALS = ("forged", "control_characters", "overlong", "answer_to_nothing")
OTHER = "unreadable"  # every other reason: what is in a message must not name a time series


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Where the figures are: the live parts of one server."""

    engine: Engine
    facts: FactLog
    counts: Mapping[str, Counts]  # by PBX
    parts: Callable[[], Mapping[str, Part]]
    pulse: Pulse
    now: Callable[[], datetime]


class CentreMetrics(Collector):
    """Every figure anew at each scrape; docs/operations.md says what each means."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def collect(self) -> Iterator[Metric]:
        """The families, for Prometheus."""
        yield from self._calls()
        yield from self._queues()
        yield from self._people()
        yield self._links()
        yield from self._ami()
        yield from self._facts()
        yield from self._loop()

    def _calls(self) -> Iterator[Metric]:
        found = Counter(call.stage for call in self._sources.engine.floor.calls.values())
        calls = GaugeMetricFamily("callcenter_calls", "Live calls by stage", labels=["stage"])
        for stage in STAGES:
            calls.add_metric([stage.value], found[stage])
        yield calls

    def _queues(self) -> Iterator[Metric]:
        waiting = GaugeMetricFamily(
            "callcenter_callers_waiting", "Callers in the queue", labels=["queue"]
        )
        longest = GaugeMetricFamily(
            "callcenter_longest_wait_seconds",
            "How long the queue's first caller has waited",
            labels=["queue"],
        )
        for queue in self._sources.engine.floor.queues.values():
            waiting.add_metric([queue.id], len(queue.waiting))
            longest.add_metric([queue.id], waited(queue, self._sources.now()))
        yield waiting
        yield longest

    def _people(self) -> Iterator[Metric]:
        agents = self._sources.engine.floor.agents.values()
        found = Counter(one.state for one in agents if one.logged_in or one.person.phone)
        states = GaugeMetricFamily(
            "callcenter_agents", "People with a phone, by what they are doing", labels=["state"]
        )
        for state in AgentState:
            states.add_metric([state.value], found[state])
        yield states
        screens = sum(len(agent.screens) for agent in agents)
        yield GaugeMetricFamily("callcenter_screens_open", "Open live screens", value=screens)

    def _links(self) -> Metric:
        up = GaugeMetricFamily(
            "callcenter_link_up",
            "1 while the PBX, Postgres, the fact log is there",
            labels=["link"],
        )
        for name, part in self._sources.parts().items():
            up.add_metric([name], int(part.up))
        return up

    def _ami(self) -> Iterator[Metric]:
        for name, words in (
            ("messages", "Messages that came from Asterisk"),
            ("dropped", "Messages that nobody here consumes"),
            ("facts", "Facts made of messages"),
            ("bad", "Events with a part missing, doubled or unreadable"),
            ("shed", "Events left out in a flood; a comparison makes up for them"),
            ("logins", "Sessions that logged in"),
            ("differences", "Facts by which a comparison had to correct the floor"),
        ):
            family = CounterMetricFamily(f"callcenter_ami_{name}", words, labels=["pbx"])
            for pbx, counts in self._sources.counts.items():
                family.add_metric([pbx], getattr(counts, name))
            yield family
        refused = CounterMetricFamily(
            "callcenter_ami_refused", "Messages that were not believed", labels=["pbx", "reason"]
        )
        for pbx, counts in self._sources.counts.items():
            for reason, count in refusals(counts).items():
                refused.add_metric([pbx, reason], count)
        yield refused

    def _facts(self) -> Iterator[Metric]:
        engine, facts = self._sources.engine, self._sources.facts
        for name, words, value in (
            ("recorded", "Facts given to the fact log", facts.drained_up_to + facts.undrained),
            ("lost", "Facts for which neither disk nor memory had room", facts.lost),
            ("refused_by_bug", "Facts that our own code could not take", engine.refused_by_bug),
        ):
            yield CounterMetricFamily(f"callcenter_facts_{name}", words, value=value)
        yield GaugeMetricFamily(
            "callcenter_facts_undrained",
            "Facts of this run that Postgres does not have yet",
            value=facts.undrained,
        )

    def _loop(self) -> Iterator[Metric]:
        pulse = self._sources.pulse
        yield GaugeMetricFamily(
            "callcenter_loop_stall_max_seconds",
            "The longest time lately that the server did nothing else",
            value=pulse.longest(),
        )
        yield CounterMetricFamily(
            "callcenter_loop_stalls", "Times that it was longer than 0.1 s", value=pulse.stalls
        )


def registry(sources: Sources) -> CollectorRegistry:
    """What /metrics is written from; others may add to it."""
    found = CollectorRegistry()
    found.register(CentreMetrics(sources))
    return found


def waited(queue: Queue, now: datetime) -> float:
    """Seconds that the first in line has waited; 0 in an empty queue."""
    joined = min((caller.since for caller in queue.waiting.values()), default=now)
    return max((now - joined).total_seconds(), 0.0)


def refusals(counts: Counts) -> dict[str, int]:
    """Messages that were not believed, by reason; the reasons are few and always the same."""
    found = dict.fromkeys((*REFUSALS, OTHER), 0)
    for reason, count in counts.refused.items():
        found[reason if reason in REFUSALS else OTHER] += count
    return found
