"""Reading the fact log's files for the drain."""

from pathlib import Path

from callcenter.journal.reader import SegmentReader
from callcenter.journal.segments import SegmentWriter
from tests.unit.journal.test_segments import BOOT, entries


async def test_the_same_block_comes_again_until_it_is_drained(tmp_path: Path) -> None:
    writer, reader = SegmentWriter(tmp_path, BOOT, 1 << 20), SegmentReader(tmp_path)
    writer.write(entries(1, 3))

    assert await reader.read(writer.segments[0], 0) == entries(1, 3)
    assert await reader.read(writer.segments[0], 0) == entries(1, 3)
    reader.advance()
    assert await reader.read(writer.segments[0], 0) == []


async def test_what_is_drained_already_is_passed_over(tmp_path: Path) -> None:
    writer, reader = SegmentWriter(tmp_path, BOOT, 1 << 20), SegmentReader(tmp_path)
    writer.write(entries(1, 5))

    assert await reader.read(writer.segments[0], 3) == entries(4, 5)


async def test_a_damaged_line_is_set_aside_once_and_the_rest_is_read(tmp_path: Path) -> None:
    writer, reader = SegmentWriter(tmp_path, BOOT, 1 << 20), SegmentReader(tmp_path)
    writer.write(entries(1, 3))
    path = writer.segments[0].path
    path.write_bytes(path.read_bytes().replace(b'main/1000002.0"', b'main/1000009.0"', 1))

    for _ in range(2):
        assert [one.seq for one in await reader.read(writer.segments[0], 0)] == [1, 3]

    assert reader.refused == 1
    assert (tmp_path / "refused").read_bytes().count(b"\n") == 1
    assert (tmp_path / "refused").stat().st_mode & 0o777 == 0o600
