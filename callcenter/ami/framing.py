"""Bytes, however they are cut into reads, into whole messages; nothing is looked at twice."""

LIMIT = 256 * 1024

NOT_CONTROLS = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)])


class Framer:
    """Splits the stream after the greeting. What its first line ends with, every line ends with.

    The buffer is bounded: of a message longer than `limit` bytes the rest is skipped, and
    `overlong` counts it.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._partial = bytearray()
        self._end = b"\r\n\r\n"
        self._skipping = False
        self.overlong = 0

    def learn_line_end(self, greeting: bytes) -> None:
        """Lines end as the greeting (given without its newline) does: CR LF, or a bare LF."""
        self._end = b"\r\n\r\n" if greeting.endswith(b"\r") else b"\n\n"

    def feed(self, chunk: bytes) -> list[bytes]:
        """The messages that became whole, without the blank line after them."""
        if not self._partial:
            return self._split(chunk)
        # the end may itself be cut: look three bytes back
        edge = self._partial[-3:] + chunk[:3]
        if self._end in edge or self._end in chunk:
            return self._split(b"".join((self._partial, chunk)))
        self._partial += chunk
        self._bound()
        return []

    def _split(self, stream: bytes) -> list[bytes]:
        frames = stream.split(self._end)
        self._partial = bytearray(frames.pop())
        if self._skipping and frames:
            self._skipping = False
            del frames[0]
        if len(stream) > self._limit:
            self._bound()
            kept = [frame for frame in frames if len(frame) <= self._limit]
            self.overlong += len(frames) - len(kept)
            frames = kept
        if len(self._end) == 2:
            return [frame.replace(b"\n", b"\r\n") for frame in frames]
        return frames

    def _bound(self) -> None:
        if len(self._partial) <= self._limit:
            return
        if not self._skipping:
            self.overlong += 1
            self._skipping = True
        del self._partial[:-3]


def has_raw_controls(message: bytes) -> bool:
    """True if a control character or half a line end is in it: Asterisk writes neither itself."""
    return len(message.translate(None, NOT_CONTROLS)) != 2 * message.count(b"\r\n")
