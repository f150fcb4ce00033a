"""Waits grow, are bounded, and begin again after a success."""

from callcenter.ami.backoff import Backoff


def test_each_wait_is_longer_until_the_longest() -> None:
    backoff = Backoff(first=1, factor=2, longest=60, jitter=0)

    assert [backoff.wait() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_after_a_success_waits_are_short_again() -> None:
    backoff = Backoff(first=1, factor=2, longest=60, jitter=0)
    backoff.wait(), backoff.wait()

    backoff.reset()

    assert backoff.wait() == 1


def test_chance_keeps_two_servers_apart_and_never_exceeds_the_longest() -> None:
    waits = {Backoff(first=10, factor=2, longest=30, jitter=0.25).wait() for _ in range(50)}

    assert len(waits) > 1
    assert all(10 <= wait <= 12.5 for wait in waits)
    patient = Backoff(first=30, factor=2, longest=30, jitter=0.25)
    assert all(patient.wait() <= 30 for _ in range(50))


def test_h18_a_wrong_password_is_tried_at_most_ten_times_in_five_minutes() -> None:
    backoff = Backoff(first=1, factor=2, longest=60, jitter=0)
    at, tries = 0.0, 0
    while at < 300:
        tries += 1
        at += 1 + backoff.wait()  # Asterisk itself waits for a second before it refuses

    assert tries <= 10
