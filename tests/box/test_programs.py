"""A real PostgreSQL and a real Asterisk under our supervisor."""

import asyncio
import os
import shutil
import subprocess
from pathlib import Path

import asyncpg
import pytest

from callcenter.box import folders, pbx_config, postgres, postgres_programs, programs
from callcenter.box.account import Account
from callcenter.box.asterisk import find_or_fetch
from callcenter.box.child import Child
from callcenter.box.failure import CannotStart
from callcenter.box.folders import Folders
from callcenter.box.secret_files import load_or_make
from callcenter.box.supervise import running
from callcenter.cli import configured
from callcenter.settings import BoxSettings, Settings
from tests.box.conftest import free_ports
from tests.box.programs import pid_of, runs, until


@pytest.fixture
def places(place: Path, account: Account | None) -> Folders:
    found = Folders(place / "state", place / "cache")
    folders.make(found, account)
    return found


@pytest.mark.parametrize("source", ["system", "wheel"])
async def test_postgres_starts_serves_and_ends(
    places: Folders, account: Account | None, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if source == "wheel":
        monkeypatch.setattr(postgres_programs, "system_folders", lambda: iter([]))
    server = postgres.prepare(places.state / "postgres", places.cache, account)
    async with running(Child(programs.postgres(server, places, account), print)):
        connection = await asyncpg.connect(server.dsn(postgres.APP))
        row = await connection.fetchrow(
            "SELECT current_user AS who, datcollate AS collation, datistemplate AS template"
            " FROM pg_database WHERE datname = 'callcenter'"
        )
        await connection.close()
        assert row is not None
        assert dict(row) == {"who": postgres.APP, "collation": "C.UTF-8", "template": False}
        pid = pid_of(places.state, "postgres")
        assert os.stat(f"/proc/{pid}").st_uid != 0
    assert not runs(pid)
    assert postgres.prepare(places.state / "postgres", places.cache, account) == server


async def test_a_program_cannot_make_root_write_or_give_away_anything_else(
    place: Path, places: Folders, account: Account | None
) -> None:
    assert {folder.stat().st_uid for folder in (places.state, places.logs)} == {os.geteuid()}
    elsewhere = place / "elsewhere"
    elsewhere.mkdir(mode=0o711)
    (places.state / "postgres").mkdir()
    (places.state / "postgres" / "socket").symlink_to(elsewhere)

    server = postgres.prepare(places.state / "postgres", places.cache, account)

    assert not server.sockets.is_symlink()
    assert (elsewhere.stat().st_uid, elsewhere.stat().st_mode & 0o777) == (os.geteuid(), 0o711)


def test_a_secret_is_never_read_through_a_link(place: Path) -> None:
    (place / "shadow").write_text("root's own")
    (place / "secrets").mkdir()
    (place / "secrets" / "phone_1001").symlink_to(place / "shadow")

    made = load_or_make(place / "secrets", ["1001"])

    assert made.phones["1001"] != "root's own"
    assert (place / "shadow").read_text() == "root's own"


async def test_only_our_own_users_reach_the_data(places: Folders, account: Account | None) -> None:
    server = postgres.prepare(places.state / "postgres", places.cache, account)
    assert server.data.stat().st_mode & 0o777 == 0o700
    assert server.sockets.stat().st_mode & 0o777 == 0o700


def test_a_failed_initdb_leaves_nothing_behind(
    places: Folders, account: Account | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "BIRTH", "")
    real = postgres.run

    def breaks(command: list[str], words: str = "") -> None:
        real(command, words)
        raise subprocess.CalledProcessError(1, command, stderr="No space left on device")

    monkeypatch.setattr(postgres, "run", breaks)
    with pytest.raises(CannotStart, match=r"No space left on device.*nothing was left behind"):
        postgres.prepare(places.state / "postgres", places.cache, account)
    assert list((places.state / "postgres").iterdir()) == []


def test_half_made_data_of_a_killed_start_is_thrown_away(
    places: Folders, account: Account | None
) -> None:
    half = places.state / "postgres" / ".making-1"
    half.mkdir(parents=True)
    postgres.prepare(places.state / "postgres", places.cache, account)
    assert not half.exists()


def test_programs_out_of_the_accounts_reach_are_copied_once(
    places: Folders, account: Account | None
) -> None:
    if account is None:  # an ordinary user reaches whatever he installed
        return
    hidden = places.cache / "hidden"
    found = next(iter(postgres_programs.wheel_folders()))
    package = found.parents[1]
    shutil.copytree(found.parent, hidden / package.name / found.parent.name, symlinks=True)
    shutil.copytree(package.parent / f"{package.name}.libs", hidden / f"{package.name}.libs")
    hidden.chmod(0o700)
    mine = hidden / package.name / found.parent.name / "bin"
    copy = postgres_programs.readable(mine, places.cache, account)
    assert copy is not None
    assert copy.is_relative_to(places.cache)
    assert copy != mine
    assert account.can_run([str(copy / "postgres"), "--version"])
    assert postgres_programs.readable(mine, places.cache, account) == copy


async def test_asterisk_boots_with_our_configuration_and_ends(
    places: Folders, account: Account | None
) -> None:
    cache = configured.box_folders(Settings()).cache
    program = await asyncio.to_thread(find_or_fetch, cache)
    settings = box_settings()
    secrets = load_or_make(places.secrets, ["1001"])
    folder = places.state / "asterisk"
    configuration = pbx_config.write(program, folder, settings, secrets)
    if account is not None:
        account.own(folder)
    child = Child(programs.asterisk(program, configuration, places, account), print)
    async with running(child):
        pid = pid_of(places.state, "asterisk")
        assert os.stat(f"/proc/{pid}").st_uid != 0
        assert await programs.listening("127.0.0.1", settings.box.ami_port)
    assert not runs(pid)
    await until(lambda: child.process is not None and child.process.returncode is not None)


def box_settings() -> Settings:
    sip, ami, web = free_ports(3)
    return Settings(box=BoxSettings(sip_port=sip, ami_port=ami, web_port=web))


def test_without_a_network_the_first_start_says_what_to_do(place: Path) -> None:
    (nowhere,) = free_ports(1)
    mirror = f"http://127.0.0.1:{nowhere}/debian"
    with pytest.raises(CannotStart, match=r"could not be fetched from .*: connect this machine"):
        find_or_fetch(place, mirror=mirror, suites=("forky",))
    assert list(place.iterdir()) == []
