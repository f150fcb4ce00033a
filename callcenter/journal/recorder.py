"""What of the engine's steps goes into the fact log: the fact, and agents' states that changed."""

from collections.abc import Callable

from callcenter.floor.events import (
    AnyFact,
    LinkRestored,
    MemberRemoved,
    MemberSeen,
    PhoneChanged,
    PhoneReached,
    RosterLoaded,
    ScreenClosed,
    ScreenOpened,
    TimerFired,
)
from callcenter.floor.state import Agent, Floor, Step
from callcenter.journal.records import AgentStateNoted, Recorded

# They say nothing of a call, an agent's work or a request; the roster is kept in Postgres itself.
UNKEPT = (PhoneChanged, PhoneReached, RosterLoaded, ScreenClosed, ScreenOpened, TimerFired)
# Asterisk repeats these for every change of a device: kept where an agent's state followed.
REPEATED = (MemberRemoved, MemberSeen)

Doing = tuple[str, str, str, str]


class Recorder:
    """The engine's `record`.

    An agent's state is noted only while we hear his PBX: what the floor shows of him before the
    first comparison with Asterisk, or while a link is down, is no news of him.
    """

    def __init__(self, append: Callable[[Recorded], object]) -> None:
        self._append = append
        self._noted: dict[str, Doing] = {}  # by agent, what was noted last

    def __call__(self, fact: AnyFact, step: Step) -> None:
        """Record a fact and what it made of the agents. Never blocks."""
        changed = [agent for agent in _concerned(fact, step) if self._is_news(agent)]
        if not isinstance(fact, UNKEPT) and (changed or not isinstance(fact, REPEATED)):
            self._append(fact)
        for agent in changed:
            self._noted[agent.person.id] = _doing(agent)
            phone, state, reason, call_id = _doing(agent)
            self._append(
                AgentStateNoted(
                    at=fact.at,
                    agent_id=agent.person.id,
                    phone=phone,
                    state=state,
                    reason=reason,
                    call_id=call_id,
                )
            )

    def _is_news(self, agent: Agent) -> bool:
        return self._noted.get(agent.person.id) != _doing(agent)


def _concerned(fact: AnyFact, step: Step) -> list[Agent]:
    """The agents whose state may have changed, in a fixed order."""
    floor = step.floor
    if isinstance(fact, LinkRestored):
        found = [agent for agent in floor.agents.values() if agent.person.pbx == fact.link]
    else:
        ids = (id.removeprefix("agent:") for id in step.touched if id.startswith("agent:"))
        agents = [floor.agents.get(id) for id in ids]
        found = [agent for agent in agents if agent is not None]
    return sorted((a for a in found if _is_heard(floor, a)), key=lambda agent: agent.person.id)


def _is_heard(floor: Floor, agent: Agent) -> bool:
    link = floor.links.get(agent.person.pbx)
    return link is not None and link.up


def _doing(agent: Agent) -> Doing:
    reason = agent.reason if agent.state.value == "paused" else ""
    return agent.phone, agent.state.value, reason, agent.call_id
