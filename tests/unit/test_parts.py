"""No test is forgotten: every folder of tests belongs to a part of `./test`."""

from pathlib import Path

TOP = Path(__file__).parents[2]


def test_every_folder_of_tests_is_run() -> None:
    words = (TOP / "test").read_text().split()
    folders = {path.parent for path in (TOP / "tests").rglob("test_*.py")}
    tops = {str(Path(*folder.relative_to(TOP).parts[:2])) for folder in folders}
    assert tops
    assert tops <= set(words)
