"""Verdicts on what a real Asterisk said."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from callcenter.ami.message import BadMessage, Message
from callcenter.ami.translate import translate
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import AnyFact, LegFact
from callcenter.journal.verdict_rows import VerdictRules
from callcenter.journal.verdicts import verdict

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PBX = Pbx("main")
RULES = VerdictRules(trunks=frozenset({"main:PJSIP/trunk"}))
HERE = Path(__file__).parent
EXPECTED = {
    "answered": ("answered", ""),
    "agent_busy": ("answered", ""),
    "agent_did_not_answer": ("answered", ""),
    "asked_to_be_called_back": ("flow_out", "callback_asked"),
    "attended_transfer": ("answered", ""),
    "blind_transfer": ("answered", ""),
    "gave_up_in_the_notice": ("not_queued", ""),
    "gave_up_waiting": ("abandoned", ""),
    "gave_up_while_ringing": ("abandoned", ""),
    "local_member": ("answered", ""),
    "local_member_optimised": ("answered", ""),
    "on_hold": ("answered", ""),
    "parked_and_fetched": ("answered", ""),
    "queue_timed_out": ("flow_out", "timeout"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_real_asterisk_said_is_understood(name: str) -> None:
    known = heard(HERE / f"{name}.ami")
    first = min(fact.call_id for fact in known if isinstance(fact, LegFact) and fact.call_id)

    found = verdict(first, known, (), RULES)
    assert found is not None
    assert (found.outcome, found.why) == EXPECTED[name]
    assert found.ended_at is not None


def heard(transcript: Path) -> list[AnyFact]:
    """The facts about legs in a transcript."""
    text = transcript.read_text(encoding="utf-8").replace("\r\n", "\n")
    known = []
    for part in text.split("\n\n"):
        lines = part.strip("\n").replace("\n", "\r\n")
        event = lines.partition("\r\n")[0].removeprefix("Event: ")
        with suppress(BadMessage):  # AgentComplete comes without its caller if he was faster
            known.append(translate(Message(event, lines, NOON), PBX))
    return [cast(AnyFact, fact) for fact in known if isinstance(fact, LegFact)]
