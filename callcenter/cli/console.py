"""What the commands print: to people on a terminal, plain lines elsewhere."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import structlog
from rich.console import Console
from rich.markup import escape

from callcenter import clock

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)


def quiet() -> None:
    """What the server would log is not for the person at the terminal."""
    logging.disable()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def say(line: str) -> None:
    """One line for the person at the terminal."""
    out.print(f"  {escape(line)}")


def warn(line: str) -> None:
    """One line that must not be missed."""
    out.print(f"[yellow]! {escape(line)}[/yellow]")


def fail(sentence: str) -> NoReturn:
    """Say why it cannot be done and what to do, and end with status 1."""
    err.print(f"[red]✗ {escape(sentence)}[/red]")
    sys.exit(1)


class Step:
    """One line of progress: what is going on now, and in the end what came of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.result = ""
        self._status = out.status(name)

    def now(self, line: str) -> None:
        """Show what is being done, where somebody can watch it."""
        self._status.update(f"{self.name}: {escape(line)}")

    def start(self) -> None:
        """Begin to turn."""
        self._status.start()

    def stop(self) -> None:
        """Stop turning."""
        self._status.stop()


@contextmanager
def step(name: str) -> Iterator[Step]:
    """Show a step of the start while it runs, then one line with what it took."""
    began = clock.monotonic()
    shown = Step(name)
    shown.start()
    try:
        yield shown
    finally:
        shown.stop()
    took = clock.monotonic() - began
    out.print(f"[green]✓[/green] {name:<9} {escape(shown.result)} [dim]{took:.1f} s[/dim]")
