"""What may be a call's id."""

import msgspec
import pytest

from callcenter.journal.views import CallId


def accepted(call_id: str) -> bool:
    try:
        msgspec.convert(call_id, CallId)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("call_id", ["main/1772.1", "pbx-2/box.a1b2-1772000000.17"])
def test_ids_as_asterisk_makes_them_are_accepted(call_id: str) -> None:
    assert accepted(call_id)


@pytest.mark.parametrize(
    "call_id", ["1772.1", "main/", "../etc", "main/1\r\nAction: x", "main/1 OR 1=1", "main/1\n"]
)
def test_anything_else_is_no_call(call_id: str) -> None:
    assert not accepted(call_id)
