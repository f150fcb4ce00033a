"""An AMI session by hand: keeps every byte, and waits for what a scene needs to see."""

import socket
import threading
import time
from pathlib import Path

from tests.asterisk.pbx import PrivatePbx

Message = dict[str, str]
RESYNC = ("CoreStatus", "CoreShowChannels", "QueueStatus")


class Tap:
    """Logs in as one AMI user and listens until closed."""

    def __init__(self, address: tuple[str, int], user: str, secret: str) -> None:
        self._socket = socket.create_connection(address, timeout=5)
        self._socket.settimeout(None)
        self._heard = bytearray()
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        self.send("Login", Username=user, Secret=secret, ActionID="login")
        self.wait("FullyBooted")

    def _listen(self) -> None:
        while True:
            try:
                heard = self._socket.recv(65536)
            except OSError:
                heard = b""
            with self._news:
                self._heard += heard
                self._news.notify_all()
            if not heard:
                return

    @property
    def heard(self) -> bytes:
        """Every byte Asterisk sent so far."""
        with self._news:
            return bytes(self._heard)

    def messages(self) -> list[Message]:
        """The same, as whole messages; of repeated headers the last counts."""
        whole, _, _ = self.heard.rpartition(b"\r\n\r\n")
        return [parsed(text) for text in whole.decode("utf-8").split("\r\n\r\n")]

    def send(self, action: str, **headers: str) -> None:
        """Send an action; whoever wants the answer waits for it."""
        lines = [f"Action: {action}", *(f"{key}: {value}" for key, value in headers.items())]
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())

    def ask(self, action: str, **headers: str) -> Message:
        """Send an action and wait for its response."""
        action_id = f"{action.lower()}-{time.monotonic_ns()}"
        self.send(action, ActionID=action_id, **headers)
        return self.wait(ActionID=action_id)

    def resync(self) -> None:
        """Ask for everything there is, one list at a time, as callcenter does after a login."""
        for action in RESYNC:
            self.send(action, ActionID=action)
            last = "CoreStatus" if action == "CoreStatus" else f"{action}Complete"
            if action == "CoreStatus":
                self.wait(ActionID=action)
            else:
                self.wait(last, ActionID=action)

    def wait(self, event: str = "", seconds: float = 30, /, **wanted: str) -> Message:
        """The first message with this event and these headers, now or soon."""
        if event:
            wanted["Event"] = event
        deadline = time.monotonic() + seconds
        with self._news:
            while True:
                for message in self.messages():
                    if all(message.get(key) == value for key, value in wanted.items()):
                        return message
                left = deadline - time.monotonic()
                if left <= 0 or not self._news.wait(left):
                    raise AssertionError(f"no {wanted} within {seconds} s")

    def count(self, event: str, /, **wanted: str) -> int:
        """How many such messages came so far."""
        wanted["Event"] = event
        return sum(
            all(message.get(key) == value for key, value in wanted.items())
            for message in self.messages()
        )

    def close(self) -> None:
        """Hang up on Asterisk."""
        self._socket.close()


def parsed(text: str) -> Message:
    """One message as header -> value."""
    lines = (line.partition(":") for line in text.split("\r\n"))
    return {key: value.removeprefix(" ") for key, _, value in lines if key}


def tap(pbx: PrivatePbx, user: str = "cc_events") -> Tap:
    """A session of one of the three users."""
    return Tap(pbx.ami, user, pbx.secrets.ami[user])


def scrubbed(heard: bytes, pbx: PrivatePbx) -> bytes:
    """The same bytes without this machine's own name and folders."""
    name = pbx.secrets.systemname.encode()
    return heard.replace(name, b"pbx1").replace(str(Path(pbx.folder)).encode(), b"/pbx")
