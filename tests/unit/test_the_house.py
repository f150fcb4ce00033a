"""The rules of the house that a linter does not know: a test for every module, small modules."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for path in (ROOT / "callcenter").rglob("*.py") if path.name != "__init__.py"
)
GIVEN = {"process_event"}  # names of methods that a library calls
BANNED = {"manager", "handler", "helper", "utils", "common", "base", "process", "info"}
LONGEST = 300


def names_of(path: Path) -> set[str]:
    """The words in the names of the classes and functions that a module defines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    names = {node.name for node in ast.walk(tree) if isinstance(node, kinds)} | {path.stem}
    names -= GIVEN
    return {
        word.lower()
        for name in names
        for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    }


def test_every_module_has_its_test_module() -> None:
    tested = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    without = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if f"test_{path.stem}" not in tested
        and f"test_{path.parent.name}_{path.stem}" not in tested
        and f"test_{path.parent.name}" not in tested
        and path.stem != "__main__"
    ]

    assert without == []


def test_no_module_is_longer_than_the_house_allows() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {str(path): n for path, n in lengths.items() if n > LONGEST} == {}


def test_nothing_is_named_by_a_word_that_says_nothing() -> None:
    bad = {str(path.relative_to(ROOT)): names_of(path) & BANNED for path in MODULES}

    assert {path: words for path, words in bad.items() if words} == {}


def test_every_module_begins_with_a_sentence() -> None:
    silent = [
        str(path)
        for path in MODULES
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []
