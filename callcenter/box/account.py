"""Whom the box's programs run as: the system user `callcenter` when started by root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from callcenter.box.failure import CannotStart

NAME = "callcenter"

# setpriv's own exec still passes every permission check that root passes; the next one does not.
THROUGH_A_SHELL = ("/bin/sh", "-c", 'exec "$@"', "sh")


@dataclass(frozen=True)
class Account:
    """A system user that owns the box's folders and runs its programs."""

    name: str
    uid: int
    gid: int

    def prefix(self) -> tuple[str, ...]:
        """The start of a command line that runs the rest of it as this user, for good."""
        return (
            *("setpriv", "--reuid", str(self.uid), "--regid", str(self.gid)),
            *("--init-groups", "--inh-caps=-all", "--no-new-privs"),
        )

    def can_run(self, argv: Sequence[str]) -> bool:
        """True if this user gets through to the program and it ends well."""
        command = [*self.prefix(), *THROUGH_A_SHELL, *argv]
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd="/")
        return answer.returncode == 0

    def own(self, folder: Path) -> None:
        """Hand a folder and all that is in it to this user."""
        for place in (folder, *folder.rglob("*")):
            os.chown(place, self.uid, self.gid, follow_symlinks=False)


def service_account(say: Callable[[str], None]) -> Account | None:
    """The account to run as: nobody else for an ordinary user, `callcenter` for root."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        create(Path("/var/lib/callcenter"))
        entry = pwd.getpwnam(NAME)
        say(f"created the system user {NAME}: PostgreSQL and Asterisk never run as root")
    return Account(name=NAME, uid=entry.pw_uid, gid=entry.pw_gid)


def create(home: Path) -> None:
    """Add the system user; it has no password and no shell."""
    useradd = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    command = [useradd or "useradd", "--system", "--user-group", "--no-create-home"]
    shell = "/usr/sbin/nologin"
    try:
        subprocess.run(
            [*command, "--home-dir", home, "--shell", shell, NAME],
            check=True,
            capture_output=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError) as failure:
        words = getattr(failure, "stderr", "") or str(failure)
        raise CannotStart(
            f"The system user {NAME} could not be created ({words.strip()}): create it with "
            f"`useradd --system --user-group {NAME}`, or start as an ordinary user."
        ) from failure
