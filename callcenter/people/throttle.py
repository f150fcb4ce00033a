"""Slow down whoever guesses passwords, without locking out the person they guess for."""

from collections import OrderedDict, deque
from collections.abc import Callable

MINUTE = 60.0
PER_LOGIN = 10  # attempts a minute on one account, from all strange places together
PER_ADDRESS = 30  # attempts a minute from one address, on all accounts together
FREE = 4  # failures from one place before the wait begins to double
LONGEST_WAIT = 300.0
FORGIVEN = 3600.0  # after an hour without a try, failures count no more
REMEMBERED = 10_000  # places and accounts; the longest unused is forgotten first

Place = tuple[str, str]


class Throttle:
    """Counts attempts as they begin and forgives those that succeed. `now` is monotonic seconds.

    An address where this person logged in before has a count of its own, so that a stranger who
    keeps guessing cannot keep the person at his usual desk out.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._attempts: OrderedDict[tuple[str, ...], deque[float]] = OrderedDict()
        self._failures: OrderedDict[Place, tuple[int, float]] = OrderedDict()
        self._known: OrderedDict[Place, None] = OrderedDict()

    def admit(self, login: str, address: str) -> float:
        """Count an attempt and return 0, or how many seconds to wait before the next one."""
        place = (login.lower(), address)
        now = self._now()
        account = ("known", *place) if place in self._known else ("login", place[0])
        counts = ((account, PER_LOGIN), (("address", address), PER_ADDRESS))
        waits = [self._full_for(key, limit, now) for key, limit in counts]
        failed, last = self._failures.get(place, (0, now))
        if last <= now - FORGIVEN:
            failed = 0
        if failed >= FREE:
            waits.append(last + min(2.0 ** (failed - FREE), LONGEST_WAIT) - now)
        wait = max(waits)
        if wait > 0:
            return wait
        for key, _ in counts:
            self._attempts.setdefault(key, deque()).append(now)
            self._attempts.move_to_end(key)
        self._failures[place] = (failed + 1, now)
        self._failures.move_to_end(place)
        self._forget()
        return 0.0

    def succeeded(self, login: str, address: str) -> None:
        """It was the person: the place is known from now on, and its failures are forgiven."""
        place = (login.lower(), address)
        self._failures.pop(place, None)
        self._attempts.pop(("known", *place), None)
        for key in (("login", place[0]), ("address", address)):
            attempts = self._attempts.get(key)
            if attempts:
                attempts.pop()
        self._known[place] = None
        self._known.move_to_end(place)

    def _full_for(self, key: tuple[str, ...], limit: int, now: float) -> float:
        attempts = self._attempts.get(key)
        if attempts is None:
            return 0.0
        while attempts and attempts[0] <= now - MINUTE:
            attempts.popleft()
        return attempts[0] + MINUTE - now if len(attempts) >= limit else 0.0

    def _forget(self) -> None:
        for kept in (self._attempts, self._failures, self._known):
            while len(kept) > REMEMBERED:
                kept.popitem(last=False)
