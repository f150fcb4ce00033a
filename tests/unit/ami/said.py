"""What Asterisk said, pasted, as a message or as the fact it means."""

from datetime import UTC, datetime
from textwrap import dedent

from callcenter.ami.message import Message
from callcenter.ami.translate import translate
from callcenter.ami.vocabulary import Pbx
from callcenter.floor.events import AnyFact

MAIN = Pbx("main")
ARRIVED = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAMPED = datetime(2026, 11, 23, 22, 53, 20, 791700, tzinfo=UTC)  # Timestamp: 1795474400.791700

HEAD = """\
    Privilege: call,all
    Timestamp: 1795474400.791700
    SystemName: pbx1
"""


def message(pasted: str) -> Message:
    """A pasted message; its lines end as they do on the line."""
    lines = dedent(pasted).strip("\n").split("\n")
    return Message(lines[0].removeprefix("Event: "), "\r\n".join(lines), ARRIVED)


def fact(pasted: str, pbx: Pbx = MAIN) -> AnyFact | None:
    """What a pasted message means."""
    return translate(message(pasted), pbx)
