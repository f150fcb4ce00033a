"""A call as a story."""

from datetime import UTC

from callcenter.floor.events import AnyFact
from callcenter.journal.records import AgentStateNoted
from callcenter.journal.trace import WORDS, Told, lines
from tests.unit.journal import facts


def told(known: list[AnyFact], locale: str, source: str = "live") -> list[str]:
    return list(lines(None, [Told(source, fact) for fact in known], locale, UTC))


def test_every_kind_of_fact_about_a_call_has_words() -> None:
    kinds = {type(fact).__name__ for fact in (*facts.answered(1), *facts.timed_out(1))}

    assert kinds <= WORDS.keys()
    assert AgentStateNoted.__name__ in WORDS


def test_it_is_told_in_order_with_the_time_between() -> None:
    first, *_, last = told(facts.answered(1), "en")

    assert first.endswith("begins: PJSIP/trunk +8613800138000 12345")
    assert first.startswith("2026-03-02 12:00:00.000")
    assert "+0.001" in last
    assert last.endswith("hangs up (cause 16)")


def test_it_is_told_in_chinese_too() -> None:
    assert any(
        "进入队列 main/hotline，第 1 位" in line for line in told(facts.answered(1), "zh-CN")
    )


def test_what_comes_from_files_is_marked() -> None:
    assert all(line.endswith("(from files)") for line in told(facts.answered(1), "en", "witness"))
