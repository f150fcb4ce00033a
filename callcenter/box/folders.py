"""Where the private box keeps what it must not lose, and what it can fetch again."""

import os
from dataclasses import dataclass
from pathlib import Path

from callcenter.box.account import Account
from callcenter.box.failure import CannotStart

# A unix socket's address holds 107 bytes, and `/asterisk/run/asterisk.ctl` must still fit.
LONGEST = 75


@dataclass(frozen=True)
class Folders:
    """`state` is kept for ever (data, secrets, logs), `cache` can be thrown away at any time."""

    state: Path
    cache: Path

    @property
    def secrets(self) -> Path:
        """One file per secret."""
        return self.state / "secrets"

    @property
    def logs(self) -> Path:
        """One file per program."""
        return self.state / "logs"


def locate(state: str, cache: str, *, root: bool, environment: dict[str, str]) -> Folders:
    """The folders in force: as set, else the system's for root, else the user's own."""
    home = Path(environment.get("HOME") or "/")
    if root:
        default_state, default_cache = Path("/var/lib/callcenter"), Path("/var/cache/callcenter")
    else:
        data = environment.get("XDG_DATA_HOME") or home / ".local" / "share"
        default_state = Path(data) / "callcenter"
        default_cache = Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "callcenter"
    return Folders(
        state=Path(state).expanduser().absolute() if state else default_state,
        cache=Path(cache).expanduser().absolute() if cache else default_cache,
    )


def make(folders: Folders, account: Account | None) -> None:
    """Create what is missing; raises CannotStart if a folder cannot be ours."""
    if len(os.fsencode(folders.state)) > LONGEST:
        raise CannotStart(
            f"The folder {folders.state} has too long a name for the sockets within it: set "
            f"box.folder in config/callcenter.toml to one of at most {LONGEST} characters."
        )
    try:
        for folder, mode in ((folders.state, 0o750), (folders.cache, 0o755)):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(mode)
        folders.logs.mkdir(exist_ok=True)
    except OSError as failure:
        raise CannotStart(
            f"The folder {failure.filename} cannot be written ({failure.strerror}): give it to "
            "this user, or set box.folder and box.cache in config/callcenter.toml."
        ) from failure
    if account is not None:
        # root writes logs and pid files here: whoever may rename them could make root write
        # anywhere. Each program gets a folder of its own below.
        for folder in (folders.state, folders.logs):
            os.chown(folder, 0, account.gid)
        for folder in (folders.state, folders.cache):
            if not account.can_run(["test", "-x", str(folder)]):
                raise CannotStart(
                    f"The user {account.name} cannot reach {folder}: set box.folder and box.cache "
                    "in config/callcenter.toml to places below which every user may go."
                )
