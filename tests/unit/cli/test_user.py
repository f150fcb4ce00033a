"""Accounts from the command line, on a real Postgres."""

import asyncio
import io
import re
import sys
from pathlib import Path

import pytest

from callcenter.cli import user
from callcenter.db.pool import Database
from callcenter.people.account import Account
from callcenter.people.passwords import Passwords
from callcenter.people.store import PeopleStore
from callcenter.roles import Role

SETTINGS = """
[postgres]
dsn = "{dsn}"
[journal]
folder = "{folder}"
[pbx.main]
systemname = "a1b2c3d4e5f6a7b8c9d0"
events = {{user = "events", secret = "sixteen-and-a-few-more-1"}}
control = {{user = "control", secret = "sixteen-and-a-few-more-2"}}
dialer = {{user = "dialer", secret = "sixteen-and-a-few-more-3"}}
"""


def written(folder: Path, dsn: str) -> Path:
    """A settings file with everything configured."""
    path = folder / "callcenter.toml"
    path.write_text(SETTINGS.format(dsn=dsn, folder=folder))
    return path


@pytest.fixture
def config(dsn: str, tmp_path: Path) -> Path:
    """Settings that name this test's own database."""
    return written(tmp_path, dsn)


def accounts(dsn: str) -> dict[str, Account]:
    async def read() -> list[Account]:
        async with Database(dsn, size=1) as database:
            return await PeopleStore(database).everybody()

    return {account.person.login: account for account in asyncio.run(read())}


def opens(dsn: str, login: str, password: str) -> bool:
    async def check() -> bool:
        passwords = Passwords()
        async with Database(dsn, size=1) as database:
            found = await PeopleStore(database).credentials(login)
            right = await passwords.verify(found[1] if found else None, password)
        passwords.close()
        return right

    return asyncio.run(check())


def shown(text: str) -> str:
    """The password that was shown."""
    found = re.search(r"password: (\S+)", text)
    assert found is not None, text
    return found[1]


def test_an_account_is_made_with_a_password_shown_once(
    dsn: str, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    user.add("chen", name="陈静", phone="PJSIP/1009", queues=("hotline",), config=config)

    assert opens(dsn, "chen", shown(capsys.readouterr().out))
    person = accounts(dsn)["chen"].person
    assert (person.name, person.role, person.phone) == ("陈静", Role.AGENT, "PJSIP/1009")


def test_a_password_may_come_from_a_pipe(
    dsn: str, config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    user.add("chen", config=config)
    monkeypatch.setattr(sys, "stdin", io.StringIO("a long horse 12\nmore\n"))

    user.passwd("chen", ask=True, config=config)

    assert opens(dsn, "chen", "a long horse 12")
    assert "a long horse" not in capsys.readouterr().out


def test_who_is_disabled_is_listed_so_and_may_come_back(
    dsn: str, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    user.add("chen", config=config)
    user.disable("chen", config=config)
    capsys.readouterr()

    user.everybody(config=config)

    assert re.search(r"chen +agent .*disabled", capsys.readouterr().out)
    user.enable("CHEN", config=config)
    assert not accounts(dsn)["chen"].disabled


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"login": "has space"}, "login"),
        ({"login": "x", "phone": "1001"}, "phone"),
        ({"login": "x", "locale": "xx"}, "locale"),
        ({"login": "x", "pbx": "nowhere"}, "there is no [pbx.nowhere]"),
        ({"login": "taken"}, "Another person has this login"),
    ],
)
def test_what_cannot_be_an_account_changes_nothing(
    dsn: str,
    config: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: dict[str, str],
    words: str,
) -> None:
    user.add("taken", config=config)

    with pytest.raises(SystemExit) as ended:
        user.add(**arguments, config=config)  # type: ignore[arg-type]

    assert ended.value.code == 1
    assert words in capsys.readouterr().err
    assert list(accounts(dsn)) == ["taken"]


def test_a_weak_password_and_an_unknown_login_are_refused(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("1234567890\n"))
    with pytest.raises(SystemExit):
        user.add("chen", ask=True, config=config)
    assert "this password will not do" in capsys.readouterr().err

    with pytest.raises(SystemExit):
        user.disable("nobody", config=config)
    assert "There is no such person: nobody" in capsys.readouterr().err


def test_without_postgres_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "postgresql:///none?host=/nowhere")

    with pytest.raises(SystemExit):
        user.everybody(config=path)

    assert "PostgreSQL cannot be reached" in capsys.readouterr().err
