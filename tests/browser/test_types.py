"""The pages' types are exactly what this server says of itself."""

import asyncio
import shutil
from pathlib import Path

import callcenter
from callcenter.settings import Settings
from tests.acceptance.desk import open_desk

ROOT = Path(callcenter.__file__).parents[1]
WEB = ROOT / "web"


def node() -> str:
    """The Node that built the pages."""
    found = shutil.which("node", path=f"{ROOT / '.tools' / 'bin'}") or shutil.which("node")
    assert found is not None, "the pages were built, so there must be a Node"
    return found


async def test_generating_the_types_again_changes_nothing(centre: Settings) -> None:
    async with open_desk(centre) as desk:
        check = await asyncio.create_subprocess_exec(
            node(), "generate.mjs", "--check", desk.url, cwd=WEB, stderr=asyncio.subprocess.PIPE
        )
        _, said = await check.communicate()

    assert (check.returncode, said.decode()) == (0, "")
