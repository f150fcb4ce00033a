import os
import pwd
from pathlib import Path

import pytest

from callcenter.box import account as accounts
from callcenter.box.account import Account, service_account
from callcenter.box.failure import CannotStart


def test_an_ordinary_user_runs_everything_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert service_account(print) is None


def test_root_hands_the_programs_to_a_user_without_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    entry = pwd.getpwuid(0)
    monkeypatch.setattr(pwd, "getpwnam", lambda name: entry)
    found = service_account(print)
    assert found == Account("callcenter", 0, 0)
    prefix = " ".join(found.prefix())
    assert prefix == "setpriv --reuid 0 --regid 0 --init-groups --inh-caps=-all --no-new-privs"


def test_the_user_is_made_once_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def named(name: str) -> pwd.struct_passwd:
        if not made:
            raise KeyError(name)
        return pwd.getpwuid(0)

    said: list[str] = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", named)
    monkeypatch.setattr(accounts, "create", made.append)
    service_account(said.append)
    assert made == [Path("/var/lib/callcenter")]
    assert said == [
        "created the system user callcenter: PostgreSQL and Asterisk never run as root"
    ]


def test_a_machine_that_makes_no_users_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "useradd").write_text("#!/bin/sh\necho 'cannot lock /etc/passwd' >&2\nexit 1\n")
    (tmp_path / "useradd").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(
        CannotStart, match=r"could not be created .cannot lock /etc/passwd.: create"
    ):
        accounts.create(tmp_path)
