"""The locks: what runs is what was tested, and no registry is named."""

import re
from pathlib import Path

TOP = Path(__file__).parents[2]


def requirements(name: str) -> set[str]:
    return set(re.findall(r"^\S+==\S+", (TOP / name).read_text(), re.MULTILINE))


def test_the_tests_run_on_the_versions_that_are_shipped() -> None:
    shipped = requirements("requirements.lock")
    assert shipped
    assert shipped <= requirements("requirements-test.lock")


def test_every_package_is_known_by_its_hashes_and_no_address() -> None:
    for path in TOP.glob("requirements*.lock"):
        text = path.read_text()
        assert "://" not in text
        assert "--index" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def test_every_dependency_is_locked() -> None:
    text = (TOP / "pyproject.toml").read_text().partition("dependencies = [")[2].partition("]")[0]
    wanted = set(re.findall(r'"([a-z0-9-]+)', text))
    locked = {line.partition("==")[0] for line in requirements("requirements.lock")}
    assert wanted <= locked
