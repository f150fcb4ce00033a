from pathlib import Path

import pytest

from callcenter.box.account import Account
from callcenter.box.failure import CannotStart
from callcenter.box.postgres import argv_of, dsn, version_of, who_may_enter
from callcenter.box.postgres_programs import PostgresPrograms


def test_the_server_listens_on_no_network(tmp_path: Path) -> None:
    argv = argv_of(PostgresPrograms(Path("/pg/bin"), 15), tmp_path / "data", tmp_path / "socket")
    assert argv[:3] == ("/pg/bin/postgres", "-D", f"{tmp_path}/data")
    assert "listen_addresses=" in argv
    assert "unix_socket_permissions=0700" in argv


def test_the_address_is_the_folder_of_the_socket() -> None:
    assert dsn(Path("/var/lib/call center")) == (
        "postgresql://callcenter@/callcenter?host=/var/lib/call%20center"
    )


def test_the_data_says_who_wrote_it(tmp_path: Path) -> None:
    assert version_of(tmp_path / "data") is None
    (tmp_path / "PG_VERSION").write_text("15\n")
    assert version_of(tmp_path) == 15


def test_a_folder_that_is_no_data_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    with pytest.raises(CannotStart, match=r"is not a PostgreSQL data folder: move it away"):
        version_of(tmp_path)
    assert (tmp_path / "holiday.jpg").exists()


def test_only_root_and_our_own_user_may_enter() -> None:
    lines = who_may_enter(Account("callcenter", 1, 1)).splitlines()
    assert {line.split()[1] for line in lines} == {"root", "callcenter"}
    assert {line.split()[2] for line in lines} == {"callcenter", "callcenter_app", "postgres"}
