"""Reads Asterisk's own files from where we left off, also across a rotation."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

PIECE = 1 << 20  # so much is read at a time
HEAD = 4096


class Place(msgspec.Struct, frozen=True):
    """How far a file was read. Its beginning tells it from the one that replaced it."""

    fingerprint: str = ""
    offset: int = 0


class Line(msgspec.Struct, frozen=True):
    """A whole line, and its place."""

    place: Place
    text: str

    @property
    def after(self) -> Place:
        """Where the next line begins."""
        length = len(self.text.encode("utf-8", "surrogateescape")) + 1
        return Place(self.place.fingerprint, self.place.offset + length)


def fingerprint(path: Path) -> str:
    """Of the file's first line; empty for a file that has none yet."""
    with path.open("rb") as file:
        first, newline, _ = file.read(HEAD).partition(b"\n")
    return hashlib.sha256(first).hexdigest()[:12] if newline else ""


def lines(path: Path, place: Place) -> Iterator[Line]:
    """Whole lines from `place` on; first the rest of a file that was rotated away meanwhile.

    Raises OSError if the file cannot be read.
    """
    present = fingerprint(path)
    if place.fingerprint and place.fingerprint != present:
        for older in path.parent.glob(f"{path.name}?*"):
            if older.suffix not in (".gz", ".xz", ".bz2") and (
                fingerprint(older) == place.fingerprint
            ):
                yield from _lines(older, place)
    if present:
        offset = place.offset if place.fingerprint == present else 0
        yield from _lines(path, Place(present, offset))


def _lines(path: Path, place: Place) -> Iterator[Line]:
    offset, rest = place.offset, b""
    with path.open("rb") as file:
        file.seek(offset)
        while block := file.read(PIECE):
            *whole, rest = (rest + block).split(b"\n")
            for text in whole:
                # Names come in whatever encoding the line has; not one byte may be lost count of.
                decoded = text.decode("utf-8", "surrogateescape")
                yield Line(Place(place.fingerprint, offset), decoded)
                offset += len(text) + 1
