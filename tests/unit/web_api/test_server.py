"""How it listens."""

from pathlib import Path

import pytest

from callcenter.settings import ServerSettings
from callcenter.web_api.server import tls


def test_without_a_certificate_it_is_plain_http() -> None:
    assert tls(ServerSettings()) is None


def test_a_certificate_that_is_not_there_is_an_error_at_the_start(tmp_path: Path) -> None:
    settings = ServerSettings(certificate=str(tmp_path / "none.pem"), certificate_key="none.key")

    with pytest.raises(FileNotFoundError):
        tls(settings)
