"""Fixtures that every test folder may use."""

import logging
import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

pytest_plugins = ("tests.postgres",)

# A deadline for each example would make a busy machine a failing test. In continuous integration
# the examples are always the same; everybody else's runs look for new ones.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _the_log_is_heard_again() -> Iterator[None]:
    """A command of the terminal silences the log of its own program, which here is the tests'."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)
    logging.disable(logging.NOTSET)
