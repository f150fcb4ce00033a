import pytest

from callcenter.cli.console import fail, say, step, warn


def test_a_failure_is_one_sentence_on_stderr_and_status_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        fail("TCP port [8080] is in use: stop it.")
    assert end.value.code == 1
    said = capsys.readouterr()
    assert said.err == "✗ TCP port [8080] is in use: stop it.\n"
    assert said.out == ""


def test_a_step_ends_with_what_came_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    with step("fetch") as shown:
        shown.now("fetching [1/2]")
        shown.result = "Asterisk 22.1.0"
    assert capsys.readouterr().out == "✓ fetch     Asterisk 22.1.0 0.0 s\n"


def test_a_step_that_fails_claims_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=r"no"), step("fetch"):
        raise ValueError("no")
    assert "✓" not in capsys.readouterr().out


def test_lines_for_people_carry_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    say("[bold]x[/bold]")
    warn("the server runs as root")
    assert capsys.readouterr().out == "  [bold]x[/bold]\n! the server runs as root\n"
