"""Where a rehearsal plays: one private Asterisk, as phones and citizens reach it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PbxLine:
    """How to reach the private Asterisk by SIP.

    `sipp` runs SIPp, `sip` is where Asterisk listens, `trunk` is the address it takes for the
    carrier's, `passwords` are the phones' own, by extension.
    """

    sipp: tuple[str, ...]
    sip: tuple[str, int]
    trunk: str
    passwords: Mapping[str, str]
