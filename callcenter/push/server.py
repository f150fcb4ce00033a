"""The websocket door: Origin, ticket, requests -> facts, and the way out to each screen."""

import asyncio
import secrets
import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

import msgspec
import structlog
from websockets.asyncio.server import Server, ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame
from websockets.http11 import Request, Response
from websockets.protocol import State
from websockets.typing import Origin

from callcenter import clock
from callcenter.floor.effects import Reply
from callcenter.floor.events import ScreenClosed, ScreenOpened
from callcenter.floor.state import Floor, Step
from callcenter.push import encode
from callcenter.push.catalogue import CLOSE_CODES, PROTOCOL, Answer, Hello, Welcome
from callcenter.push.limits import Allowance
from callcenter.push.requests import AskedFact, NotUnderstood, fact, read
from callcenter.push.switchboard import Switchboard
from callcenter.push.viewer import Viewer
from callcenter.roles import Person

log = structlog.get_logger()

PATH = "/push"
HELLO_WITHIN = 5.0  # seconds
BEAT_EVERY = 10.0  # seconds; also the pings that find a dead line
DEAD_AFTER = 15.0  # seconds without a pong
CLOSE_WITHIN = 1.0  # seconds between our close and the end of the line, answered or not
LONGEST_MESSAGE = 64 * 1024  # bytes
LONGEST_REASON = 123  # bytes: what fits into a close frame
SEND_BUFFER = 128 * 1024  # bytes the kernel may hold for one screen
BITE = 4096  # bytes taken from a line between two looks at its allowance

PushFact = AskedFact | ScreenOpened | ScreenClosed


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """Where screens connect, and from which pages: origins exactly as browsers write them."""

    host: str
    port: int  # 0: any free one
    origins: tuple[str, ...]
    tls: ssl.SSLContext | None = None


class Redeem(Protocol):
    """A one-time ticket -> who showed it and by which session; None if it is good no more."""

    def __call__(self, ticket: str) -> tuple[Person, str] | None: ...


class ScreenLine(ServerConnection):
    """One browser's line; a flood of whatever kind of frame ends it before it costs anybody."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Bound what the kernel holds up for a browser that does not read."""
        wire: socket.socket = transport.get_extra_info("socket")
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.allowance = Allowance(clock.monotonic())
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """In small bites: a flood is noticed before all of it is parsed."""
        for start in range(0, len(data), BITE):
            super().data_received(data[start : start + BITE])

    def process_event(self, event: Any) -> None:
        """Count every frame, pings and fragments too."""
        if isinstance(event, Frame) and not self.allowance.take(clock.monotonic()):
            self.end(4029)
        else:
            super().process_event(event)

    # --- as a viewer's Line

    def unsent(self) -> int:
        """Bytes that wait for the network."""
        return self.transport.get_write_buffer_size()

    def put(self, message: bytes) -> None:
        """Send one text message without waiting."""
        broadcast((self,), message, text=True)

    def end(self, code: int, reason: str = "") -> None:
        """Close now; nothing more is read, and the line is cut if the browser does not answer."""
        if self.protocol.state is State.OPEN:
            self.protocol.fail(code, reason or CLOSE_CODES[code])
            self.send_data()
            self.loop.call_later(CLOSE_WITHIN, self.transport.abort)


class PushServer:
    """The push channel. `changed` and `reply` are called by the engine, inside its loop."""

    def __init__(
        self,
        door: Door,
        floor: Callable[[], Floor],
        post: Callable[[PushFact], None],
        redeem: Redeem,
        now: Callable[[], datetime],
    ) -> None:
        self._door = door
        self._post = post
        self._redeem = redeem
        self._now = now
        self._switchboard = Switchboard(floor, now, clock.monotonic)
        self._boot = secrets.token_hex(8)
        self._open = asyncio.Event()
        self.port = door.port

    def __len__(self) -> int:
        """How many screens are open."""
        return len(self._switchboard)

    def changed(self, step: Step) -> None:
        """Show a step to whom it concerns."""
        self._switchboard.changed(step)

    def reply(self, order: Reply) -> None:
        """Tell the screen that asked what became of its request."""
        self._switchboard.reply(order)

    def end_session(self, session_or_person_id: str) -> None:
        """Close every screen of a session, or of a person, with 4003; at once."""
        closed = self._switchboard.end_session(session_or_person_id)
        log.info("screens_ended", count=closed)

    async def until_open(self) -> None:
        """Wait until browsers can connect; `port` is the real one from then on."""
        await self._open.wait()

    async def run(self) -> None:
        """Serve until cancelled; every screen is then told to come back (1012)."""
        server = await self._serve()
        self.port = server.sockets[0].getsockname()[1]
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._switchboard.run(), name="push turns")
                tasks.create_task(self._beat(), name="push beat")
                self._open.set()
        finally:
            server.close(code=1012, reason=CLOSE_CODES[1012])
            await server.wait_closed()

    async def _serve(self) -> Server:
        return await serve(
            self._screen,
            self._door.host,
            self._door.port,
            ssl=self._door.tls,
            origins=[Origin(origin) for origin in self._door.origins],
            process_request=only_here,
            compression=None,
            server_header=None,
            open_timeout=HELLO_WITHIN,
            ping_interval=BEAT_EVERY,
            ping_timeout=DEAD_AFTER,
            close_timeout=CLOSE_WITHIN,
            max_size=LONGEST_MESSAGE,
            create_connection=ScreenLine,
        )

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_EVERY)
            self._switchboard.beat()

    # --- one screen

    async def _screen(self, connection: ServerConnection) -> None:
        assert isinstance(connection, ScreenLine)
        viewer = await self._welcome(connection)
        if viewer is None:
            return
        screen = {"agent_id": viewer.person.id, "screen_id": viewer.screen_id}
        self._switchboard.open(viewer)
        self._post(ScreenOpened(at=self._now(), **screen))
        try:
            async for raw in connection:
                self._take(viewer, raw)
        except ConnectionClosed:
            pass  # gone without a word, which is how laptops sleep
        except NotUnderstood as error:
            log.warning("push_message_not_understood", person=viewer.person.id, why=str(error))
            connection.end(4000, fitting(str(error)))
        finally:
            self._switchboard.close(viewer)
            self._post(ScreenClosed(at=self._now(), **screen))

    async def _welcome(self, connection: ScreenLine) -> Viewer | None:
        """The viewer, if the first message in time brought a good ticket."""
        try:
            async with asyncio.timeout(HELLO_WITHIN):
                hello = read(await connection.recv())
        except (TimeoutError, ConnectionClosed):
            connection.end(4001)
            return None
        except NotUnderstood as error:
            connection.end(4000, fitting(str(error)))
            return None
        if not isinstance(hello, Hello):
            connection.end(4000, "the first message is `hello`")
            return None
        if hello.protocol != PROTOCOL:
            connection.end(4010)
            return None
        redeemed = self._redeem(hello.ticket)
        if redeemed is None:
            connection.end(4001)
            return None
        person, session_id = redeemed
        connection.put(encode.message(self._greeting(person)))
        return Viewer(secrets.token_hex(8), session_id, person, connection)

    def _greeting(self, person: Person) -> Welcome:
        return Welcome(
            protocol=PROTOCOL,
            now=self._now(),
            agent_id=person.id,
            role=person.role.value,
            boot=self._boot,
        )

    def _take(self, viewer: Viewer, raw: str | bytes) -> None:
        asked = fact(read(raw), viewer.person, viewer.screen_id, self._now())
        if isinstance(asked, Answer):
            self._switchboard.answer(viewer, asked)
        else:
            self._post(asked)


def only_here(connection: ServerConnection, request: Request) -> Response | None:
    """The channel has one address."""
    if request.path.partition("?")[0] == PATH:
        return None
    return connection.respond(HTTPStatus.NOT_FOUND, f"The push channel is at {PATH}\n")


def fitting(reason: str) -> str:
    """A reason cut to what a close frame can carry."""
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore")
