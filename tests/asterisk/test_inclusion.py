"""The lines of docs/telephony.md make somebody's own Asterisk ours, and bring no warning."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.asterisk import pbx as private
from tests.asterisk.pbx import PrivatePbx
from tests.asterisk.tap import Tap

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "telephony.md").read_text("utf-8")
SECRET = "9b1c7a5d3e8f40c2a6b4d8e0f1a3c5e7"


def lines_for(name: str) -> str:
    """The block of the page that belongs into this file."""
    _, _, after = PAGE.partition(f"\n`{name}`")
    found = re.search(r"```ini\n(.*?)```", after, re.DOTALL)
    assert found is not None, name
    return re.sub(r"<32[^>]*>", SECRET, found[1])


@pytest.fixture(scope="module")
def own() -> Iterator[PrivatePbx]:
    """An Asterisk with the configuration that its package brings, plus the page's lines."""
    folder = private.scratch()
    made = private.prepare(folder)
    etc, ours = folder / "etc", made.config.read_text()
    brought = made.program.root / "etc" / "asterisk"
    shutil.rmtree(etc)
    shutil.copytree(brought, etc)
    name = lines_for("asterisk.conf")
    made.config.write_text(re.sub(r"(?m)^systemname = .*\n", name, ours))
    shutil.copytree(TOP / "dialplans", etc / "callcenter")
    for path in (TOP / "config" / "asterisk" / "callcenter").glob("*.conf"):
        shutil.copy(path, etc / "callcenter")
    port = f"\n[general](+)\nenabled = yes\nbindaddr = 127.0.0.1\nport = {made.ami[1]}\n"
    added = {"manager.conf": port + lines_for("manager.conf")}
    added |= {file: lines_for(file) for file in ("extensions.conf", "queues.conf")}
    for file, text in added.items():
        with (etc / file).open("a") as old:
            old.write("\n" + text)
    (etc / "pjsip.conf").write_text('#include "callcenter/pjsip.conf"\n')
    made.start()
    yield made
    made.stop()
    shutil.rmtree(folder)


def test_the_three_users_log_in_with_their_own_rights(own: PrivatePbx) -> None:
    for user in ("cc_events", "cc_control", "cc_dialer"):
        Tap(own.ami, user, SECRET).close()


def test_the_hotline_and_its_queue_are_there(own: PrivatePbx) -> None:
    assert "callcenter/notice" in own.cli("dialplan show callcenter-hotline")
    assert "callcenter-hotline" in own.cli("dialplan show 12345@callcenter-from-main")
    assert "hotline has 0 calls" in own.cli("queue show hotline")
    assert "PJSIP/1001" in own.cli("core show hints")


def test_none_of_our_lines_brings_a_warning(own: PrivatePbx) -> None:
    log = own.log / "messages.log" if (own.log / "messages.log").exists() else own.log / "messages"

    ours = [line for line in log.read_text("utf-8").splitlines() if "callcenter" in line]
    assert [line for line in ours if "WARNING[" in line or "ERROR[" in line] == []
