from collections.abc import AsyncIterator

import pytest

from tests.push.centre import Centre, open_centre


@pytest.fixture
async def centre() -> AsyncIterator[Centre]:
    async with open_centre() as opened:
        yield opened
