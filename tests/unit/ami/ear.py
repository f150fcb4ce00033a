"""A protocol on a line of its own: bytes go in, what its callback was given comes out."""

import asyncio
from collections.abc import Callable

from callcenter.ami.answer import Answer
from callcenter.ami.counts import Counts
from callcenter.ami.message import Message
from callcenter.ami.protocol import AmiProtocol

GREETING = b"Asterisk Call Manager/11.0.0\r\n"
BOOTED = b"Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n"
WANTED = ("Hangup", "Newchannel", "OriginateResponse")


def event(name: str, *headers: str, systemname: str = "pbx1") -> bytes:
    """An event as Asterisk writes it."""
    head = [f"Event: {name}", "Privilege: call,all", "Timestamp: 1795474400.791700"]
    if systemname:
        head.append(f"SystemName: {systemname}")
    return ("\r\n".join([*head, *headers]) + "\r\n\r\n").encode()


class Line(asyncio.Transport):
    """A line that keeps what was sent on it."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send."""
        self.sent += bytes(data)

    def is_closing(self) -> bool:
        """True once it was closed."""
        return self.closed

    def close(self) -> None:
        """Hang up."""
        self.closed = True

    def abort(self) -> None:
        """Hang up at once."""
        self.closed = True


class Ear:
    """A protocol on a line, and what its one callback was given."""

    def __init__(self, on_events: Callable[[list[Message]], None] | None = None) -> None:
        self.heard: list[Message] = []
        self.counts = Counts("main")
        self.line = Line()
        self.protocol = AmiProtocol(on_events or self.heard.extend, WANTED, self.counts)
        self.protocol.connection_made(self.line)
        self.protocol.believe("pbx1")
        self.protocol.data_received(GREETING)

    @property
    def texts(self) -> list[str]:
        """What was heard."""
        return [message.text for message in self.heard]

    def hear(self, *told: bytes) -> None:
        """Bytes arrive, a read each."""
        for read in told:
            self.protocol.data_received(read)

    def ask(self, **fields: object) -> "asyncio.Future[Answer]":
        """Send an action."""
        return self.protocol.send(fields)

    def last_id(self) -> bytes:
        """The ActionID of the last action that was sent."""
        return self.line.sent.rpartition(b"ActionID: ")[2].partition(b"\r\n")[0]

    def respond(self, *headers: bytes, response: bytes = b"Success") -> None:
        """Asterisk answers the last action."""
        lines = [b"Response: " + response, b"ActionID: " + self.last_id(), *headers]
        self.hear(b"\r\n".join(lines) + b"\r\n\r\n")
