"""One AMI message as it came, and the few headers of it that somebody asks for."""

import re
from collections.abc import Mapping
from datetime import datetime

import msgspec

EOL = "\r\n"

Headers = Mapping[str, str]


class BadMessage(Exception):
    """A message that we know, with a part missing, doubled or unreadable; `text` is all of it."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(why)
        self.text = text


class Message(msgspec.Struct, frozen=True, gc=False):
    """A message's lines, apart by CR LF, without the blank one; `event` is empty for answers."""

    event: str
    text: str
    arrived: datetime


def reader(*headers: str) -> re.Pattern[str]:
    """What finds these headers in a message in one pass, and every time one is repeated.

    Asterisk writes a blank after the colon, except in a few headers without a value.
    """
    return re.compile(rf"\n({'|'.join(headers)}): ?([^\r]*)")


def picked(text: str, wanted: re.Pattern[str]) -> dict[str, str]:
    """The wanted headers that are there, blanks at a value's end included.

    A caller's number is sent raw and may bring lines of its own: a doubled header cannot be
    believed either way. Raises BadMessage.
    """
    pairs: list[tuple[str, str]] = wanted.findall(text)
    headers = dict(pairs)
    if len(headers) != len(pairs):
        raise doubled(pairs, text)
    return headers


def doubled(pairs: list[tuple[str, str]], text: str) -> BadMessage:
    """The fault of a message in which a header is repeated."""
    names = [name for name, _ in pairs]
    twice = next(name for name in names if names.count(name) > 1)
    return BadMessage(f"{twice} is there twice", text)


EVERY_HEADER = re.compile(r"\n([^:\r\n]+): ?([^\r]*)")


def all_headers(text: str) -> dict[str, str]:
    """Every header after the first line; of a doubled one the first counts, as in Asterisk."""
    pairs = EVERY_HEADER.findall(text)
    return dict(reversed(pairs))


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def unescaped(value: str) -> str:
    """Undo Asterisk's C escapes, once. Only names and variables have them: numbers are raw."""
    if "\\" not in value:
        return value
    out = []
    letters = iter(value)
    for letter in letters:
        if letter == "\\":
            letter = next(letters, "\\")
            letter = ESCAPES.get(letter, letter)
        out.append(letter)
    return "".join(out)
