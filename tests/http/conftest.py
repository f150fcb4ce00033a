"""A whole HTTP side on a real Postgres, with everybody of the cast logged in where wanted."""

from collections.abc import AsyncIterator

import pytest

from callcenter.db.pool import Database
from tests.http.site import Site, open_site


@pytest.fixture
async def site(database: Database) -> AsyncIterator[Site]:
    """A server on a free port, its people in an empty database."""
    async with open_site(database) as opened:
        yield opened
