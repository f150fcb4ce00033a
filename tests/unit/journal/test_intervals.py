"""Spans of time, joined and cut."""

from hypothesis import given
from hypothesis import strategies as st

from callcenter.journal.intervals import Span, difference, intersection, total, union
from tests.unit.journal.facts import at, seconds


def spans(*pairs: tuple[int, int]) -> list[Span]:
    return [(at(begin), at(end)) for begin, end in pairs]


def test_touching_spans_become_one_and_backward_ones_vanish() -> None:
    assert union(spans((5, 9), (0, 5), (12, 11), (20, 21))) == spans((0, 9), (20, 21))


def test_what_is_in_both() -> None:
    assert intersection(spans((0, 10), (20, 30)), spans((5, 25))) == spans((5, 10), (20, 25))


def test_what_is_in_one_alone() -> None:
    assert difference(spans((0, 10)), spans((2, 3), (8, 12))) == spans((0, 2), (3, 8))


SOME = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: spans(pair)[0]), max_size=6
)


@given(SOME, SOME)
def test_the_parts_add_up(one: list[Span], other: list[Span]) -> None:
    both, alone = intersection(one, other), difference(one, other)

    assert total(both) + total(alone) == total(one)
    assert total([*one, *other]) == total(difference(one, other)) + total(other)
    assert total([]) == seconds(0)
