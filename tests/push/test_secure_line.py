import ssl
from pathlib import Path

import pytest
from websockets.exceptions import InvalidMessage

from tests.people import LI
from tests.push.centre import open_centre
from tests.push.certificates import certificate


async def test_with_a_certificate_the_line_is_encrypted_and_plain_ones_are_refused(
    tmp_path: Path,
) -> None:
    pem = certificate(tmp_path)
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(pem)
    theirs = ssl.create_default_context(cafile=str(pem))

    async with open_centre(ours) as centre:
        url = f"wss://localhost:{centre.server.port}/push"
        async with centre.screen(LI, url=url, ssl=theirs, family=2) as browser:
            assert browser.heard[-1]["snapshot"]
            centre.server.end_session(LI.id)
            assert (await browser.is_closed())[0] == 4003
        with pytest.raises((InvalidMessage, ConnectionError)):
            await centre.dial()
