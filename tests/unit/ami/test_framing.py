"""Messages come out whole however the bytes are cut, in a bounded buffer."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from callcenter.ami.framing import Framer, has_raw_controls

TWO = b"Event: A\r\nX: 1\r\n\r\nEvent: B\r\n\r\n"
WHOLE = [b"Event: A\r\nX: 1", b"Event: B"]


def fed(framer: Framer, *chunks: bytes) -> list[bytes]:
    """What a framer gives for these reads."""
    return [frame for chunk in chunks for frame in framer.feed(chunk)]


def test_two_messages_in_one_read_come_out_at_once() -> None:
    assert Framer().feed(TWO) == WHOLE


def test_a_message_is_cut_anywhere() -> None:
    for cut in range(len(TWO)):
        assert fed(Framer(), TWO[:cut], TWO[cut:]) == WHOLE


@given(st.lists(st.integers(0, 60), max_size=8), st.binary(max_size=60))
def test_the_cuts_never_matter(cuts: list[int], noise: bytes) -> None:
    stream = TWO + noise.replace(b"\r", b"\n") + TWO
    edges = [0, *sorted(cuts), len(stream)]
    chunks = [stream[a:b] for a, b in pairwise(edges)]

    assert fed(Framer(), *chunks) == Framer().feed(stream)


def test_what_is_not_whole_yet_is_kept() -> None:
    framer = Framer()

    assert framer.feed(b"Event: A\r\nX: 1\r\n") == []
    assert framer.feed(b"\r\n") == [b"Event: A\r\nX: 1"]


def test_where_the_greeting_ends_in_a_bare_lf_every_line_does() -> None:
    framer = Framer()
    framer.learn_line_end(b"Asterisk Call Manager/11.0.0")

    assert fed(framer, b"Event: A\nX: 1\n", b"\nEvent: B\n\n") == WHOLE


def test_a_message_longer_than_the_limit_is_skipped_and_counted_and_the_next_one_is_whole() -> (
    None
):
    framer = Framer(limit=100)

    assert fed(framer, *[b"x" * 30] * 20, b"\r\n\r\n" + TWO) == WHOLE
    assert framer.overlong == 1


def test_a_long_message_in_a_single_read_is_skipped_too() -> None:
    framer = Framer(limit=100)

    assert framer.feed(b"x" * 500 + b"\r\n\r\n" + TWO) == WHOLE
    assert framer.overlong == 1


def test_the_buffer_is_bounded_whatever_comes() -> None:
    framer = Framer(limit=1000)

    for _ in range(1000):
        framer.feed(b"x" * 999)

    assert len(framer._partial) <= 1000
    assert framer.overlong == 1


def seconds_for(size: int, read: int) -> float:
    """The time one endless message of this size takes, in such reads."""
    framer = Framer(limit=1 << 30)
    chunk = b"x" * read
    begin = time.process_time()
    for _ in range(size // read):
        framer.feed(chunk)
    return time.process_time() - begin


def test_h17_twice_the_bytes_take_twice_the_time_not_four_times() -> None:
    seconds_for(1 << 20, 1024)
    once = min(seconds_for(4 << 20, 1024) for _ in range(3))
    four_times = min(seconds_for(16 << 20, 1024) for _ in range(3))

    assert four_times < 10 * once + 0.05


def test_a_message_with_half_a_line_end_or_a_control_character_is_told() -> None:
    assert not has_raw_controls(b"Event: A\r\nName: \xe5\xbc\xa0\r\nX: ~")
    for raw in (b"\n", b"\r", b"\0", b"\t", b"\x1b", b"\x7f", b"\r2\n", b"\n\r"):
        assert has_raw_controls(b"Event: A\r\nCallerIDNum: 1" + raw + b"2")
