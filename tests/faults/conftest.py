"""What the faults of the whole line need: Asterisk, a database, people, settings."""

from tests.acceptance.conftest import centre, here, pbx

__all__ = ["centre", "here", "pbx"]
