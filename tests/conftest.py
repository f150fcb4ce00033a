"""Fixtures that every test folder may use."""

import logging
from collections.abc import Iterator

import pytest
import structlog

pytest_plugins = ("tests.postgres",)


@pytest.fixture(autouse=True)
def _the_log_is_heard_again() -> Iterator[None]:
    """A command of the terminal silences the log of its own program, which here is the tests'."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)
    logging.disable(logging.NOTSET)
