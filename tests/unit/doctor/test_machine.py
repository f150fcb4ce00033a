"""What the doctor sees of this machine, without asking anybody."""

from pathlib import Path

import pytest

from callcenter.doctor.finding import Health
from callcenter.doctor.machine import witness


def test_a_witness_that_can_be_read_is_well(tmp_path: Path) -> None:
    path = tmp_path / "queue_log"
    path.touch()

    assert witness("main", "queue_log", str(path)).health is Health.OK


def test_a_witness_that_is_not_there_yet_is_only_noted(tmp_path: Path) -> None:
    assert witness("main", "cdr", str(tmp_path / "callcenter.csv")).health is Health.WARN
    assert witness("main", "cdr", "").health is Health.WARN


def test_a_folder_that_we_may_not_look_into_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", refused)
    found = witness("main", "cel", str(tmp_path / "private" / "callcenter.csv"))

    assert found.health is Health.BAD
    assert "Permission denied" in found.found
    assert "group asterisk" in found.remedy
