"""The fact log's files: checksums, groups, torn ends."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from callcenter.journal.records import Entry, entry
from callcenter.journal.segments import SegmentWriter, found, line, parsed, read
from tests.unit.journal.facts import joined

BOOT = "0001790000000abcd"


def entries(first: int, last: int) -> list[Entry]:
    return [entry(BOOT, seq, "live", joined(seq)) for seq in range(first, last + 1)]


def test_a_line_is_read_as_it_was_written() -> None:
    [one] = entries(7, 7)

    assert parsed(BOOT, line(one).rstrip(b"\n")) == one


def test_a_damaged_line_is_noticed() -> None:
    [one] = entries(7, 7)

    assert parsed(BOOT, line(one).rstrip(b"\n").replace(b"hotline", b"hotlime")) is None


def test_a_fact_of_no_known_kind_is_noticed() -> None:
    text = line(Entry(BOOT, 1, "live", joined(1), b'{"type":"Nonsense"}')).rstrip(b"\n")

    assert parsed(BOOT, text) is None


def test_what_a_crash_tore_off_is_left_out(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path, BOOT, 1 << 20)
    writer.write(entries(1, 3))
    [segment] = writer.segments
    whole = segment.path.read_bytes()
    for cut in range(1, len(line(entries(3, 3)[0]))):
        segment.path.write_bytes(whole[:-cut])
        assert read(segment, 0)[0] == entries(1, 2)


def test_a_file_is_followed_by_the_next_when_it_is_full(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path, BOOT, 200)
    for first in (1, 3, 5):
        writer.write(entries(first, first + 1))

    assert [(one.first, one.last) for one in writer.segments] == [(1, 2), (3, 4), (5, 6)]
    assert [one.first for one in found(tmp_path)] == [1, 3, 5]


def test_a_repeated_group_is_written_once(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path, BOOT, 1 << 20)
    writer.write(entries(1, 3))
    writer.write(entries(2, 5))

    assert read(writer.segments[0], 0)[0] == entries(1, 5)


@contextmanager
def small_files() -> Iterator[None]:
    """No file may grow beyond 700 bytes; for a moment only, since the report is a file too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (700, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_group_that_does_not_fit_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path, BOOT, 1 << 20)
    writer.write(entries(1, 2))

    with small_files(), pytest.raises(OSError, match="File too large"):
        writer.write(entries(3, 9))

    found_entries, damaged, _ = read(writer.segments[0], 0)
    assert (found_entries, damaged) == (entries(1, 2), [])
