"""`callcenter rehearse`: citizens call the private Asterisk, and three counts are compared."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
from rich.table import Table

from callcenter import clock
from callcenter.box import asterisk
from callcenter.box.folders import Folders
from callcenter.box.overlay import PBX, extensions, private_pbx
from callcenter.box.program import AsteriskProgram
from callcenter.box.secret_files import load_or_make
from callcenter.cli import configured
from callcenter.cli.console import fail, out, quiet, say
from callcenter.rehearsal import store
from callcenter.rehearsal.agreement import OUTCOMES, UNKNOWN_TO_QUEUE_LOG, Agreement
from callcenter.rehearsal.line import PbxLine
from callcenter.rehearsal.plan import Pace
from callcenter.rehearsal.rehearse import Rehearsal
from callcenter.rehearsal.rehearse import rehearse as play
from callcenter.settings import Settings


def rehearse(
    *,
    rate: float = 0.2,
    seconds: float = 60.0,
    phones: bool = False,
    json: bool = False,
    config: Path | None = None,
) -> None:
    """Let citizens call the private Asterisk of `callcenter run`, and no other.

    `rate` calls a second come for `seconds`. With `phones`, the phones that nobody has plugged in
    answer too. Ends with calls by outcome as SIPp, queue_log and the journal counted them, and
    with status 1 if they do not agree.
    """
    quiet()
    written = configured.settings(config)
    if not private_pbx(written):
        fail(
            "rehearse plays on the private Asterisk of `callcenter run` only, and a [pbx] is "
            "configured: use settings without one"
        )
    if not 0 < rate <= 20 or not 1 <= seconds <= 3600:
        fail("rate must be above 0 and at most 20 calls a second, seconds from 1 to 3600")
    wanted = rehearsal(written, configured.with_box(config).postgres.dsn, Pace(rate, seconds))
    if phones:
        wanted = replace(wanted, phones=unplugged(written, wanted.console))
    if json:
        wanted = replace(wanted, say=lambda _: None)
    result = asyncio.run(play(wanted))
    show(result, json=json)
    if not result.equal:
        sys.exit(1)


def rehearsal(written: Settings, dsn: str, pace: Pace) -> Rehearsal:
    """All that a rehearsal needs of the box; ends the program if the box does not run."""
    places = configured.box_folders(written)
    program = asterisk.find_or_fetch(places.cache, mirror=written.box.mirror)
    console = console_of(program, places)
    if "fully booted" not in console("core waitfullybooted"):
        fail("the private Asterisk does not answer: start `callcenter run` in another terminal")
    began = clock.now()
    return Rehearsal(
        line=line_of(written, program, places),
        did=dialled(written),
        queue="hotline",
        queue_log=places.state / "asterisk" / "log" / "queue_log",
        console=console,
        journal=partial(store.outcomes, dsn, PBX, began),
        say=say,
        pace=pace,
    )


def line_of(written: Settings, program: AsteriskProgram, places: Folders) -> PbxLine:
    """Where phones and citizens reach the private Asterisk."""
    box = written.box
    host = "127.0.0.1" if box.host == "0.0.0.0" else box.host
    return PbxLine(
        sipp=program.tool("sipp"),
        sip=(host, box.sip_port),
        trunk=box.trunk_host,
        passwords=load_or_make(places.secrets, extensions(written)).phones,
    )


def dialled(written: Settings) -> str:
    """A number that the private Asterisk's trunk delivers to the hotline."""
    for trunk in written.trunk.values():
        for did in trunk.dids:
            return did
    return "12345"


def unplugged(written: Settings, console: Callable[[str], str]) -> tuple[str, ...]:
    """The phones that no softphone answers for."""
    free = tuple(
        phone
        for phone in extensions(written)
        if " Avail " not in console(f"pjsip show aor {phone}")
    )
    if not free:
        fail("every phone is plugged in already: leave out --phones, or set box.agents higher")
    return free


def console_of(program: AsteriskProgram, places: Folders) -> Callable[[str], str]:
    """Ask the private Asterisk's own console."""
    configuration = places.state / "asterisk" / "etc" / "asterisk.conf"

    def ask(words: str) -> str:
        argv = [*program.argv, "-C", str(configuration), "-rx", words]
        return subprocess.run(argv, capture_output=True, text=True, check=False).stdout

    return ask


def show(result: Agreement, *, json: bool) -> None:
    """Print the three counts, as a table or for a machine."""
    if json:
        sys.stdout.write(msgspec.json.encode(result.as_dict()).decode() + "\n")
        return
    table = Table("outcome", "SIPp", "queue_log", "journal")
    for outcome in OUTCOMES:
        log = "-" if outcome in UNKNOWN_TO_QUEUE_LOG else str(result.queue_log[outcome])
        table.add_row(outcome, str(result.sip[outcome]), log, str(result.journal[outcome]))
    out.print(table)
    out.print("all three agree" if result.equal else "[red]they do not agree[/red]")
