"""What of the engine's steps is recorded."""

from callcenter.floor.events import AnyFact, LinkLost, LinkRestored, MemberSeen, RosterLoaded
from callcenter.floor.reduce import reduce
from callcenter.floor.state import Floor
from callcenter.journal.recorder import Recorder
from callcenter.journal.records import AgentStateNoted, Recorded
from callcenter.roles import Person, Role
from tests.unit.journal.facts import HOTLINE, PHONE, at

WANG = Person(id="wang", login="wang", name="王", role=Role.AGENT, phone=PHONE)


def recorded(*facts: AnyFact) -> list[Recorded]:
    kept: list[Recorded] = []
    recorder = Recorder(kept.append)
    floor = Floor()
    for fact in facts:
        step = reduce(floor, fact)
        floor = step.floor
        recorder(fact, step)
    return kept


def states(kept: list[Recorded]) -> list[tuple[object, str, str]]:
    return [(n.at, n.state, n.reason) for n in kept if isinstance(n, AgentStateNoted)]


def member(second: float, *, paused: bool = False, reason: str = "") -> MemberSeen:
    return MemberSeen(at=at(second), queue=HOTLINE, phone=PHONE, paused=paused, reason=reason)


ROSTER = RosterLoaded(at=at(0), people=(WANG,))
RESTORED = LinkRestored(at=at(1), link="main")


def test_before_the_first_comparison_nothing_is_known_of_an_agent() -> None:
    assert states(recorded(ROSTER, member(0.5))) == []
    assert states(recorded(ROSTER, member(0.5), RESTORED)) == [(at(1), "ready", "")]


def test_a_change_is_noted_where_it_happened_and_once() -> None:
    kept = recorded(
        ROSTER,
        RESTORED,
        member(2),
        member(3),
        member(4, paused=True, reason="meal"),
        member(5, paused=True, reason="meal"),
    )

    assert states(kept) == [
        (at(1), "offline", ""),
        (at(2), "ready", ""),
        (at(4), "paused", "meal"),
    ]


def test_while_the_link_is_down_nothing_new_is_known() -> None:
    lost = LinkLost(at=at(3), link="main")
    again = LinkRestored(at=at(9), link="main")

    kept = recorded(ROSTER, RESTORED, member(2), lost, member(5, paused=True), again)

    assert states(kept)[-1] == (at(9), "paused", "")


def test_what_asterisk_repeats_is_kept_where_something_followed() -> None:
    kept = recorded(ROSTER, RESTORED, member(2), member(3), member(4))

    assert [fact for fact in kept if isinstance(fact, MemberSeen)] == [member(2)]
