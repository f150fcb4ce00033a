"""A line says how to reach one private Asterisk."""

from dataclasses import FrozenInstanceError

import pytest

from callcenter.rehearsal.line import PbxLine


def test_a_line_does_not_change_during_a_rehearsal() -> None:
    line = PbxLine(("sipp",), ("127.0.0.1", 5060), "127.0.0.2", {"1001": "pw"})

    with pytest.raises(FrozenInstanceError):
        line.trunk = "10.0.0.1"  # type: ignore[misc]
