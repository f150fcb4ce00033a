"""The private box's own secrets: random, made once, one file each, readable by nobody else."""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

AMI_USERS = ("cc_events", "cc_control", "cc_dialer")


@dataclass(frozen=True)
class BoxSecrets:
    """What the private Asterisk and the server must both know.

    `folder` holds one file per secret: `systemname`, `ami_<user>` for each of `ami`, `phone_<n>`
    for each of `phones`. `systemname` marks every genuine AMI event of this PBX.
    """

    folder: Path
    systemname: str
    ami: dict[str, str]  # AMI user -> secret
    phones: dict[str, str]  # extension -> SIP password

    def ami_file(self, user: str) -> Path:
        """Where an AMI user's secret is, for settings that read secrets from files."""
        return self.folder / f"ami_{user}"


def load_or_make(folder: Path, phones: Sequence[str]) -> BoxSecrets:
    """Read the box's secrets; whatever is not there yet is drawn at random and written, 0600."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return BoxSecrets(
        folder=folder,
        systemname=kept(folder / "systemname", "cc" + secrets.token_hex(8)),
        ami={user: kept(folder / f"ami_{user}", secrets.token_hex(24)) for user in AMI_USERS},
        phones={phone: kept(folder / f"phone_{phone}", secrets.token_hex(12)) for phone in phones},
    )


def kept(path: Path, fresh: str) -> str:
    """What the file says; if it is missing, it says `fresh` from now on."""
    if path.exists() and not path.is_symlink():
        return path.read_text().strip()
    write_secret(path, fresh + "\n")
    return fresh


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    making = path.with_name(f".{path.name}.making")
    making.unlink(missing_ok=True)
    handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(handle)
    making.rename(path)
