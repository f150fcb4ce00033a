"""A stage for one scene: phones, citizens and an AMI session, all gone when the scene is over."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from callcenter.rehearsal import citizens, phones, sipp
from callcenter.rehearsal.citizens import Citizen
from callcenter.rehearsal.sipp import Run
from tests.asterisk.pbx import DID, PrivatePbx
from tests.asterisk.tap import Tap, tap

ZHANG = Citizen("13812345678", "张三")
WANG = Citizen("01062345678", "王秀英")
LI = Citizen("13987654321", "李四")


class Stage:
    """What a scene works with. Each `listen` is a session whose bytes become a transcript."""

    def __init__(self, pbx: PrivatePbx, user: str, queue: str) -> None:
        self.pbx = pbx
        self.queue = queue
        self._user = user
        self._control = tap(pbx, "cc_control")
        self._runs: list[Run] = []
        self._addresses = iter(range(3, 250))
        self._taps: list[Tap] = []

    def listen(self) -> Tap:
        """Log in as the server does, and ask for everything there is."""
        events = tap(self.pbx, self._user)
        self._taps.append(events)
        events.resync()
        return events

    def session(self) -> Tap:
        """The latest of them."""
        return self._taps[-1]

    def sessions(self) -> list[Tap]:
        """All of them, in order."""
        return list(self._taps)

    def transcripts(self) -> list[bytes]:
        """What each session of `listen` heard, in order."""
        return [events.heard for events in self._taps]

    def reconnect(self) -> None:
        """Log in as the control user again, after Asterisk was gone."""
        self._control.close()
        self._control = tap(self.pbx, "cc_control")

    def phone(self, extension: str, deed: str, *, ring_ms: int = 500) -> Run:
        """Plug in one agent's phone."""
        return self.phones([extension], deed, ring_ms=ring_ms)

    def phones(self, extensions: Sequence[str], deed: str, *, ring_ms: int = 500) -> Run:
        """Plug in several phones that do the same."""
        address = f"127.0.0.{next(self._addresses)}"
        run = phones.plug_in(self.pbx.line, extensions, deed, ring_ms=ring_ms, address=address)
        self.keep(run)
        for extension in extensions:
            self.until(f"PJSIP/{extension} reachable", partial(self.reachable, extension))
        return run

    def consulting_phone(self, extension: str, target: str) -> Run:
        """Plug in a phone that asks a colleague on its second line, then joins the two."""
        port = sipp.free_port("127.0.0.1")
        twin = f"127.0.0.1:{port}"
        address = f"127.0.0.{next(self._addresses)}"
        self.keep(phones.second_line(self.pbx.line, extension, target, twin, address=address))
        self.until("a second line", partial(listening, port))
        deed = phones.answers(middle=phones.consults(after_ms=1500, target=target))
        run = phones.plug_in(self.pbx.line, [extension], deed, address=address, twin=twin)
        self.keep(run)
        self.until(f"PJSIP/{extension} reachable", partial(self.reachable, extension))
        return run

    def keep(self, run: Run) -> None:
        """End this one too when the scene is over."""
        self._runs.append(run)

    def began(self) -> int:
        """How many calls citizens began whose answer they heard."""
        return sum(run.happened("connected") for run in self._runs)

    def reachable(self, extension: str) -> bool:
        """True once the phone has answered Asterisk's question whether it is there."""
        return " Avail " in self.pbx.cli(f"pjsip show aor {extension}")

    def member(self, phone: str, name: str, *, hint: str = "") -> None:
        """Log an agent's phone in to the queue."""
        state = {"StateInterface": hint} if hint else {}
        answer = self.control(
            "QueueAdd", Queue=self.queue, Interface=phone, MemberName=name, **state
        )
        assert answer["Response"] == "Success", answer

    def control(self, action: str, **headers: str) -> dict[str, str]:
        """Ask for something as the control user."""
        return self._control.ask(action, **headers)

    def originate(self, phone: str, extension: str) -> None:
        """Ring a phone and connect it with an extension, as the dialer user."""
        dialer = tap(self.pbx, "cc_dialer")
        where = {"Exten": extension, "Context": "callcenter-agents", "Priority": "1"}
        answer = dialer.ask("Originate", Channel=phone, Async="true", **where)
        assert answer["Response"] == "Success", answer
        dialer.close()

    def citizen(self, who: Citizen = ZHANG, *, patience_ms: int = 600_000, keys: str = "") -> Run:
        """Let somebody call the hotline."""
        run = citizens.call(self.pbx.line, [who], DID, patience_ms=patience_ms, keys=keys)
        self._runs.append(run)
        return run

    def quiet(self, seconds: float = 20) -> None:
        """Wait until no channel is left."""
        none = "\n0 active channels"
        self.until("no channels", lambda: none in "\n" + self.channels(), seconds)

    def channels(self) -> str:
        """How many there are, in Asterisk's words."""
        return self.pbx.cli("core show channels count")

    def until(self, what: str, true: Callable[[], bool], seconds: float = 20) -> None:
        """Wait for something that Asterisk does not announce."""
        deadline = time.monotonic() + seconds
        while not true():
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {seconds} s: {what}")
            time.sleep(0.05)  # polled: there is no event for it

    def clear(self) -> None:
        """Everybody goes home."""
        self.pbx.cli("channel request hangup all")
        if self.pbx.child is not None:
            self.quiet()
        for run in self._runs:
            run.stop()
        for phone in members(self.pbx.cli(f"queue show {self.queue}")):
            self.pbx.cli(f"queue remove member {phone} from {self.queue}")
        self.pbx.cli(f"queue reset stats {self.queue}")
        for session in (self._control, *self._taps):
            session.close()


def listening(port: int) -> bool:
    """True once somebody on this machine takes TCP connections on this port."""
    sockets = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return any(
        int(line.split()[1].rpartition(":")[2], 16) == port and line.split()[3] == "0A"
        for line in sockets
    )


def members(text: str) -> list[str]:
    """The interfaces in what `queue show` says."""
    found = []
    for line in text.splitlines():
        for word in line.replace("(", " ").split():
            if word.startswith(("PJSIP/", "Local/")):
                found.append(word.rstrip(")"))
                break
    return found


@contextmanager
def stage(pbx: PrivatePbx, user: str = "cc_events", *, queue: str = "hotline") -> Iterator[Stage]:
    """Set up for one scene, clear up after it, whatever happened."""
    here = Stage(pbx, user, queue)
    try:
        yield here
    finally:
        here.clear()
