import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

class Request:
    app: Application
    headers: dict[str, str]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    encoding: str
    async def send_command(self, command: str) -> dict[str, Any]: ...

class Application:
    def __init__(
        self, default_encoding: str = ..., loop: asyncio.AbstractEventLoop | None = ...
    ) -> None: ...
    def add_route(self, path: str, endpoint: Callable[[Request], Awaitable[Any]]) -> None: ...
    def del_route(self, path: str) -> None: ...
    async def handler(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None: ...
