"""Calls as Asterisk tells them: the recorded one, with other numbers, phones and instants."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

RECORDED = Path(__file__).parent.parent / "tests/transcripts/answered.ami"
SYSTEMNAME = "pbx1"
FIRST = b"Event: Newchannel"  # what stands before it in the recording is the morning
END = b"\r\n\r\n"
CALLER, ANSWERER = b"pbx1-1795474308.0", b"pbx1-1795474309.4"
BRIDGE_MARK = b"BridgeUniqueid: "


class Said(NamedTuple):
    """One event: how long after the call began, its bytes, and if it makes the screen pop."""

    after: float
    event: bytes
    pops: bool


def recorded() -> list[Said]:
    """The events of the recorded call."""
    text = RECORDED.read_bytes()
    text = text[text.index(FIRST) :]
    events = [part + END for part in text.split(END) if b"\r\nTimestamp: " in part]
    began = stamp(events[0])
    return [
        Said(stamp(event) - began, event, event.startswith(b"Event: AgentCalled\r\n"))
        for event in events
    ]


def stamp(event: bytes) -> float:
    """When Asterisk said it."""
    return float(event.partition(b"\r\nTimestamp: ")[2].partition(b"\r")[0])


TEMPLATE = recorded()


def call_id(n: int) -> str:
    """The n-th call's id, as screens know it."""
    return f"main/{SYSTEMNAME}-1800000000.{2 * n}"


def call(n: int, phone: str, began: float) -> Iterator[Said]:
    """The n-th call: it rings this phone, is answered, and both hang up."""
    caller, answerer = (f"{SYSTEMNAME}-1800000000.{2 * n + leg}".encode() for leg in (0, 1))
    extension = phone.removeprefix("PJSIP/").encode()
    for after, event, pops in TEMPLATE:
        told = event.replace(CALLER, caller).replace(ANSWERER, answerer)
        told = told.replace(b"PJSIP/trunk-00000000", b"PJSIP/trunk-%08x" % n)
        told = told.replace(b"PJSIP/1001-00000001", b"%b-%08x" % (phone.encode(), n))
        told = told.replace(b"PJSIP/1001", phone.encode())
        told = told.replace(b": 1001\r", b": %b\r" % extension)
        told = told.replace(b"13812345678", b"138%08d" % n)
        told = told.replace(BRIDGE_MARK, BRIDGE_MARK + b"%d-" % n)
        said = b"%.6f" % (began + after)
        head, _, rest = told.partition(b"\r\nTimestamp: ")
        told = b"%b\r\nTimestamp: %b%b" % (head, said, rest[rest.index(b"\r") :])
        yield Said(after, told, pops)
