"""schemathesis reads the OpenAPI document and tries to prove the server a liar."""

import asyncio
import sys
from pathlib import Path

from tests.http.site import API, Site
from tests.people import ADA

EXAMPLES = 6  # per route and kind; a longer run is a matter of this number


async def test_schemathesis_finds_nothing(site: Site, tmp_path: Path) -> None:
    browser = await site.logged_in(ADA)
    (tmp_path / "schemathesis.toml").write_text(
        f'[auth.openapi.session]\napi_key = "{browser.token()}"\n'
        f'[auth.openapi.csrf]\napi_key = "{browser.csrf}"\n'
        # Ids that it found in answers would be the tester's own: it would end its own session.
        "[phases.coverage.extra-data-sources]\nresponses = false\n"
        "[phases.fuzzing.extra-data-sources]\nresponses = false\n"
    )
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        f"{site.url}{API}/openapi.json",
        *("-H", f"Origin: {site.url}"),
        *("--phases", "examples,coverage,fuzzing"),
        *("--max-examples", str(EXAMPLES)),
        *("--checks", "all"),
        *("--generation-database", "none"),
        *("--seed", "20261123"),
        *("--suppress-health-check", "filter_too_much"),  # few texts are no call's id
        "--no-color",
        *("--exclude-operation-id", "delete_session"),  # it would log the tester out
    ]
    tester = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await tester.communicate()

    assert tester.returncode == 0, said.decode()[-6000:]
    assert len(await site.store.everybody()) >= 4
