"""Accounts from the shell, on a real Postgres."""

import asyncio
import io

import pytest

from callcenter.cli.user import add, disable, enable, everybody, passwd
from callcenter.db.pool import Database
from callcenter.people.passwords import Passwords
from callcenter.people.store import PeopleStore
from callcenter.roles import Role

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _on_this_database(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLCENTER_POSTGRES__DSN", dsn)
    for role in ("EVENTS", "CONTROL", "DIALER"):
        monkeypatch.setenv(f"CALLCENTER_PBX__MAIN__{role}__SECRET", "0123456789abcdefghijklmnop")
        monkeypatch.setenv(f"CALLCENTER_PBX__MAIN__{role}__USER", role.lower())


def opens(dsn: str, login: str, password: str) -> bool:
    """True if this login and password let somebody in."""

    async def asked() -> bool:
        passwords = Passwords()
        async with Database(dsn) as database:
            found = await PeopleStore(database).credentials(login)
        try:
            return await passwords.verify(found[1] if found else None, password)
        finally:
            passwords.close()

    return asyncio.run(asked())


def printed_password(capsys: Out) -> str:
    return capsys.readouterr().out.partition("password: ")[2].split()[0]


def test_an_account_logs_in_with_the_password_that_was_printed(dsn: str, capsys: Out) -> None:
    add("wang", name="王芳", phone="PJSIP/1007", queues=("hotline",))
    assert opens(dsn, "wang", printed_password(capsys))
    everybody()
    assert capsys.readouterr().out.split() == ["wang", "agent", "PJSIP/1007", "hotline", "王芳"]


def test_a_new_password_ends_the_old_one(dsn: str, capsys: Out) -> None:
    add("wang")
    old = printed_password(capsys)
    passwd("wang")
    assert opens(dsn, "wang", printed_password(capsys))
    assert not opens(dsn, "wang", old)


def test_a_typed_password_is_not_printed(
    dsn: str, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery staple\n"))
    add("wang", role=Role.SUPERVISOR, ask=True)
    assert "correct" not in capsys.readouterr().out
    assert opens(dsn, "wang", "correct horse battery staple")


def test_a_weak_password_is_refused(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("123\n"))
    with pytest.raises(SystemExit):
        add("wang", ask=True)
    assert "this password will not do: at least" in capsys.readouterr().err


def test_the_last_administrator_cannot_be_disabled(capsys: Out) -> None:
    add("root", role=Role.ADMIN)
    with pytest.raises(SystemExit):
        disable("root")
    assert "root" in capsys.readouterr().err


def test_a_disabled_account_is_shown_as_such_until_it_is_enabled(capsys: Out) -> None:
    add("wang")
    disable("wang")
    capsys.readouterr()
    everybody()
    assert "disabled" in capsys.readouterr().out.split()
    enable("wang")
    capsys.readouterr()
    everybody()
    assert "disabled" not in capsys.readouterr().out.split()


@pytest.mark.parametrize("command", [passwd, disable, enable])
def test_an_unknown_login_is_named(capsys: Out, command: object) -> None:
    assert callable(command)
    with pytest.raises(SystemExit):
        command("nobody")
    assert "nobody" in capsys.readouterr().err


def test_a_login_that_is_taken_is_refused(capsys: Out) -> None:
    add("wang")
    with pytest.raises(SystemExit):
        add("WANG")
    assert capsys.readouterr().err.startswith("✗ ")


def test_a_phone_that_is_none_is_refused(capsys: Out) -> None:
    with pytest.raises(SystemExit):
        add("wang", phone="the one on my desk")
    assert "this cannot be an account" in capsys.readouterr().err


def test_an_absent_postgres_is_one_sentence(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLCENTER_POSTGRES__DSN", "postgresql://x@/x?host=/nonexistent")
    with pytest.raises(SystemExit):
        everybody()
    assert "PostgreSQL cannot be reached" in capsys.readouterr().err
