from pathlib import Path

import pytest

from callcenter.box import postgres_programs
from callcenter.box.failure import CannotStart
from callcenter.box.postgres_programs import find, fits, wheel_folders


def programs(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with PostgreSQL 14 and 15 of its own, and 18 in the wheel."""
    system = [programs(tmp_path / name, name) for name in ("14.2", "15.18")]
    monkeypatch.setattr(postgres_programs, "system_folders", lambda: iter(system))
    wheel = [programs(tmp_path / "18.4", "18.4")]
    monkeypatch.setattr(postgres_programs, "wheel_folders", lambda: iter(wheel))
    return tmp_path


def test_the_machines_own_server_comes_before_the_wheels(machine: Path) -> None:
    assert find(None, machine, None).version == 15


def test_existing_data_decides_which_server_it_gets(machine: Path) -> None:
    assert find(18, machine, None).folder == machine / "18.4"


def test_data_of_a_version_that_is_not_here_says_what_to_install(machine: Path) -> None:
    with pytest.raises(CannotStart) as said:
        find(17, machine, None)
    assert str(said.value) == (
        "The data folder was written by PostgreSQL 17, but only 14, 15, 18 is here: install "
        "PostgreSQL 17 (Debian: `postgresql-17`), or set box.folder in config/callcenter.toml to "
        "start afresh elsewhere."
    )


def test_a_machine_without_any_server_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_programs, "system_folders", lambda: iter([]))
    monkeypatch.setattr(postgres_programs, "wheel_folders", lambda: iter([tmp_path]))
    with pytest.raises(CannotStart, match=r"No PostgreSQL 15 or newer was found"):
        find(None, tmp_path, None)


def test_old_servers_are_for_old_data_only() -> None:
    assert fits(14, 14)
    assert not fits(14, None)
    assert fits(15, None)


def test_the_wheel_brings_programs() -> None:
    assert all((folder / "initdb").exists() for folder in wheel_folders())
    assert list(wheel_folders())
