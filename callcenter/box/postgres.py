"""A private PostgreSQL: one data folder, one socket, no network, no password to lose."""

import getpass
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from callcenter.box import disk, postgres_programs
from callcenter.box.account import Account
from callcenter.box.failure import CannotStart
from callcenter.box.postgres_programs import PostgresPrograms

OWNER = "callcenter"  # the database, and the role that owns it and migrates it
APP = "callcenter_app"  # the role that serves: it reads and writes rows, and changes no table
ADMINISTRATOR = "postgres"
ROOM = 300 * 1024 * 1024

# The kernel names the user at the other end of the socket; the map says which roles he may be.
ACCESS = "local all all peer map=box\n"
BIRTH = "".join(
    f"{statement};\n\n"
    for statement in (
        f"CREATE ROLE {OWNER} LOGIN",
        f"CREATE ROLE {APP} LOGIN",
        f"CREATE DATABASE {OWNER} OWNER {OWNER}",
    )
)


@dataclass(frozen=True)
class PrivatePostgres:
    """How to run the server and how to reach it."""

    argv: tuple[str, ...]
    data: Path
    sockets: Path
    version: int

    def dsn(self, role: str = OWNER, database: str = OWNER) -> str:
        """The address for clients that run as root, as the box's account, or as its maker."""
        return dsn(self.sockets, role, database)

    def ready(self) -> bool:
        """True once the server takes connections (it says so in its own pid file)."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"


def dsn(sockets: Path, role: str = OWNER, database: str = OWNER) -> str:
    """The address of the server whose socket is in this folder."""
    return f"postgresql://{role}@/{database}?host={quote(str(sockets), safe='/')}"


def prepare(folder: Path, cache: Path, account: Account | None) -> PrivatePostgres:
    """Make the data folder if there is none; an existing one decides which version serves it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    data, sockets = folder / "data", folder / "socket"
    for leftover in folder.glob(".making-*"):
        shutil.rmtree(leftover)
    programs = postgres_programs.find(version_of(data), cache, account)
    if not data.exists():
        disk.require(folder, ROOM, "PostgreSQL")
        create(data, programs, account)
    if sockets.is_symlink():  # the folder is the account's: root must not follow it elsewhere
        sockets.unlink()
    sockets.mkdir(exist_ok=True)
    sockets.chmod(0o700)
    if account is not None:
        os.chown(sockets, account.uid, account.gid, follow_symlinks=False)
    return PrivatePostgres(argv_of(programs, data, sockets), data, sockets, programs.version)


def version_of(data: Path) -> int | None:
    """The major version that wrote this data folder, None if there is no data yet."""
    if not data.exists():
        return None
    try:
        return int((data / "PG_VERSION").read_text())
    except (OSError, ValueError) as failure:
        raise CannotStart(
            f"The folder {data} is not a PostgreSQL data folder: move it away, or set box.folder "
            "in config/callcenter.toml to another place."
        ) from failure


def argv_of(programs: PostgresPrograms, data: Path, sockets: Path) -> tuple[str, ...]:
    """The command line of the server; its settings stand here, not in the data folder."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "max_connections": "60",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return (programs.path("postgres"), "-D", str(data), *options)


def create(data: Path, programs: PostgresPrograms, account: Account | None) -> None:
    """Make a data folder beside its place, with our role and database, and move it there whole."""
    making = data.with_name(f".making-{os.getpid()}")
    prefix = account.prefix() if account else ()
    try:
        command = [*prefix, programs.path("initdb"), "-D", str(making), "-U", ADMINISTRATOR]
        run([*command, "--locale=C.UTF-8", "--encoding=UTF8", "--auth=peer", "--no-instructions"])
        (making / "pg_hba.conf").write_text(ACCESS)
        (making / "pg_ident.conf").write_text(who_may_enter(account))
        run(
            [*prefix, programs.path("postgres"), "--single", "-D", str(making), "template1"], BIRTH
        )
        making.rename(data)
    except subprocess.CalledProcessError as failure:
        words = (failure.stderr or failure.stdout or "").strip().splitlines()
        raise CannotStart(
            f"PostgreSQL could not make its data folder {data} ({' '.join(words[-2:])}): see to "
            "that and start again; nothing was left behind."
        ) from failure
    finally:
        shutil.rmtree(making, ignore_errors=True)


def run(command: list[str], words: str = "") -> None:
    """Run one of PostgreSQL's programs to its end, from a place every user can enter."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(
        command, input=words, env=environment, cwd="/", check=True, capture_output=True, text=True
    )


def who_may_enter(account: Account | None) -> str:
    """The map from users of this machine to roles of the database."""
    users = {"root", account.name if account else getpass.getuser()}
    roles = (OWNER, APP, ADMINISTRATOR)
    return "".join(f"box {user} {role}\n" for user in sorted(users) for role in roles)
