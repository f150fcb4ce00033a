"""A small AMI server for what a real Asterisk cannot be asked to do on demand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

Action = dict[str, str]
Answer = Callable[[Action], str | None]

GREETING = "Asterisk Call Manager/11.0.0\r\n"
BOOTED = "Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n"
LISTS = {
    "CoreShowChannels": "CoreShowChannelsComplete",
    "QueueStatus": "QueueStatusComplete",
    "DeviceStateList": "DeviceStateListComplete",
}


def lines(*headers: str) -> str:
    """A message of these headers."""
    return "\r\n".join(headers) + "\r\n\r\n"


def success(action: Action, *headers: str) -> str:
    """A response that says yes."""
    return lines("Response: Success", f"ActionID: {action['ActionID']}", *headers)


def refusal(action: Action, message: str) -> str:
    """A response that says no."""
    return lines("Response: Error", f"ActionID: {action['ActionID']}", f"Message: {message}")


class FakeAsterisk:
    """Answers as told in `answers` (by action; None: says nothing), else like an idle Asterisk.

    `asked`: every action of every session, in order. `sessions`: how many ever connected.
    """

    def __init__(self) -> None:
        self.greeting = GREETING
        self.answers: dict[str, Answer] = {}
        self.items: dict[str, list[str]] = {}
        self.systemname = "pbx1"
        self.boot_id = ("2026-11-23", "22:53:19")
        self.asked: list[Action] = []
        self.sessions = 0
        self.port = 0
        self._writers: list[asyncio.StreamWriter] = []
        self._news = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One session."""
        self.sessions += 1
        self._writers.append(writer)
        self._news.set()
        writer.write(self.greeting.encode())
        try:
            while True:
                told = (await reader.readuntil(b"\r\n\r\n")).decode()
                headers = (line.partition(": ") for line in told.split("\r\n") if line)
                action = {name: value for name, _, value in headers}
                self.asked.append(action)
                self._news.set()
                answer = self.answers.get(action["Action"], self.usual)(action)
                if answer is not None:
                    writer.write(answer.encode())
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.remove(writer)
            writer.close()
            self._news.set()

    def usual(self, action: Action) -> str:
        """What an idle Asterisk answers."""
        name = action["Action"]
        if name == "Login":
            booted = BOOTED if action["Events"] == "on" else ""
            return success(action, "Message: Authentication accepted") + booted
        if name == "CoreStatus":
            date, time = self.boot_id
            return success(action, f"CoreStartupDate: {date}", f"CoreStartupTime: {time}")
        if name == "CoreSettings":
            return success(action, f"SystemName: {self.systemname}")
        if name == "Ping":
            return success(action, "Ping: Pong", "Timestamp: 1795474400.500000")
        if name in LISTS:
            return self.listed(action, *self.items.get(name, []))
        return success(action)

    def listed(self, action: Action, *items: str) -> str:
        """A list answer; each item is its headers without the ActionID."""
        id_ = f"ActionID: {action['ActionID']}"
        head = success(action, "EventList: start", "Message: will follow")
        last = lines(f"Event: {LISTS[action['Action']]}", id_, "EventList: Complete")
        return head + "".join(lines(*item.split("\n"), id_) for item in items) + last

    def say(self, told: str | bytes) -> None:
        """Tell every session something."""
        for writer in self._writers:
            writer.write(told.encode() if isinstance(told, str) else told)

    def event(self, name: str, *headers: str) -> None:
        """Raise a genuine event."""
        self.say(lines(f"Event: {name}", "Privilege: call,all", "SystemName: pbx1", *headers))

    def hang_up(self, *, rudely: bool = False) -> None:
        """End every session, with a RST if `rudely`."""
        for writer in list(self._writers):
            if rudely:
                writer.transport.abort()
            else:
                writer.close()

    async def until_asked(self, action: str, times: int = 1) -> None:
        """Wait until an action came so often."""
        async with asyncio.timeout(20):
            while self.count(action) < times:
                self._news.clear()
                await self._news.wait()

    async def until_connected(self) -> None:
        """Wait for a session."""
        async with asyncio.timeout(20):
            while not self._writers:
                self._news.clear()
                await self._news.wait()

    async def until_empty(self) -> None:
        """Wait until no session is left."""
        async with asyncio.timeout(20):
            while self._writers:
                self._news.clear()
                await self._news.wait()

    def count(self, action: str) -> int:
        """How often an action came."""
        return sum(asked["Action"] == action for asked in self.asked)


@asynccontextmanager
async def fake_asterisk() -> AsyncIterator[FakeAsterisk]:
    """A fake Asterisk on a free port, all of whose sessions end with the block."""
    fake = FakeAsterisk()
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    fake.port = server.sockets[0].getsockname()[1]
    try:
        yield fake
    finally:
        server.close()
        fake.hang_up()
        await server.wait_closed()
        await fake.until_empty()
