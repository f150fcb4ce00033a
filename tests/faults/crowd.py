"""A full house on the real Asterisk, without phones: channels that wait, members of a queue."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from callcenter.ami.answer import Answer
from callcenter.ami.counts import Counts
from callcenter.ami.session import Login, Session
from tests.asterisk.pbx import PrivatePbx
from tests.polling import until

QUEUE = "hotline"


async def session(pbx: PrivatePbx, user: str) -> Session:
    """A session of our own beside the server's; it hears no events."""
    host, port = pbx.ami
    login = Login(host=host, port=port, user=user, secret=pbx.secrets.ami[user], events=False)
    opened = Session(login, Counts("test"))
    await opened.open(lambda _: None)
    return opened


class Crowd:
    """What goes on at this PBX; each name of a member is a number."""

    def __init__(self, pbx: PrivatePbx, control: Session, dialer: Session) -> None:
        self._pbx = pbx
        self._control = control
        self._dialer = dialer
        self._members: set[int] = set()

    async def talk(self, pairs: int) -> None:
        """So many more pairs of channels: one waits, the other hears itself."""
        before = await self._channels()
        fields = {"Channel": "Local/*43@callcenter-services/n", "Application": "Wait"}
        for _ in range(pairs):
            answer = await self._dialer.ask(
                {"Action": "Originate", "Async": "true", "Data": "600", **fields}, 20
            )
            assert answer.ok, answer
        await self.until_channels(before + 2 * pairs)

    async def go(self, pairs: int) -> None:
        """So many pairs hang up."""
        before = await self._channels()
        shown = await asyncio.to_thread(self._pbx.cli, "core show channels concise")
        rows = [line.split("!") for line in shown.splitlines()]
        waiting = [row[0] for row in rows if "Wait" in row]
        for channel in waiting[:pairs]:
            answer = await self._control.ask({"Action": "Hangup", "Channel": channel})
            assert answer.ok, answer
        await self.until_channels(before - 2 * pairs)

    async def sit_down(self, members: Iterable[int]) -> None:
        """These take a place in the queue."""
        for n in members:
            self._members.add(n)
            await self._queue("QueueAdd", n)

    async def get_up(self, members: Iterable[int]) -> None:
        """These give up their place."""
        for n in members:
            self._members.discard(n)
            await self._queue("QueueRemove", n)

    async def pause(self, members: Iterable[int]) -> None:
        """These take no calls for now."""
        for n in members:
            await self._queue("QueuePause", n, Paused="true", Reason="meal")

    async def leave(self) -> None:
        """Everybody goes home."""
        await asyncio.to_thread(self._pbx.cli, "channel request hangup all")
        await self.get_up(sorted(self._members))
        await self.until_channels(0)

    async def until_channels(self, wanted: int) -> None:
        """Wait until Asterisk has so many."""

        async def there() -> bool:
            return await self._channels() == wanted

        await until(there)

    async def _channels(self) -> int:
        shown = await asyncio.to_thread(self._pbx.cli, "core show channels count")
        return int(shown.split()[0])

    async def _queue(self, action: str, n: int, **fields: str) -> Answer:
        answer = await self._control.ask(
            {"Action": action, "Queue": QUEUE, "Interface": f"Local/{n}@nowhere", **fields}
        )
        assert answer.ok, answer
        return answer


@asynccontextmanager
async def crowd(pbx: PrivatePbx) -> AsyncIterator[Crowd]:
    """Nobody yet; and nobody afterwards."""
    control, dialer = await session(pbx, "cc_control"), await session(pbx, "cc_dialer")
    here = Crowd(pbx, control, dialer)
    try:
        yield here
    finally:
        await here.leave()
        control.close()
        dialer.close()
