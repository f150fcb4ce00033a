from pathlib import Path

import pytest

from callcenter.box.secret_files import AMI_USERS, load_or_make, write_secret


def test_secrets_are_drawn_once_and_differ(tmp_path: Path) -> None:
    first = load_or_make(tmp_path / "secrets", ["1001", "1002"])
    assert first == load_or_make(tmp_path / "secrets", ["1001", "1002"])
    drawn = [first.systemname, *first.ami.values(), *first.phones.values()]
    assert len(set(drawn)) == len(drawn) == 6
    assert set(first.ami) == set(AMI_USERS)
    assert first.ami_file("cc_events").read_text().strip() == first.ami["cc_events"]


def test_nobody_else_may_read_them(tmp_path: Path) -> None:
    load_or_make(tmp_path / "secrets", ["1001"])
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "secrets").iterdir()} == {0o600}


def test_one_more_phone_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    before = load_or_make(tmp_path, ["1001"])
    after = load_or_make(tmp_path, ["1001", "1002"])
    assert after.phones["1001"] == before.phones["1001"]
    assert set(after.phones) == {"1001", "1002"}


def test_a_secret_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match=r"No space left"):
        write_secret(tmp_path / "one", "text")
    assert not (tmp_path / "one").exists()
    monkeypatch.undo()
    write_secret(tmp_path / "one", "text")
    assert (tmp_path / "one").read_text() == "text"
