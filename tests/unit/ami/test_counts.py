"""Every refused message is counted; the alarm is loud but not endless."""

from structlog.testing import capture_logs

from callcenter.ami.counts import Counts


def test_a_thousand_refused_messages_are_a_thousand_in_the_count_and_one_line_in_the_log() -> None:
    counts = Counts("main")

    with capture_logs() as lines:
        for _ in range(1000):
            counts.refuse("forged", b"Event: Hangup\r\n\x1b[2J")

    assert counts.refused == {"forged": 1000}
    assert len(lines) == 1
    assert lines[0]["log_level"] == "error"


def test_control_characters_do_not_reach_the_log() -> None:
    with capture_logs() as lines:
        Counts("main").refuse("forged", b"a\r\nb\x1b[2J")

    assert lines[0]["message"] == r"b'a\r\nb\x1b[2J'"


def test_another_kind_of_alarm_is_not_kept_quiet() -> None:
    counts = Counts("main")
    with capture_logs() as lines:
        counts.refuse("forged", b"")
        counts.refuse("overlong", b"")

    assert [line["reason"] for line in lines] == ["forged", "overlong"]
