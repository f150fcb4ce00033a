"""A private Asterisk for the whole run, and a stage for each test."""

import shutil
from collections.abc import Iterator

import pytest

from tests.asterisk import pbx as private
from tests.asterisk.pbx import PrivatePbx
from tests.asterisk.stage import Stage, stage


@pytest.fixture(scope="session")
def pbx() -> Iterator[PrivatePbx]:
    """Asterisk from the committed files on free ports."""
    folder = private.scratch()
    made = private.prepare(folder)
    made.start()
    yield made
    made.stop()
    shutil.rmtree(folder)


@pytest.fixture
def here(pbx: PrivatePbx) -> Iterator[Stage]:
    """A stage of its own, cleared afterwards."""
    with stage(pbx) as made:
        yield made
