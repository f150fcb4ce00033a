"""`callcenter doctor`: every dependency, looked at, with its remedy."""

import asyncio
import sys
from pathlib import Path

from rich.markup import escape

from callcenter import clock
from callcenter.cli import configured
from callcenter.cli.console import out, quiet
from callcenter.doctor.finding import Finding, Health
from callcenter.doctor.machine import machine
from callcenter.doctor.memory import memory
from callcenter.doctor.telephone import telephone
from callcenter.settings import Settings

SIGNS = {
    Health.OK: "[green]✓[/green]",
    Health.WARN: "[yellow]![/yellow]",
    Health.BAD: "[red]✗[/red]",
}


def doctor(*, config: Path | None = None) -> None:
    """Check everything that the server depends on; status 1 if something does not work."""
    quiet()
    settings = configured.with_box(config)
    worst = Health.OK
    for finding in asyncio.run(examined(settings)):
        show(finding)
        if finding.health is not Health.OK:
            worst = Health.BAD if Health.BAD in (worst, finding.health) else Health.WARN
    out.print({Health.OK: "all is well", Health.WARN: "it works; see the marks"}.get(worst, ""))
    sys.exit(1 if worst is Health.BAD else 0)


async def examined(settings: Settings) -> list[Finding]:
    """All findings, in the order in which one would mend them."""
    found = list(machine(settings, clock.now()))
    found += await memory(settings)
    for name in settings.pbx:
        found += await telephone(settings, name)
    return found


def show(finding: Finding) -> None:
    """One line, and one more for the remedy."""
    out.print(f"{SIGNS[finding.health]} {finding.what:<22} {escape(finding.found)}")
    if finding.remedy:
        out.print(f"  {'':<22} → {escape(finding.remedy)}")
