"""What the server writes about itself: one line an event, whatever callers put into it."""

import json
import subprocess
import sys

PROGRAM = """
import logging
import structlog
from callcenter.logs import configure
from callcenter.settings import LogSettings
configure(LogSettings())
name = "张三\\n{\\"event\\": \\"forged\\"}\\x1b[2J"
structlog.get_logger().info("call", name=name, secret="s3cret")
logging.getLogger("asyncio").warning("library\\nline")
structlog.get_logger().debug("not at this level")
"""


def written() -> list[dict[str, str]]:
    """The lines that a program of its own writes, each of them JSON."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_an_event_is_one_line_that_nobody_can_forge_and_secrets_are_hidden() -> None:
    call, library = written()

    assert (call["event"], call["level"]) == ("call", "info")
    assert call["name"] == '张三\n{"event": "forged"}\x1b[2J'
    assert "s3cret" not in call.values()
    assert library["event"] == "library\nline"
