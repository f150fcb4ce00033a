"""Agents' phones, played by SIPp with sound: they register, ring, and do as they are told."""

from collections.abc import Sequence

from callcenter.rehearsal import sipp
from callcenter.rehearsal.line import PbxLine
from callcenter.rehearsal.sipp import Run, scenario

BUSY = "486 Busy Here"
DECLINED = "603 Decline"
UNAVAILABLE = "480 Temporarily Unavailable"
FOR_EVER_MS = 3_600_000


def answers(talk_ms: int = FOR_EVER_MS, middle: str = "") -> str:
    """Answer, talk, hang up after `talk_ms` unless the other side did; `middle` comes first."""
    return scenario("answer", talk_ms=talk_ms, middle=middle)


def refuses(answer: str) -> str:
    """Send the caller away: BUSY, DECLINED or UNAVAILABLE."""
    return scenario("refuse", answer=answer)


def holds(after_ms: int, for_ms: int) -> str:
    """In the middle of a call: put the caller on hold and take them back."""
    return scenario("hold", pause_ms=after_ms, hold_ms=for_ms)


def refers(after_ms: int, target: str) -> str:
    """In the middle of a call: send the caller to another extension, blind."""
    return scenario("refer", pause_ms=after_ms, target=target)


def consults(after_ms: int, target: str) -> str:
    """In the middle of a call: let this phone's second line ask a colleague, then join the two.

    Needs the second line at the same `twin` address; a caller is joined by REFER with Replaces.
    """
    return scenario("consult", pause_ms=after_ms, target=target)


def second_line(
    line: PbxLine, extension: str, target: str, twin: str, *, address: str, talk_ms: int = 1500
) -> Run:
    """The second line of a phone that `consults`; start it before the phone is plugged in."""
    text = scenario(
        "second_line",
        phone=extension,
        target=target,
        pause_ms=talk_ms,
        authentication=sipp.authentication(extension, line.passwords[extension]),
    )
    local = (address, sipp.free_port(address))
    options = ("-3pcc", twin)
    return sipp.start(line.sipp, text, remote=line.sip, local=local, options=options)


def plug_in(
    line: PbxLine,
    extensions: Sequence[str],
    deed: str,
    *,
    ring_ms: int = 500,
    address: str = "127.0.0.3",
    twin: str = "",
) -> Run:
    """Register these phones and let them do `deed` after `ring_ms` of every call they get.

    `twin` is where its second line listens, if it has one. Raises RuntimeError with SIPp's words
    if Asterisk does not take the registration.
    """
    local = (address, sipp.free_port(address))
    register(line, extensions, local)
    text = scenario("phone", ring_ms=ring_ms, deed=deed)
    options = ("-3pcc", twin) if twin else ()
    return sipp.start(line.sipp, text, remote=line.sip, local=local, options=options)


def unplug(line: PbxLine, extensions: Sequence[str], run: Run) -> None:
    """Take these phones away again, so that Asterisk rings them no more."""
    run.stop()
    register(line, extensions, run.address, expires=0)


def register(
    line: PbxLine, extensions: Sequence[str], local: tuple[str, int], *, expires: int = 3600
) -> None:
    """Make the phones known at this address for so many seconds; they are called back there."""
    rows = [(name, sipp.authentication(name, line.passwords[name])) for name in extensions]
    registering = sipp.start(
        line.sipp,
        scenario("register", expires=expires),
        remote=line.sip,
        local=local,
        options=("-m", str(len(rows)), "-r", "50"),
        rows=rows,
    )
    try:
        if registering.wait(20) != 0:
            raise RuntimeError(f"the phones could not register: {registering.errors}")
    finally:
        registering.stop()
