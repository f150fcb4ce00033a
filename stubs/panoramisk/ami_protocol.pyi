import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from typing import Any

from .actions import Action
from .manager import Manager
from .message import Message

class AMIProtocol(asyncio.Protocol):
    transport: asyncio.Transport
    closed: bool
    queue: deque[str]
    responses: dict[str, Action]
    factory: Manager | None
    version: str | None
    log: logging.Logger
    encoding: str
    config: dict[str, Any]
    def connection_made(self, transport: asyncio.BaseTransport) -> None: ...
    def data_received(self, data: bytes) -> None: ...
    def connection_lost(self, exc: Exception | None) -> None: ...
    def send(
        self, data: Mapping[str, Any] | Action, as_list: bool | None = ...
    ) -> asyncio.Future[Any]: ...
    def handle_message(self, message: Message) -> None: ...
    def close(self) -> None: ...
