"""How each queue knows each phone, where that is not by the phone's own name."""

from callcenter.ami.message import BadMessage, Message, picked, reader
from callcenter.ami.vocabulary import Pbx, phone_of

NAMED = reader("Queue", "Interface", "Location")
TELLING = frozenset({"QueueMember", "QueueMemberAdded"})


class Interfaces:
    """Remembers members such as `Local/1001@agents/n`, so that an order reaches the right one."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def learn(self, message: Message, pbx: Pbx) -> None:
        """Take note of a member that is a Local channel."""
        if message.event not in TELLING:
            return
        try:
            headers = picked(message.text, NAMED)
        except BadMessage:
            return  # the translation says so
        interface = headers.get("Interface") or headers.get("Location", "")
        phone = phone_of(interface)
        if phone != interface:
            self._known[pbx.prefix + headers.get("Queue", ""), phone] = interface

    def of(self, queue: str, phone: str) -> str:
        """What to call this phone in this queue."""
        return self._known.get((queue, phone), phone)
