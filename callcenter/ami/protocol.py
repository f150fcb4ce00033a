"""Our bytes under panoramisk's Manager: framing, first-line filter, belief; never sends twice."""

import asyncio
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import repeat
from typing import Any

import structlog
from panoramisk import Manager
from panoramisk.actions import Action
from panoramisk.ami_protocol import AMIProtocol

from callcenter import clock
from callcenter.ami.actions import encoded
from callcenter.ami.answer import Answer, answer
from callcenter.ami.counts import Counts
from callcenter.ami.framing import Framer, has_raw_controls
from callcenter.ami.message import EOL, BadMessage, Message, picked, reader

log = structlog.get_logger()

GREETING = b"Asterisk Call Manager/"
LONGEST_GREETING = 200
HEAD = 200  # bytes in which Asterisk's own headers stand, before any that a caller can write
EVENT = b"Event: "
RESPONSE = b"Response: "
END = b"\r\n\r\n"
ACTION_ID = b"\r\nActionID: "
ANSWER_HEADERS = reader("ActionID", "EventList")
BOOTED = "FullyBooted"

OnEvents = Callable[[list[Message]], None]


class AmiProtocol(AMIProtocol):
    """One connection's bytes. The believed events of a read go to `on_events`, which only takes
    them in.

    `wanted` are the names of the events that somebody consumes; all others are dropped before
    their headers are looked at. Futures: `greeted`, `booted`, `gone` (its result
    is the reason).
    """

    def __init__(self, on_events: OnEvents, wanted: Iterable[str], counts: Counts) -> None:
        self._on_events = on_events
        self._wanted = {EVENT + name.encode(): name for name in (BOOTED, *wanted)}
        self._counts = counts
        self._framer = Framer()
        self._greeting = b""
        self._mark = b""
        self._token = secrets.token_hex(8)
        self._sent = 0
        self._reason = "closed by Asterisk"
        loop = asyncio.get_running_loop()
        self.greeted: asyncio.Future[None] = loop.create_future()
        self.booted: asyncio.Future[None] = loop.create_future()
        self.gone: asyncio.Future[str] = loop.create_future()

    def believe(self, systemname: str) -> None:
        """From now on an event must carry this name in its head; empty: any event will do."""
        self._mark = f"\r\nSystemName: {systemname}".encode() if systemname else b""

    # --- in

    def data_received(self, data: bytes) -> None:
        """Take what arrived: a part of a message, or hundreds of them."""
        if self.version is None:
            data = self._greet(data)
        overlong = self._framer.overlong
        frames = self._framer.feed(data)
        if self._framer.overlong != overlong:
            self._counts.refuse("overlong", data)
        if not frames:
            return
        heard = self._sift(frames, clock.now())
        if not heard:
            return
        try:
            self._on_events(heard)
        except Exception:  # ours, and it must not cost the connection
            log.exception("ami_events_not_taken", events=len(heard))

    def _sift(self, frames: list[bytes], arrived: datetime) -> list[Message]:
        """The believed events. This loop is what a busy PBX costs; most end at the first line."""
        wanted, responses, mark = self._wanted, self.responses, self._mark
        events: list[str] = []
        believed: list[bytes] = []
        dropped = 0
        for frame in frames:
            event = wanted.get(frame[: frame.find(b"\r")])
            if event is None:
                if responses:
                    self._answered(frame)
                else:
                    dropped += 1
            elif responses and ACTION_ID in frame and self._collect(frame):
                continue
            elif frame.find(mark, 0, HEAD) < 0:
                self._unmarked(event, frame)
            elif event is BOOTED:
                self._boot()
            else:
                events.append(event)
                believed.append(frame)
        self._counts.messages += len(frames)
        self._counts.dropped += dropped
        return self._texts(events, believed, arrived) if events else []

    def _texts(self, events: list[str], frames: list[bytes], arrived: datetime) -> list[Message]:
        """The same as text: checked together, for that is cheaper, and singly if that fails."""
        if not has_raw_controls(END.join(frames)):
            with suppress(UnicodeDecodeError):
                return list(map(Message, events, map(bytes.decode, frames), repeat(arrived)))
        heard = []
        for event, frame in zip(events, frames, strict=True):
            if has_raw_controls(frame):
                self._counts.refuse("control_characters", frame)
            else:
                heard.append(Message(event, self._replaced(frame), arrived))
        return heard

    def _greet(self, data: bytes) -> bytes:
        self._greeting += data
        line, newline, rest = self._greeting.partition(b"\n")
        if not newline and len(line) <= LONGEST_GREETING and GREETING.startswith(line[:22]):
            return b""
        if not newline or not line.startswith(GREETING):
            self.abort("what listens there is no AMI")
            return b""
        self.version = line.removeprefix(GREETING).strip().decode("ascii", "replace")
        self._greeting = b""
        self._framer.learn_line_end(line)
        if not self.greeted.done():
            self.greeted.set_result(None)
        return rest

    def _unmarked(self, name: str, frame: bytes) -> None:
        """Without Asterisk's name only the greeting after a login is genuine, and only once."""
        if name == BOOTED and not self.booted.done():
            self._boot()
        elif ACTION_ID + self._token.encode() in frame:
            self._counts.dropped += 1  # the rest of a list that nobody waits for any more
        else:
            self._counts.refuse("forged", frame)

    def _boot(self) -> None:
        if not self.booted.done():
            self.booted.set_result(None)

    def _replaced(self, frame: bytes) -> str:
        text = frame.decode("utf-8", "replace")
        if "\ufffd" in text and "\ufffd".encode() not in frame:
            self._counts.refused["not_utf8"] = self._counts.refused.get("not_utf8", 0) + 1
        return text

    # --- answers

    def _answered(self, frame: bytes) -> None:
        """An answer, or an item of one."""
        frame = frame.lstrip(b"\r\n")  # now and then there is a blank line too many
        if frame.startswith(RESPONSE):
            self._respond(frame)
        elif frame and not (ACTION_ID in frame and self._collect(frame)):
            self._pass_over(frame)

    def _pass_over(self, frame: bytes) -> None:
        """Nobody wants it; but what Asterisk never wrote, say, the rest of an item that a caller's
        number cut in two, is worth an alarm."""
        if frame.find(self._mark, 0, HEAD) < 0 and self._token.encode() not in frame:
            self._counts.refuse("forged", frame)
        else:
            self._counts.dropped += 1

    def _respond(self, frame: bytes) -> None:
        message = Message("", frame.decode("utf-8", "replace"), clock.now())
        headers = self._answer_headers(message.text)
        action = self.responses.get(headers.get("ActionID", ""))
        if action is None:
            # Asterisk answers a line that is too long twice, once without an id
            self._counts.refuse("answer_to_nothing", frame)
        elif headers.get("EventList") == "start":
            action.responses.append(message)
        else:
            self._settle(action, answer(message))

    def _collect(self, frame: bytes) -> bool:
        """True if it belongs to a list that somebody waits for."""
        message = Message("", frame.decode("utf-8", "replace"), clock.now())
        headers = self._answer_headers(message.text)
        action = self.responses.get(headers.get("ActionID", ""))
        if action is None or not action.responses:
            return False
        name, _, _ = message.text[7:].partition(EOL)
        if has_raw_controls(frame):
            self._counts.refuse("control_characters", frame)
        elif "EventList" not in headers or not name.endswith("Complete"):
            # the first line is Asterisk's; a caller's number can bring an EventList of its own
            action.responses.append(Message(name, message.text, message.arrived))
        else:
            head, *items = action.responses
            self._settle(action, answer(head, tuple(items)))
        return True

    def _answer_headers(self, text: str) -> dict[str, str]:
        try:
            return picked(text, ANSWER_HEADERS)
        except BadMessage:
            return {}  # an id that is there twice is nobody's

    def _settle(self, action: Action, result: Answer) -> None:
        if not action.future.done():
            action.future.set_result(result)

    # --- out

    def send(
        self, data: Mapping[str, Any] | Action, as_list: bool | None = None
    ) -> asyncio.Future[Any]:
        """Send an action, once. The future fails if the line is gone, now or before the answer.

        Raises Refused, and sends nothing, if a field could be read as another line.
        """
        self._sent += 1
        action_id = f"{self._token}-{self._sent}"
        fields = {"Action": data["Action"], "ActionID": action_id}
        fields.update((name, value) for name, value in data.items() if name not in fields)
        written = encoded(fields)
        action = Action(fields)
        if self.gone.done() or self.transport.is_closing():
            action.future.set_exception(ConnectionError("not connected"))
            return action.future
        self.responses[action_id] = action
        action.future.add_done_callback(lambda _: self.responses.pop(action_id, None))
        self.transport.write(written)
        return action.future

    # --- the end

    def abort(self, reason: str) -> None:
        """Hang up at once."""
        if not self.gone.done():
            self._reason = reason
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone: everybody who waits for an answer is told so."""
        self.close()
        if exc is not None and self._reason == "closed by Asterisk":
            self._reason = str(exc) or type(exc).__name__
        if not self.gone.done():
            self.gone.set_result(self._reason)

    def close(self) -> None:
        """Hang up in order. What was not answered is failed, never kept to be sent again."""
        self.closed = True
        self.transport.close()
        for action in list(self.responses.values()):
            if not action.future.done():
                action.future.set_exception(ConnectionError("the line to Asterisk was lost"))
        self.responses.clear()


class Everything:
    """Contains every action: panoramisk shall forget them all, and send none of them again."""

    def __contains__(self, action: object) -> bool:
        return True


class OneConnection(Manager):
    """panoramisk's Manager for exactly one connection: it neither pings nor connects again.

    Both are the session's, with deadlines.
    """

    def __init__(self, **config: Any) -> None:
        super().__init__(forgetable_actions=Everything(), **config)

    def connection_made(
        self, f: asyncio.Future[tuple[asyncio.Transport, asyncio.Protocol]]
    ) -> None:
        """Connected, or not: who awaits the same future learns why."""
        if not f.cancelled() and f.exception() is None:
            super().connection_made(f)

    def connection_lost(self, exc: object) -> None:
        """Nothing: the session notices by itself."""

    def ping(self) -> None:
        """Nothing: panoramisk's pings have no deadline."""
