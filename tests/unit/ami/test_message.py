"""Headers found on demand, doubled ones refused, names unescaped once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callcenter.ami.message import BadMessage, all_headers, picked, reader, unescaped

HANGUP = "Event: Hangup\r\nChannel: PJSIP/1-1\r\nChannelState: 6\r\nUniqueid: 17.1\r\nCause: 16"


def test_only_the_wanted_headers_are_read() -> None:
    assert picked(HANGUP, reader("Cause", "Uniqueid")) == {"Uniqueid": "17.1", "Cause": "16"}


def test_a_header_is_not_taken_for_a_longer_one_with_the_same_beginning() -> None:
    assert picked(HANGUP, reader("ChannelState")) == {"ChannelState": "6"}
    assert picked(HANGUP, reader("Channel")) == {"Channel": "PJSIP/1-1"}


def test_a_value_that_looks_like_a_header_is_a_value() -> None:
    text = "Event: X\r\nCallerIDName: Uniqueid: 5\r\nUniqueid: 17.1"

    assert picked(text, reader("Uniqueid")) == {"Uniqueid": "17.1"}


def test_a_wanted_header_that_is_there_twice_is_refused() -> None:
    with pytest.raises(BadMessage, match="Uniqueid is there twice"):
        picked(HANGUP + "\r\nUniqueid: 99.9", reader("Uniqueid"))


def test_h09_a_doubled_header_that_nobody_reads_breaks_nothing() -> None:
    text = HANGUP + "\r\nChanVariable: A=1\r\nChanVariable: B=2"

    assert picked(text, reader("Cause")) == {"Cause": "16"}
    assert all_headers(text)["ChanVariable"] == "A=1"


def test_h24_a_header_without_a_blank_and_blanks_at_the_end_are_kept() -> None:
    text = "Event: X\r\nApplication:\r\nCallerIDName: Zhang  \r\nExten: "

    headers = picked(text, reader("Application", "CallerIDName", "Exten"))

    assert headers == {"Application": "", "CallerIDName": "Zhang  ", "Exten": ""}


def test_names_are_unescaped_once() -> None:
    assert unescaped(r"a\"b\\n\tc\'") == "a\"b\\n\tc'"


def test_a_backslash_at_the_end_stays() -> None:
    assert unescaped("a\\") == "a\\"


@given(st.text())
def test_a_text_without_backslashes_is_its_own_unescaped_form(text: str) -> None:
    text = text.replace("\\", "")

    assert unescaped(text) == text


@given(st.text(alphabet='ab\\"\n\t\r'))
def test_unescaping_undoes_what_asterisk_does(name: str) -> None:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    escaped = escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")

    assert unescaped(escaped) == name
