"""Bytes, however they are cut into reads, into whole messages; nothing is looked at twice."""

LIMIT = 256 * 1024

CONTROLS = bytes([*(set(range(0x20)) - {0x0A, 0x0D}), 0x7F])


class Framer:
    """Splits the stream after the greeting. What its first line ends with, every line ends with.

    The buffer is bounded: of a message longer than `limit` bytes the rest is skipped, and
    `overlong` counts it.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._partial = bytearray()
        self._end = b""  # not known before the first line is whole
        self._skipping = False
        self.overlong = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """The messages that became whole, without the blank line after them."""
        if not self._end and not self._learn_line_end(chunk):
            return []
        known = len(self._partial)
        if not known:
            return self._split(chunk)
        self._partial += chunk
        # the end may itself be cut: look three bytes back
        if self._partial.find(self._end, max(known - 3, 0)) < 0:
            self._bound()
            return []
        whole = bytes(self._partial)
        self._partial.clear()
        return self._split(whole)

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

    def _learn_line_end(self, chunk: bytes) -> bool:
        newline = chunk.find(b"\n")
        if newline < 0:
            self._partial += chunk
            self._bound()
            return False
        before = chunk[newline - 1 : newline] if newline else bytes(self._partial[-1:])
        self._end = b"\r\n\r\n" if before == b"\r" else b"\n\n"
        return True


def has_raw_controls(frame: bytes) -> bool:
    """True if a control character or half a line end is in it: Asterisk writes neither itself."""
    lines = frame.count(b"\r\n")
    if frame.count(b"\n") != lines or frame.count(b"\r") != lines:
        return True
    return len(frame.translate(None, CONTROLS)) != len(frame)
