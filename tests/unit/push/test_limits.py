from callcenter.push.limits import Allowance


def test_a_burst_is_allowed_and_then_no_more() -> None:
    allowance = Allowance(100.0)

    assert [allowance.take(100.0) for _ in range(52)] == [True] * 50 + [False] * 2


def test_the_allowance_refills_with_time_and_never_beyond_the_burst() -> None:
    allowance = Allowance(0.0)
    for _ in range(50):
        allowance.take(0.0)

    assert sum(allowance.take(1.0) for _ in range(100)) == 20
    assert sum(allowance.take(3600.0) for _ in range(100)) == 50
