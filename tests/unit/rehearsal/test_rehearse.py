"""The end of a rehearsal: what Asterisk added, and a journal that lags."""

from pathlib import Path

from callcenter.rehearsal.agreement import counted
from callcenter.rehearsal.rehearse import settled, since


def test_only_what_asterisk_added_is_read(tmp_path: Path) -> None:
    log = tmp_path / "queue_log"
    log.write_text("old\n")
    place = log.stat().st_size
    with log.open("a") as file:
        file.write("new\n")

    assert since(log, place) == ["new"]


async def test_the_journal_is_given_time_to_catch_up() -> None:
    answers = iter([(counted({"answered": 1}), 1), (counted({"answered": 2}), 0)])

    async def journal() -> tuple[dict[str, int], int]:
        return next(answers)

    assert await settled(journal, 2) == counted({"answered": 2})
