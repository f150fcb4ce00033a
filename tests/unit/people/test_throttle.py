"""Whoever guesses is slowed down; whoever works here is not."""

from callcenter.people.throttle import PER_ADDRESS, PER_LOGIN, REMEMBERED, Throttle


class Watch:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def admitted(throttle: Throttle, watch: Watch, logins: list[str], addresses: list[str]) -> int:
    """How many of a minute's attempts, one every 50 ms, are let through."""
    count = 0
    for number in range(1200):
        watch.seconds += 0.05
        login = logins[number % len(logins)]
        address = addresses[number % len(addresses)]
        count += throttle.admit(login, address) == 0
    return count


def test_one_account_is_tried_at_most_ten_times_a_minute() -> None:
    for addresses in (["10.0.0.1"], [f"10.0.0.{n}" for n in range(200)]):
        watch = Watch()
        assert admitted(Throttle(watch), watch, ["li"], addresses) <= PER_LOGIN


def test_spelling_the_login_otherwise_does_not_help() -> None:
    watch = Watch()
    assert admitted(Throttle(watch), watch, ["li", "LI", "Li"], ["10.0.0.1"]) <= PER_LOGIN


def test_one_address_cannot_try_everybody() -> None:
    watch = Watch()
    logins = [f"agent{n}" for n in range(500)]
    assert admitted(Throttle(watch), watch, logins, ["10.0.0.1"]) <= PER_ADDRESS


def test_each_failure_doubles_the_wait_up_to_five_minutes() -> None:
    watch = Watch()
    throttle = Throttle(watch)
    waits = []
    for _ in range(16):
        wait = throttle.admit("li", "10.0.0.1")
        waits.append(wait)
        watch.seconds += wait
        assert wait == 0 or throttle.admit("li", "10.0.0.1") == 0

    assert waits[0] == waits[3] == 0
    assert waits[-1] == 300
    assert waits == sorted(waits)


def test_an_hour_later_failures_are_forgiven() -> None:
    watch = Watch()
    throttle = Throttle(watch)
    for _ in range(8):
        watch.seconds += throttle.admit("li", "10.0.0.1")
    watch.seconds += 3600

    assert throttle.admit("li", "10.0.0.1") == 0
    assert throttle.admit("li", "10.0.0.1") == 0


def test_a_success_forgives_the_failures() -> None:
    watch = Watch()
    throttle = Throttle(watch)
    for _ in range(3):
        assert throttle.admit("li", "10.0.0.1") == 0
    throttle.succeeded("li", "10.0.0.1")

    assert all(throttle.admit("li", "10.0.0.1") == 0 for _ in range(4))


def test_a_hundred_agents_behind_one_address_log_in_at_once() -> None:
    throttle = Throttle(Watch())
    for number in range(100):
        assert throttle.admit(f"agent{number}", "10.0.0.1") == 0
        throttle.succeeded(f"agent{number}", "10.0.0.1")


def test_a_stranger_cannot_keep_a_person_from_the_usual_desk() -> None:
    watch = Watch()
    throttle = Throttle(watch)
    assert throttle.admit("li", "10.0.0.1") == 0
    throttle.succeeded("li", "10.0.0.1")
    admitted(throttle, watch, ["li"], [f"172.16.0.{n}" for n in range(200)])

    assert throttle.admit("li", "172.16.0.1") > 0
    assert throttle.admit("li", "10.0.0.1") == 0


def test_memory_is_bounded() -> None:
    watch = Watch()
    throttle = Throttle(watch)
    for number in range(REMEMBERED + 100):
        watch.seconds += 3
        throttle.admit(f"login{number}", f"address{number}")

    assert max(len(kept) for kept in (throttle._attempts, throttle._failures)) <= REMEMBERED
