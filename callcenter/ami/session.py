"""One AMI session, from connecting to its loss, with a deadline on everything."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from callcenter.ami.actions import Fields
from callcenter.ami.answer import Answer
from callcenter.ami.counts import Counts
from callcenter.ami.protocol import AmiProtocol, OneConnection, OnEvents

T = TypeVar("T")

# panoramisk logs whole messages and actions, with people's names and our secrets in them
SILENT = logging.getLogger("callcenter.ami.panoramisk")
SILENT.disabled = True


class Unreachable(Exception):
    """Asterisk cannot be reached, or does not answer; why, in words for an administrator."""


class LoginRefused(Exception):
    """Asterisk does not know this user, or not with this secret or from this address."""


class Deadlines(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds. A dead line is noticed after at most the last two together."""

    connect: float = 3.0
    greeting: float = 3.0
    login: float = 3.0
    action: float = 5.0
    ping_every: float = 2.0
    ping: float = 2.8


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """Where to log in, as whom, and whether to be told what happens there."""

    host: str
    port: int
    user: str
    secret: str
    events: bool = True
    systemname: str = ""  # what every event must carry, from the first one on


class Session:
    """One logged-in connection. Never repeats an action, never comes back once it is lost."""

    def __init__(self, login: Login, counts: Counts, deadlines: Deadlines | None = None) -> None:
        self.login = login
        self._counts = counts
        self._deadlines = deadlines or Deadlines()
        self._protocol: AmiProtocol | None = None
        self._connection: OneConnection | None = None

    async def open(self, on_events: OnEvents, wanted: Iterable[str] = ()) -> None:
        """Connect and log in; from then on the wanted events go to `on_events`.

        Raises Unreachable or LoginRefused.
        """
        protocol = AmiProtocol(on_events, wanted, self._counts)
        protocol.believe(self.login.systemname)
        self._connection = OneConnection(
            host=self.login.host,
            port=self.login.port,
            protocol_factory=lambda: protocol,
            log=SILENT,
        )
        connecting = self._connection.connect()
        try:
            await within(self._deadlines.connect, connecting, "no connection")
            self._protocol = protocol
            await self._greeted(protocol)
            await self._log_in()
        except BaseException:
            connecting.cancel()
            self.close()
            raise

    async def _greeted(self, protocol: AmiProtocol) -> None:
        if await first(self._deadlines.greeting, protocol.greeted, protocol.gone):
            return
        if protocol.gone.done():
            # too many strangers who do not log in (authlimit) look like this
            raise Unreachable(f"hung up without a greeting: {protocol.gone.result()}")
        raise Unreachable(f"no greeting within {self._deadlines.greeting:g} s")

    async def _log_in(self) -> None:
        fields = {
            "Action": "Login",
            "Username": self.login.user,
            "Secret": self.login.secret,
            "Events": "on" if self.login.events else "off",
        }
        answer = await self.ask(fields, self._deadlines.login)
        if answer.ok:
            self._counts.logins += 1
        elif "shutting down" in answer.message:
            raise Unreachable(answer.message)
        else:
            raise LoginRefused(answer.message)

    def believe(self, systemname: str) -> None:
        """From now on events must carry this system name; empty: any will do."""
        if self._protocol is not None:
            self._protocol.believe(systemname)

    async def ask(self, fields: Fields, deadline: float | None = None) -> Answer:
        """Ask for an action, once. Raises Unreachable if no answer comes, Refused if the fields
        could be read as anything else."""
        if self._protocol is None or self._connection is None:
            raise Unreachable("not connected")
        answer = self._connection.send_action(dict(fields))
        seconds = self._deadlines.action if deadline is None else deadline
        result: Answer = await within(seconds, answer, f"no answer to {fields['Action']}")
        return result

    async def booted(self, deadline: float) -> None:
        """Wait until Asterisk is fully booted. Raises Unreachable."""
        if self._protocol is None:
            raise Unreachable("not connected")
        if not await first(deadline, self._protocol.booted, self._protocol.gone):
            raise Unreachable(f"not fully booted within {deadline:g} s")

    async def lost(self) -> str:
        """Ping until the line is gone, then say why."""
        protocol = self._protocol
        if protocol is None:
            return "not connected"
        while True:
            await asyncio.wait((protocol.gone,), timeout=self._deadlines.ping_every)
            if protocol.gone.done():
                break
            try:
                await self.ask({"Action": "Ping"}, self._deadlines.ping)
            except Unreachable as silence:
                self.abort(str(silence))
        return await protocol.gone

    def abort(self, reason: str) -> None:
        """Hang up at once; `lost` will say why."""
        if self._protocol is not None:
            self._protocol.abort(reason)

    def close(self) -> None:
        """Hang up. Whoever waits for an answer gets Unreachable."""
        if self._connection is not None:
            self._connection.close()


async def within(seconds: float, waiting: "asyncio.Future[T]", what: str) -> T:
    """The result, if it comes in time. Raises Unreachable."""
    try:
        # not wait_for: before Python 3.12 it can swallow a cancellation
        async with asyncio.timeout(seconds):
            return await waiting
    except TimeoutError:
        raise Unreachable(f"{what} within {seconds:g} s") from None
    except OSError as error:
        raise Unreachable(f"{what}: {error}") from None


async def first(
    seconds: float, wanted: "asyncio.Future[None]", unwanted: "asyncio.Future[str]"
) -> bool:
    """True if the one comes about, before the other and in time."""
    waiting: set[asyncio.Future[Any]] = {wanted, unwanted}
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    return wanted.done()
