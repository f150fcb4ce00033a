"""The verdict on a call is the same whatever the order of its facts, and however often told."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from callcenter.floor.events import AgentFinished, AnyFact, LegEnded, LegIdentified, LegStarted
from callcenter.journal.verdict_rows import Verdict
from callcenter.journal.verdicts import verdict
from callcenter.numbers import Number, NumberKind
from tests.unit.journal import facts
from tests.unit.journal.facts import CITIZEN, PHONE, RULES, at, call, noted, seconds

ID = call(1)
Kind = Callable[[int], list[AnyFact]]
KINDS: list[Kind] = [
    facts.answered,
    facts.gave_up_waiting,
    facts.gave_up_while_ringing,
    facts.timed_out,
    facts.talking,
]


def of(known: list[AnyFact]) -> Verdict:
    found = verdict(ID, known, (), RULES)
    assert found is not None
    return found


@given(st.sampled_from(KINDS).flatmap(lambda kind: st.permutations(kind(1))))
def test_any_order_gives_the_same_verdict(known: list[AnyFact]) -> None:
    whole = [kind(1) for kind in KINDS if set(kind(1)) == set(known)]

    assert of(known) == of(whole[0])


@given(st.sampled_from(KINDS), st.data())
def test_duplicates_change_nothing(kind: Kind, data: st.DataObject) -> None:
    known = kind(1)
    again = data.draw(st.lists(st.sampled_from(known)))

    assert of([*known, *again]) == of(known)


@given(st.sampled_from(KINDS), st.data())
def test_a_witness_who_tells_what_we_heard_changes_nothing(
    kind: Kind, data: st.DataObject
) -> None:
    known = kind(1)
    told = data.draw(st.lists(st.sampled_from(known)))

    assert verdict(ID, known, told, RULES) == of(known)


@given(st.sampled_from(KINDS), st.data())
def test_what_we_missed_and_a_witness_tells_gives_the_same_call_marked(
    kind: Kind, data: st.DataObject
) -> None:
    known = kind(1)
    heard = data.draw(st.lists(st.sampled_from(known), unique=True))

    found = verdict(ID, heard, known, RULES)
    assert found is not None
    complete = of(known)
    assert (found.outcome, found.waited, found.talked) == (
        complete.outcome,
        complete.waited,
        complete.talked,
    )
    missed = set(known) - set(heard)
    assert found.recovered == any(not isinstance(fact, AgentFinished) for fact in missed)


def test_an_answered_call_is_whole() -> None:
    found = of(facts.answered(1))

    assert (found.outcome, found.stage, found.direction) == ("answered", "talking", "inbound")
    assert (found.number, found.name, found.did) == (CITIZEN, "张三", "12345")
    assert (found.started_at, found.answered_at, found.ended_at) == (at(0), at(14), at(74.003))
    assert (found.waited, found.talked, found.held) == (seconds(11), seconds(60), seconds(0))
    assert (found.agent_id, found.queue, found.ended_by) == ("wang", "main/hotline", "caller")


def test_who_hangs_up_in_the_notice_was_never_offered() -> None:
    end = LegEnded(at=at(2), leg_id=ID, call_id=ID, cause=16)

    found = of([*facts.entered(1), end])
    assert (found.outcome, found.stage, found.visits) == ("not_queued", "notice", ())


def test_a_call_between_colleagues_is_answered_or_not() -> None:
    begun = LegStarted(at=at(0), leg_id=ID, call_id=ID, device=PHONE, dialled="1002")
    end = LegEnded(at=at(5), leg_id=ID, call_id=ID, cause=17)

    found = of([begun, end])
    assert (found.direction, found.outcome) == ("internal", "unanswered")


def test_a_call_that_rings_a_trunk_is_outbound_and_has_its_number() -> None:
    begun = LegStarted(at=at(0), leg_id=ID, call_id=ID, device=PHONE, dialled="13800138000")
    trunk = LegStarted(
        at=at(1), leg_id="main/1000001.2", call_id=ID, device=facts.TRUNK, number=CITIZEN
    )

    found = of([begun, trunk])
    assert (found.direction, found.number, found.outcome) == ("outbound", CITIZEN, "")
    assert [leg.agent_id for leg in found.legs] == ["wang", ""]


def test_a_number_told_later_stands_unless_it_is_hidden() -> None:
    other = Number(NumberKind.E164, "+8613911112222")
    hidden = Number(NumberKind.HIDDEN, "")
    later = LegIdentified(at=at(2), leg_id=ID, call_id=ID, number=other, name="李四")
    none = LegIdentified(at=at(2.5), leg_id=ID, call_id=ID, number=hidden)

    found = of([*facts.entered(1), later, none])
    assert (found.number, found.name) == (other, "李四")


def test_whose_phone_it_was_is_known_from_that_days_record() -> None:
    found = verdict(ID, [*facts.answered(1), noted(14, "talking", 1)])

    assert found is not None
    assert found.agent_id == "wang"


def test_no_fact_is_no_call() -> None:
    assert verdict(ID, []) is None
