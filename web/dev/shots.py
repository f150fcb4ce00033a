"""Pictures of every page and state from the make-believe server: `python web/dev/shots.py URL FOLDER [WORD]`."""

import os
import shutil
import sys
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "375": (375, 740)}
AGENT = ["offline", "ready", "paused", "ringing", "talking", "wrap_up", "down", "memory", "pbx"]


def scene(url: str, name: str) -> None:
    urllib.request.urlopen(urllib.request.Request(f"{url}/scene/{name}", method="POST")).read()


def log_in(page: Page, url: str, role: str) -> None:
    page.goto(f"{url}/login")
    page.fill("#login", role)
    page.fill("#password", "x")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-level=fine]")


def shoot(page: Page, url: str, folder: Path, stem: str) -> None:
    scene(url, "ready")
    urllib.request.urlopen(urllib.request.Request(f"{url}/api/v1/session", method="DELETE")).read()
    page.goto(f"{url}/login")
    page.wait_for_selector("#login")
    page.screenshot(path=folder / f"{stem}-login.png")
    log_in(page, url, "agent")
    for name in AGENT:
        scene(url, name)
        page.wait_for_timeout(700)
        page.screenshot(path=folder / f"{stem}-agent-{name}.png")
    scene(url, "ready")
    page.wait_for_selector("[data-level=fine]", timeout=40_000)
    for role, path in (("supervisor", "/floor"), ("admin", "/people")):
        page.evaluate("fetch('/api/v1/session', {method: 'DELETE'})")
        log_in(page, url, role)
        page.goto(url + path)
        page.wait_for_timeout(900)
        page.screenshot(path=folder / f"{stem}{path.replace('/', '-')}.png", full_page=stem.startswith("375"))


def main() -> None:
    url, folder = sys.argv[1], Path(sys.argv[2])
    word = sys.argv[3] if len(sys.argv) > 3 else ""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=shutil.which("chromium"), args=arguments, timeout=60_000)
        for size, (width, height) in SIZES.items():
            for locale in ("zh-CN", "en"):
                for theme in ("light", "dark"):
                    stem = f"{size}-{locale}-{theme}"
                    if word not in stem:
                        continue
                    options: dict[str, Any] = {"color_scheme": theme, "viewport": {"width": width, "height": height}}
                    page = browser.new_page(**options)
                    page.on("console", lambda message: print(message.type, message.text) if message.type in ("error", "warning") else None)
                    page.on("pageerror", lambda error: print("error", error))
                    page.add_init_script(f"localStorage.setItem('callcenter.locale', '{locale}')")
                    shoot(page, url, folder, stem)
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
