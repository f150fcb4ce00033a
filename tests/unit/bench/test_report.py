from bench.report import BARS, Bar, printed, rows


def test_a_bar_is_at_most_at_least_or_simply_so() -> None:
    assert Bar("<=", 3).met(3)
    assert not Bar("<=", 3).met(3.01)
    assert Bar(">=", 8).met(8)
    assert not Bar(">=", 8).met(7.99)
    assert Bar("=", True).met(True)
    assert not Bar("=", True).met(False)


def test_a_missed_bar_is_said_so_and_a_failure_too() -> None:
    table = rows({"pop": {"pop_p95_ratio": 4.2, "load": [1, 2]}, "screen": {"error": "no port"}})

    assert table[0] == ("pop_p95_ratio", "4.2", "<= 3", "MISSED")
    assert table[1] == ("  pop", "load [1, 2]", "", "")
    assert table[2] == ("screen", "no port", "", "failed")


def test_three_counts_stand_one_below_the_other() -> None:
    counts = {"answered": 16, "abandoned": 2}

    table = rows({"rehearsed": {"agreement": {"sip": counts, "journal": counts}, "rtp": True}})

    assert table == [
        ("  sip", "answered 16, abandoned 2", "", ""),
        ("  journal", "answered 16, abandoned 2", "", ""),
        ("  rehearsed", "rtp True", "", ""),
    ]


def test_every_figure_of_the_project_has_its_bar_and_its_line() -> None:
    results = {"all": dict.fromkeys(BARS, 1)}

    text = printed(results, {"cpus": 2})

    assert all(name in text for name in BARS)
    assert text.endswith("cpus: 2")
