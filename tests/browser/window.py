"""A window of a person's browser, and what he does and sees in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from callcenter.roles import Person
from tests.acceptance.desk import PASSWORD

PATIENCE = 20_000.0  # milliseconds; nothing that is awaited here takes as long when it works
DESK_SIZE = {"width": 1366, "height": 768}
EXPECTED = ("401", "403", "503", "ERR_CONNECTION_REFUSED", "WebSocket connection", "ERR_FAILED")


@dataclass
class Window:
    """One page, and everything that went wrong in it."""

    page: Page
    url: str
    mistakes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.mistakes.append(str(error)))
        self.page.on("console", self._said)
        self.page.on("dialog", lambda dialog: self.mistakes.append(f"dialog: {dialog.message}"))

    def _said(self, message: ConsoleMessage) -> None:
        bad = message.type in ("error", "warning")
        if bad and not any(word in message.text for word in EXPECTED):
            self.mistakes.append(message.text)

    async def log_in(self, person: Person, *, password: str = PASSWORD) -> None:
        """Fill in the first page, with the keyboard alone, and wait for the live line."""
        await self.page.goto(f"{self.url}/login")
        await expect(self.page.locator("#login")).to_be_focused(timeout=PATIENCE)
        await self.page.keyboard.type(person.login)
        await self.page.keyboard.press("Tab")
        await self.page.keyboard.type(password)
        await self.page.keyboard.press("Enter")
        await self.is_live()

    async def is_live(self) -> None:
        """The screen is connected and nothing on it is stale."""
        await self.level("fine")

    async def level(self, name: str) -> None:
        """The status line is `fine`, `warn` or `bad`."""
        line = self.page.get_by_role("status").and_(self.page.locator("[data-level]"))
        await expect(line).to_have_attribute("data-level", name, timeout=PATIENCE)

    async def state(self, name: str) -> None:
        """The agent's own state, as his page shows it."""
        await expect(self.own_state).to_have_attribute("data-state", name, timeout=PATIENCE)

    async def record(self, state: str) -> None:
        """The record on the card is empty, draft, sending, saved or refused."""
        form = self.page.get_by_test_id("record")
        await expect(form).to_have_attribute("data-record", state, timeout=PATIENCE)

    async def press(self, *keys: str) -> None:
        """Press these keys, one after the other."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def ready(self) -> None:
        """Log in to the queues and be ready for calls."""
        panel = self.page.get_by_label("我的状态").or_(self.page.get_by_label("My state"))
        await expect(panel).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
        await self.state("offline")
        await self.press("F2")
        await self.state("ready")

    async def sees(self, text: str, *, within: Locator | None = None) -> None:
        """The words are to be seen."""
        place = within if within is not None else self.page.locator("body")
        await expect(place).to_contain_text(text, timeout=PATIENCE)

    @property
    def own_state(self) -> Locator:
        return self.page.get_by_test_id("own-state")

    @property
    def card(self) -> Locator:
        return self.page.get_by_test_id("call-card")

    async def call_id(self) -> str:
        """Which call the card is about."""
        return await self.card.get_attribute("data-call") or ""


@asynccontextmanager
async def browser_of(
    chromium: Browser, locale: str = "zh-CN", **options: Any
) -> AsyncIterator[BrowserContext]:
    """Somebody's browser: its own cookies and storage; `options` as Playwright has them."""
    context = await chromium.new_context(**{"viewport": DESK_SIZE, **options})
    await context.add_init_script(
        "if (localStorage.getItem('callcenter.locale') === null)"
        f" localStorage.setItem('callcenter.locale', '{locale}')"
    )
    yield context
    await context.close()


@asynccontextmanager
async def window(
    chromium: Browser, url: str, locale: str = "zh-CN", **options: Any
) -> AsyncIterator[Window]:
    """A window in a browser of its own; at the end nothing may have gone wrong in it."""
    async with browser_of(chromium, locale, **options) as context:
        opened = Window(await context.new_page(), url)
        yield opened
        assert opened.mistakes == []
