"""Numbers are parsed once, by the line's own rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callcenter.numbers import Number, NumberKind, Origin, TrunkRules, dialled, origin, parse

BEIJING = TrunkRules()


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        ("13800138000", NumberKind.E164, "+8613800138000"),
        ("013800138000", NumberKind.E164, "+8613800138000"),
        ("+8613800138000", NumberKind.E164, "+8613800138000"),
        ("88086666", NumberKind.E164, "+861088086666"),
        ("01088086666", NumberKind.E164, "+861088086666"),
        ("075512345678", NumberKind.E164, "+8675512345678"),
        ("+14155552671", NumberKind.E164, "+14155552671"),
        ("12345", NumberKind.SHORT, "12345"),
        ("110", NumberKind.SHORT, "110"),
        ("95588", NumberKind.SHORT, "95588"),
        ("1001", NumberKind.INTERNAL, "1001"),
        ("anonymous", NumberKind.HIDDEN, ""),
        ("", NumberKind.HIDDEN, ""),
        ("张三", NumberKind.HIDDEN, ""),
        ("1380013800O", NumberKind.HIDDEN, ""),
        ("１３８００１３８０００", NumberKind.HIDDEN, ""),
        ("sip:1@x", NumberKind.HIDDEN, ""),
        ("9" * 5000, NumberKind.HIDDEN, ""),
    ],
)
def test_a_number_is_read_as_the_line_means_it(raw: str, kind: NumberKind, value: str) -> None:
    assert parse(raw, BEIJING) == Number(kind, value, raw)


def test_a_prefix_that_the_line_adds_is_taken_off() -> None:
    line = TrunkRules(strip=("9",))

    assert parse("913800138000", line).value == "+8613800138000"


@given(st.text(max_size=40))
def test_no_text_from_outside_raises_and_what_is_hidden_cannot_be_dialled(raw: str) -> None:
    number = parse(raw, BEIJING)

    assert number.raw == raw
    assert bool(number.value) is (number.kind is not NumberKind.HIDDEN)
    assert all(c in "+0123456789" for c in number.value)


@pytest.mark.parametrize(
    ("raw", "rules", "expected"),
    [
        ("13800138000", BEIJING, "13800138000"),
        ("01088086666", BEIJING, "88086666"),
        ("075512345678", BEIJING, "075512345678"),
        ("12345", BEIJING, "12345"),
        ("+14155552671", BEIJING, "0014155552671"),
        ("13800138000", TrunkRules(long_distance_zero=True), "013800138000"),
        ("88086666", TrunkRules(outside_prefix="9"), "988086666"),
    ],
)
def test_a_number_is_dialled_as_the_line_wants_it(
    raw: str, rules: TrunkRules, expected: str
) -> None:
    assert dialled(parse(raw, BEIJING), rules) == expected


def test_the_card_says_where_a_number_is_from_in_the_readers_language() -> None:
    assert origin("+8613800138000", "zh-CN") == Origin("北京市", "中国移动")
    assert origin("+8613800138000", "en") == Origin("Beijing", "China Mobile")
    assert origin("nonsense", "en") == Origin()
