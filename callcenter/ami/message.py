"""One AMI message as it came; its headers are read on demand, for most are never asked for."""

from collections.abc import Iterator

EOL = "\r\n"


class BadMessage(Exception):
    """A message that we know, with a part missing, doubled or unreadable; `text` is all of it."""

    def __init__(self, why: str, text: str) -> None:
        super().__init__(why)
        self.text = text


class Message:
    """The text of one message, its lines apart by CR LF. The first line says what it is."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __getitem__(self, header: str) -> str:
        """The value of a header that must be there exactly once, blanks at its end included.

        A caller's number is sent raw and may bring lines of its own: a doubled header cannot be
        trusted either way. Raises BadMessage.
        """
        value = self.get(header)
        if value is None:
            raise BadMessage(f"{header} is missing", self.text)
        return value

    def get(self, header: str) -> str | None:
        """The value of a header, None if it is not there. Raises BadMessage if it is doubled."""
        text = self.text
        needle = NEEDLES[header]
        found = text.find(needle)
        if found < 0:
            return None
        begin = found + len(needle)
        end = text.find(EOL, begin)
        if end < 0:
            return text[begin:].removeprefix(" ")
        if text.find(needle, end) >= 0:
            raise BadMessage(f"{header} is there twice", text)
        # Asterisk writes a blank after the colon, except in a few headers without a value
        return text[begin + 1 : end] if text[begin] == " " else text[begin:end]

    def headers(self) -> Iterator[tuple[str, str]]:
        """All headers in their order, doubled ones too."""
        for line in self.text.split(EOL):
            name, colon, value = line.partition(":")
            if colon:
                yield name, value.removeprefix(" ")

    @property
    def event(self) -> str:
        """The event's name; empty if it is no event."""
        first, _, _ = self.text.partition(EOL)
        return first.removeprefix("Event: ") if first.startswith("Event: ") else ""

    def __repr__(self) -> str:
        return f"Message({self.text!r})"


class Needles(dict[str, str]):
    """What to search a message for, by header name, made once."""

    def __missing__(self, header: str) -> str:
        self[header] = needle = f"{EOL}{header}:"
        return needle


NEEDLES = Needles()


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
