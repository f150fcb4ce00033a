"""Bodies and parameters: every wrong field is named, and nothing strange gets through."""

from datetime import date
from typing import Annotated

import msgspec
import pytest

from callcenter.web_api.body import DEEPEST, MOST_NAMED, Line, Note, Word, read_body, read_params
from callcenter.web_api.problem import BadInput


class Body(msgspec.Struct, forbid_unknown_fields=True):
    name: Line
    count: Annotated[int, msgspec.Meta(ge=1, le=100)]
    note: Note = ""


class Params(msgspec.Struct, forbid_unknown_fields=True):
    call_id: Word
    day: date | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=500)] = 100


def codes(raw: bytes) -> dict[str, str]:
    with pytest.raises(BadInput) as caught:
        read_body(raw, Body)
    return {error.field: error.code for error in caught.value.errors} or {"": caught.value.code}


def test_a_good_body_is_read() -> None:
    assert read_body('{"name": "张三", "count": 3}'.encode(), Body) == Body(name="张三", count=3)


def test_every_wrong_field_is_named_at_once() -> None:
    assert codes(b'{"count": 1000, "note": 7, "extra": 1}') == {
        "name": "required",
        "count": "out_of_range",
        "note": "wrong_type",
        "extra": "unknown_field",
    }


def test_thousands_of_unknown_fields_are_not_all_named() -> None:
    raw = msgspec.json.encode({f"field{number}": 1 for number in range(20_000)})

    assert len(codes(raw)) == MOST_NAMED


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "malformed_json"),
        (b"{", "malformed_json"),
        (b"\xff\xfe", "malformed_json"),
        (b'{"name": "\\ud800", "count": 1}', "malformed_json"),
        (b'{"name": "a", "count": NaN}', "malformed_json"),
        (b'{"name": "a", "count": Infinity}', "malformed_json"),
        (b"[" * 100_000, "malformed_json"),
        (b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2), "malformed_json"),
        (b'{"name": "a", "count": ' + b"9" * 100_000 + b"}", "invalid_body"),
        (b'{"name": "a", "count": 1e999}', "invalid_body"),
        (b"[]", "invalid_body"),
        (b"null", "invalid_body"),
        (b'"text"', "invalid_body"),
    ],
)
def test_what_is_no_body_at_all_has_a_code(raw: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_body(raw, Body)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "name", ["a\x00b", "a\r\nb", "a\nb", "a\n", "\x1b[31m", "\x7f", "\x9b31m", "\u2028"]
)
def test_control_characters_in_a_line_are_refused(name: str) -> None:
    assert codes(msgspec.json.encode({"name": name, "count": 1})) == {"name": "bad_format"}


def test_a_note_may_have_lines_but_no_nul() -> None:
    assert (
        read_body(b'{"name": "a", "count": 1, "note": "one\\n\\ttwo"}', Body).note == "one\n\ttwo"
    )
    assert codes(b'{"name": "a", "count": 1, "note": "\\u0000"}') == {"note": "bad_format"}


def test_too_long_and_too_short_have_words_of_their_own() -> None:
    assert codes(msgspec.json.encode({"name": "x" * 201, "count": 1})) == {"name": "too_long"}
    with pytest.raises(BadInput) as caught:
        read_params({"call_id": ""}, [], Params)
    assert caught.value.errors[0].code == "too_short"


def test_parameters_come_from_path_and_query() -> None:
    read = read_params({"call_id": "1.2"}, [("day", "2026-11-23"), ("limit", "5")], Params)

    assert read == Params(call_id="1.2", day=date(2026, 11, 23), limit=5)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ([("limit", "0")], "out_of_range"),
        ([("limit", "many")], "wrong_type"),
        ([("limit", "9" * 100_000)], "wrong_type"),
        ([("day", "2026-02-30")], "bad_format"),
        ([("day", "5")], "wrong_type"),
        ([("limit", "0.5")], "wrong_type"),
        ([("limit", "１２")], "wrong_type"),
        ([("limit", "1"), ("limit", "2")], "repeated"),
        ([("call_id", "other")], "repeated"),
        ([("order", "name; DROP TABLE people")], "unknown_field"),
    ],
)
def test_a_wrong_parameter_is_named(query: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_params({"call_id": "1.2"}, query, Params)
    assert caught.value.code == "invalid_parameter"
    assert [error.code for error in caught.value.errors] == [code]
