"""`callcenter trace` on a real Postgres."""

import asyncio
from pathlib import Path

import pytest

from callcenter.cli.trace import trace
from callcenter.db.pool import Database
from tests.unit.cli.test_user import SETTINGS
from tests.unit.journal.facts import answered, call
from tests.unit.journal.test_drain import drained


@pytest.fixture
def config(dsn: str, tmp_path: Path) -> Path:
    """Settings that name this test's own database, with one call in it."""

    async def fill() -> None:
        async with Database(dsn) as database:
            await drained(tmp_path / "log", database, [*answered(1), *answered(2)])

    asyncio.run(fill())
    path = tmp_path / "callcenter.toml"
    path.write_text(SETTINGS.format(dsn=dsn, folder=tmp_path))
    return path


def test_a_call_is_told_whole(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trace(call(1), locale="en", config=config)

    text = capsys.readouterr().out
    assert "outcome answered (talking caller)" in text
    assert "waited 11.0 s, talked 60.0 s, held 0.0 s" in text
    assert "PJSIP/1001 answers after 11 s" in text


def test_the_end_of_an_id_is_enough(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trace("1000001.0", locale="zh-CN", config=config)

    assert "结果 answered" in capsys.readouterr().out


def test_an_end_that_two_calls_have_is_not_enough(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        trace(".0", config=config)

    assert "give more of it" in capsys.readouterr().err


def test_of_an_unknown_call_nothing_is_known(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        trace("main/9.9", config=config)

    assert "nothing is known" in capsys.readouterr().err


def test_without_an_id_the_latest_calls_are_listed(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace(config=config)

    first, second = capsys.readouterr().out.splitlines()
    assert call(2) in first
    assert call(1) in second
    assert "answered" in second


def test_before_the_first_call_the_list_says_so(
    dsn: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "callcenter.toml"
    path.write_text(SETTINGS.format(dsn=dsn, folder=tmp_path))

    trace(config=path)

    assert capsys.readouterr().out == "no calls yet\n"
