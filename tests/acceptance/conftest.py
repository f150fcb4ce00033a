"""The whole line for a test: the run's Asterisk, a database of its own, settings for a server."""

from pathlib import Path

import pytest

from callcenter.settings import Settings
from tests.acceptance.desk import hire, settings_for
from tests.asterisk.conftest import here, pbx
from tests.asterisk.pbx import PrivatePbx

__all__ = ["centre", "here", "pbx"]


@pytest.fixture
async def centre(pbx: PrivatePbx, dsn: str, tmp_path: Path) -> Settings:
    """Everybody is hired; the test opens the desk itself, in its own task."""
    await hire(dsn)
    return settings_for(pbx, dsn, tmp_path)
