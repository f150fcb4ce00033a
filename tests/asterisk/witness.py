"""What Asterisk itself wrote down about the calls: queue_log, CDR and CEL."""

import csv
from dataclasses import dataclass

from tests.asterisk.pbx import PrivatePbx


@dataclass(frozen=True)
class QueueLine:
    """One line of queue_log."""

    at: int
    call: str
    queue: str
    member: str
    what: str
    details: tuple[str, ...]


def queue_lines(pbx: PrivatePbx, since: int = 0) -> list[QueueLine]:
    """The lines from position `since` on; a hostile caller's number may hold pieces of lines."""
    texts = pbx.queue_log.read_text("utf-8").splitlines() if pbx.queue_log.exists() else []
    found = []
    for text in texts:
        at, call, queue, member, what, *details = [*text.split("|"), "", "", "", ""]
        if not at.isdigit():
            continue
        found.append(QueueLine(int(at), call, queue, member, what, tuple(details[:-4])))
    return found[since:]


def call_story(lines: list[QueueLine]) -> list[str]:
    """What happened to callers, without what happened to members."""
    return [line.what for line in lines if line.call not in ("NONE", "CLI", "MANAGER", "REALTIME")]


def rows(pbx: PrivatePbx, which: str, since: int = 0) -> list[list[str]]:
    """The rows of the CDR (`cdr`) or the CEL (`cel`) file from position `since` on."""
    path = pbx.cdr if which == "cdr" else pbx.cel
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[since:]
