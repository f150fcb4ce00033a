"""JSON bodies and parameters into Structs, with every wrong field named."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import msgspec

from callcenter.web_api.problem import BadInput, FieldError

DEEPEST = 32
MOST_NAMED = 50  # wrong fields named in one answer
INTEGER = re.compile(r"-?[0-9]{1,18}")

# Control characters break logs and are refused by PostgreSQL (NUL); the second `$` guard is there
# because Python's `$` also matches before a last line feed.
PLAIN = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$(?!\n)"
LINES = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$(?!\n)"

Word = Annotated[
    str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.@-]+$(?!\n)")
]
Line = Annotated[str, msgspec.Meta(max_length=200, pattern=PLAIN)]
Note = Annotated[str, msgspec.Meta(max_length=4000, pattern=LINES)]

# The words of msgspec's errors, and our stable code for each.
KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"missing required"), "required"),
    (re.compile(r"contains unknown"), "unknown_field"),
    (re.compile(r"of length >="), "too_short"),
    (re.compile(r"of length <="), "too_long"),
    (re.compile(r"matching regex|Invalid (RFC3339|date|UUID)"), "bad_format"),
    (re.compile(r"Invalid enum"), "not_a_choice"),
    (re.compile(r"[<>]=? |out of range"), "out_of_range"),
)

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)


def read_body(raw: bytes, kind: type[T]) -> T:
    """A request's body as `kind`; raises BadInput that names every wrong field."""
    try:
        found = msgspec.json.decode(raw)
    except msgspec.ValidationError as failure:  # a number beyond every type
        raise BadInput("invalid_body", str(failure)) from failure
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as failure:
        raise BadInput("malformed_json", str(failure)) from failure
    if depth_exceeds(found, DEEPEST):
        raise BadInput("malformed_json", f"nested deeper than {DEEPEST}")
    return convert(found, kind, "invalid_body")


def read_params(path: Mapping[str, str], query: list[tuple[str, str]], kind: type[S]) -> S:
    """The parts of the path and the query as `kind`; raises BadInput."""
    found: dict[str, str | int] = dict(path)
    for name, text in query:
        if name in found:
            error = FieldError(field=name[:64], code="repeated")
            raise BadInput("invalid_parameter", errors=(error,))
        found[name] = text
    for field in msgspec.structs.fields(kind):
        text = str(found.get(field.encode_name, ""))
        if INTEGER.fullmatch(text) and not fits(text, field.type):
            found[field.encode_name] = int(text)
    return convert(found, kind, "invalid_parameter")


def fits(value: object, kind: Any) -> bool:
    """True if the value can be had as this type, without any bending."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def convert(found: Any, kind: type[T], code: str) -> T:
    """A decoded value as `kind`. msgspec stops at the first fault; we go on, field by field."""
    try:
        return msgspec.convert(found, kind)
    except (msgspec.ValidationError, RecursionError) as failure:
        if not isinstance(found, dict):
            raise BadInput(code, str(failure)) from failure
        errors = tuple(wrong_fields(found, kind)) or (described("", failure),)
        raise BadInput(code, errors=errors[:MOST_NAMED]) from failure


def wrong_fields(found: dict[str, Any], kind: Any) -> list[FieldError]:
    """Every field that is missing, unknown or wrong."""
    errors = []
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name in sorted(found.keys() - fields.keys()):
        errors.append(FieldError(field=name[:64], code="unknown_field"))
    for name, field in fields.items():
        if name not in found:
            if field.required:
                errors.append(FieldError(field=name, code="required"))
            continue
        try:
            msgspec.convert(found[name], field.type)
        except (msgspec.ValidationError, RecursionError) as failure:
            errors.append(described(name, failure))
    return errors


def described(name: str, failure: Exception) -> FieldError:
    """msgspec's words as a stable code."""
    words, _, place = str(failure).partition(" - at `$")
    field = name + place.rstrip("`")
    for pattern, code in KINDS:
        if pattern.search(words):
            return FieldError(field=field, code=code, detail=words[:200])
    return FieldError(field=field, code="wrong_type", detail=words[:200])


def depth_exceeds(found: Any, deepest: int) -> bool:
    """True if lists and objects are nested deeper than that; no recursion of our own."""
    level = [found]
    for _ in range(deepest + 1):
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        if not inner:
            return False
        level = inner
    return True
