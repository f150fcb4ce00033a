from pathlib import Path

import pytest

from callcenter.box.failure import CannotStart
from callcenter.box.lock import only_one


def test_a_second_run_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        only_one(tmp_path),
        pytest.raises(CannotStart, match=r"Another run .process \d+. already uses .*box.folder"),
        only_one(tmp_path),
    ):
        pass


def test_the_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with only_one(tmp_path):
            assert (tmp_path / "lock").exists()
