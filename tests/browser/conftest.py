"""A real Chromium, and windows in it for the people of a test."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

import callcenter
from tests.acceptance.conftest import centre, here, pbx

__all__ = ["centre", "here", "pbx"]

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
BUILT = Path(callcenter.__file__).parent / "static" / "index.html"
COLD_START = 60_000.0  # milliseconds; the first start on a cold disk takes twenty seconds


def chromium_path() -> str:
    """The Chromium of this machine."""
    for name in CHROMIUM:
        found = shutil.which(name)
        if found is not None:
            return found
    raise AssertionError(f"the browser tests need one of {CHROMIUM} on PATH: ./test browser")


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """A browser of its own for each test, with the pages as they were last built."""
    assert BUILT.exists(), "the pages are not built: python -m callcenter.box.web_build"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as tool:
        browser = await tool.chromium.launch(
            executable_path=chromium_path(), args=sandbox, timeout=COLD_START
        )
        yield browser
        await browser.close()
