"""Law 2, first half: recorded bytes give the same facts however they are cut into reads."""

import asyncio
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callcenter.ami.counts import Counts
from callcenter.ami.inbox import Inbox
from callcenter.ami.protocol import AmiProtocol
from callcenter.ami.translate import EVENTS, translate
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import AgentAnswered, AnyFact, CallEntered, LegStarted

HERE = Path(__file__).parent
TRANSCRIPTS = {path.stem: path.read_bytes() for path in sorted(HERE.glob("*.ami"))}
MAIN = Pbx("main")


def facts_of(reads: Iterable[bytes]) -> tuple[list[AnyFact], Counts]:
    """What these reads mean, and what was counted on the way."""
    counts = Counts("main")

    async def hear() -> list[AnyFact]:
        inbox = Inbox(counts)
        protocol = AmiProtocol(inbox.put, EVENTS, counts)
        protocol.connection_made(asyncio.Transport())
        protocol.believe("pbx1")
        for read in reads:
            protocol.data_received(read)
        facts = (translate(message, MAIN) for message in inbox.take())
        return [fact for fact in facts if fact is not None]

    return asyncio.run(hear()), counts


def cut(told: bytes, sizes: Iterable[int]) -> Iterable[bytes]:
    """The bytes in reads of these sizes, the last size for all that is left."""
    at = 0
    for size in sizes:
        yield told[at : at + size]
        at += size
    yield told[at:]


WHOLE = {name: facts_of([told]) for name, told in TRANSCRIPTS.items()}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_f08_a_byte_at_a_time_gives_the_same_facts(name: str) -> None:
    told = TRANSCRIPTS[name]

    facts, counts = facts_of(told[at : at + 1] for at in range(len(told)))

    assert facts == WHOLE[name][0]
    assert counts.refused == WHOLE[name][1].refused


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(TRANSCRIPTS)), st.lists(st.integers(1, 3000), max_size=60), st.randoms()
)
def test_any_cuts_give_the_same_facts(name: str, sizes: list[int], chance: random.Random) -> None:
    chance.shuffle(sizes)

    assert facts_of(cut(TRANSCRIPTS[name], sizes))[0] == WHOLE[name][0]


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_of_what_a_real_asterisk_said_nothing_is_taken_for_forged_or_bad(name: str) -> None:
    refused = WHOLE[name][1].refused

    # the recorder's own questions: nobody here waits for their answers
    assert set(refused) <= {"answer_to_nothing", "forged"}
    asked = TRANSCRIPTS[name].count(b"\r\nActionID: ")
    assert sum(refused.values()) <= asked


def test_an_answered_call_is_all_there() -> None:
    facts, _ = WHOLE["answered"]

    kinds = [type(fact) for fact in facts]
    (entered,) = (fact for fact in facts if isinstance(fact, CallEntered))
    (answered,) = (fact for fact in facts if isinstance(fact, AgentAnswered))
    caller = next(fact for fact in facts if isinstance(fact, LegStarted))
    assert entered.leg_id == answered.leg_id == caller.leg_id
    assert entered.did == "12345"
    assert answered.phone == "PJSIP/1001"
    assert caller.number is not None
    assert (caller.number.value, caller.name) == ("+8613812345678", "张三")
    assert kinds.index(CallEntered) < kinds.index(AgentAnswered)


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_every_fact_carries_asterisks_own_time_and_this_pbxs_name(name: str) -> None:
    for fact in WHOLE[name][0]:
        assert fact.at.year >= 2026
        leg_id = getattr(fact, "leg_id", "main/")
        assert leg_id.startswith("main/")
