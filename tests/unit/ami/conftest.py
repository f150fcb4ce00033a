"""A greeted protocol for every test that listens."""

import pytest

from tests.unit.ami.ear import Ear


@pytest.fixture
async def ear() -> Ear:
    """A protocol that was greeted, and believes a PBX called pbx1."""
    return Ear()
