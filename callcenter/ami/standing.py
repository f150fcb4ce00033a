"""Keeps one session standing: connects, uses it until it is lost, waits, connects again."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from callcenter.ami.backoff import Backoff
from callcenter.ami.session import LoginRefused, Session, Unreachable

log = structlog.get_logger()

STEADY = 5.0  # seconds after which a session counts as a success, and waits begin short again

Use = Callable[[Session], Awaitable[None]]
Open = Callable[[], Awaitable[Session]]


class Standing:
    """One role's session. `session` is None while there is none: nothing waits to be sent."""

    def __init__(self, pbx: str, role: str, open_one: Open) -> None:
        self.session: Session | None = None
        self.reason = "not connected yet"
        self._there = asyncio.Event()
        self._words = {"pbx": pbx, "role": role}
        self._open = open_one
        self._unreachable = Backoff(first=0.25, factor=1.6, longest=30.0, jitter=0.25)
        # at most ten tries in the first five minutes: Asterisk's log and fail2ban count them
        self._refused = Backoff(first=1.0, factor=2.0, longest=60.0, jitter=0.0)

    async def soon(self, seconds: float) -> Session | None:
        """The session, waited for this long: the three of a PBX log in side by side."""
        try:
            async with asyncio.timeout(seconds):
                await self._there.wait()
        except TimeoutError:
            return None
        return self.session

    async def run(self, use: Use, on_lost: Callable[[str], None]) -> None:
        """For ever: open a session, let `use` have it, and say `on_lost` when it is gone.

        `use` may end before the session does; if it raises Unreachable the session is given up.
        """
        while True:
            try:
                session = await self._open()
            except LoginRefused as refusal:
                wait = self._refused.wait()
                self.reason = f"login refused: {refusal}"
                log.error("ami_login_refused", **self._words, reason=str(refusal), retry_in=wait)
            except Unreachable as silence:
                wait = self._unreachable.wait()
                self.reason = str(silence)
                log.warning("ami_unreachable", **self._words, reason=self.reason, retry_in=wait)
            else:
                self._refused.reset()
                await self._hold(session, use, on_lost)
                wait = self._unreachable.wait()
            await asyncio.sleep(wait)

    async def _hold(self, session: Session, use: Use, on_lost: Callable[[str], None]) -> None:
        began = asyncio.get_running_loop().time()
        self.session = session
        self._there.set()
        try:
            async with asyncio.TaskGroup() as tasks:
                using = tasks.create_task(given_up(session, use))
                self.reason = await session.lost()
                using.cancel()
        finally:
            self.session = None
            self._there.clear()
            session.close()
        log.warning("ami_lost", **self._words, reason=self.reason)
        on_lost(self.reason)
        if asyncio.get_running_loop().time() - began >= STEADY:
            self._unreachable.reset()


async def given_up(session: Session, use: Use) -> None:
    """Use the session; if Asterisk does not answer on it, or not as we understand it, hang up."""
    try:
        await use(session)
    except Unreachable as silence:
        session.abort(str(silence))
    except Exception as fault:
        # ours: it must not cost the other sessions, nor the calls of another PBX
        log.exception("ami_session_fault")
        session.abort(f"not understood: {type(fault).__name__} {fault}")
