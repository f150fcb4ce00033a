"""Spans of time as sorted, disjoint (begin, end) pairs: joined, cut with each other, summed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]


def union(spans: Iterable[Span]) -> list[Span]:
    """Every instant that is in any of them; empty and backward spans vanish."""
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if end <= begin:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def intersection(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """Every instant that is in both."""
    others = union(other)
    return union((max(begin, b), min(end, e)) for begin, end in union(one) for b, e in others)


def difference(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """Every instant of the first that is not in the other."""
    left = union(one)
    for begin, end in union(other):
        left = [
            part
            for b, e in left
            for part in ((b, min(e, begin)), (max(b, end), e))
            if part[0] < part[1]
        ]
    return left


def total(spans: Iterable[Span]) -> timedelta:
    """How long they are together."""
    return sum((end - begin for begin, end in union(spans)), timedelta())
