from pathlib import Path

import pytest

from callcenter.box.disk import MIB, require
from callcenter.box.failure import CannotStart


def test_enough_room_is_enough(tmp_path: Path) -> None:
    require(tmp_path / "not" / "there" / "yet", MIB, "PostgreSQL")


def test_too_little_room_says_how_much_is_needed_and_where(tmp_path: Path) -> None:
    with pytest.raises(CannotStart) as said:
        require(tmp_path, 1 << 60, "PostgreSQL")
    assert f"PostgreSQL needs {(1 << 60) // MIB} MiB in {tmp_path} but only" in str(said.value)
    assert "box.folder" in str(said.value)
