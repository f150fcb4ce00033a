"""Reading files that grow and are rotated."""

from pathlib import Path

from callcenter.journal.witness_files import Place, lines


def read(path: Path, place: Place) -> tuple[list[str], Place]:
    found = list(lines(path, place))
    return [line.text for line in found], found[-1].after if found else place


def test_only_whole_new_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "queue_log"
    path.write_bytes(b"one\ntwo\nthr")
    first, place = read(path, Place())
    path.write_bytes(b"one\ntwo\nthree\nfour\n")
    second, _ = read(path, place)

    assert (first, second) == (["one", "two"], ["three", "four"])


def test_what_a_rotation_put_aside_is_read_to_its_end_first(tmp_path: Path) -> None:
    path = tmp_path / "queue_log"
    path.write_bytes(b"one\ntwo\n")
    _, place = read(path, Place())
    (tmp_path / "queue_log.1").write_bytes(b"one\ntwo\nthree\n")
    path.write_bytes(b"four\n")

    texts, place = read(path, place)
    assert texts == ["three", "four"]
    assert read(path, place)[0] == []


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    path = tmp_path / "queue_log"
    path.write_bytes(b"")

    assert read(path, Place()) == ([], Place())


def test_a_name_in_gbk_does_not_move_the_place(tmp_path: Path) -> None:
    path = tmp_path / "queue_log"
    path.write_bytes("张三\n".encode("gbk") + b"next\n")
    first, *_ = list(lines(path, Place()))

    assert next(iter(lines(path, first.after))).text == "next"
