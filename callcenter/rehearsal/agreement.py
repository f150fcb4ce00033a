"""Three who counted the same calls: SIPp, Asterisk's queue_log, our journal. Do they agree?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callcenter.rehearsal.sipp import Line

OUTCOMES = ("answered", "abandoned", "flow_out", "lost", "not_queued")
UNKNOWN_TO_QUEUE_LOG = frozenset({"not_queued"})  # who never entered a queue is not in its log
LEFT_BY_KEY_OR_TIME = ("EXITWITHKEY", "EXITWITHTIMEOUT", "EXITEMPTY", "FULL")


@dataclass(frozen=True)
class Agreement:
    """Calls by outcome as each of the three counted them."""

    sip: Mapping[str, int]
    queue_log: Mapping[str, int]
    journal: Mapping[str, int]

    @property
    def equal(self) -> bool:
        """True if each outcome was counted alike by everyone who can know it."""
        return all(
            self.sip[outcome] == self.journal[outcome]
            and (outcome in UNKNOWN_TO_QUEUE_LOG or self.sip[outcome] == self.queue_log[outcome])
            for outcome in OUTCOMES
        )

    def as_dict(self) -> dict[str, object]:
        """For a machine to read."""
        return {
            "sip": dict(self.sip),
            "queue_log": dict(self.queue_log),
            "journal": dict(self.journal),
            "equal": self.equal,
        }


def counted(found: Mapping[str, int]) -> dict[str, int]:
    """Every outcome, those that never came as 0."""
    return {outcome: found.get(outcome, 0) for outcome in OUTCOMES}


def by_sip(
    callers: Sequence[Line], phones: Sequence[Line], notice: Sequence[Line]
) -> dict[str, int]:
    """Calls as their two ends saw them; `notice` are those who meant to leave in the notice.

    A caller cannot tell an agent's answer from the notice's, so `answered` is what the phones say,
    by the caller's number on their display.
    """
    answered = Counter(line.whom for line in phones if line.what == "answered")
    ends: dict[str, list[str]] = {}
    for line in callers:
        if line.what in ("left", "released"):
            ends.setdefault(line.who, []).append(line.what)
    found: Counter[str] = Counter()
    for number, how in ends.items():
        # of two calls of one number, an agent's answer belongs to the one the agent ended
        how.sort(key=("released", "left").index)
        found["answered"] += min(answered[number], len(how))
        for end in how[answered[number] :]:
            found["abandoned" if end == "left" else "flow_out"] += 1
    found["not_queued"] = sum(line.what in ("left", "released") for line in notice)
    return counted(found)


def by_queue_log(lines: Sequence[str]) -> dict[str, int]:
    """Calls as app_queue wrote them down: the last word on each call counts."""
    ends: dict[str, str] = {}
    for line in lines:
        _, call, _, _, what, *_ = [*line.split("|"), "", "", "", "", ""]
        if what == "CONNECT":
            ends[call] = "answered"
        elif what == "ABANDON":
            ends.setdefault(call, "abandoned")
        elif what in LEFT_BY_KEY_OR_TIME:
            ends.setdefault(call, "flow_out")
    return counted(Counter(ends.values()))
