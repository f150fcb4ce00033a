"""Fetch Debian packages into a folder, without root and without touching the system's own."""

import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from callcenter.box.child import bound
from callcenter.box.failure import CannotStart

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

# Dir::Etc::Parts stays on the system's folder, so that its proxy and certificates apply.
CONFIGURATION = """\
Dir::State "{apt}";
Dir::State::Lists "{apt}/lists";
Dir::State::status "{apt}/status";
Dir::Cache "{apt}/cache";
Dir::Etc "{apt}/etc";
Dir::Etc::SourceList "{apt}/etc/sources.list";
Dir::Etc::SourceParts "-";
Dir::Etc::Parts "/etc/apt/apt.conf.d";
APT::Install-Recommends "false";
APT::Update::Error-Mode "any";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
Debug::NoLocking "true";
"""


def system_mirror() -> str:
    """The Debian mirror that this machine's administrator chose."""
    if shutil.which("apt-get") is None:
        raise CannotStart(
            "There is no apt-get here to fetch Asterisk with: install Asterisk 20 or newer, or "
            "configure an existing one."
        )
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)"],
        capture_output=True,
        text=True,
        check=False,
    )
    mirror = debian_of(listed.stdout.split()) or debian_of(written_sources())
    if mirror is None:
        raise CannotStart(
            "The apt configuration of this machine names no Debian mirror to fetch Asterisk from: "
            "set box.mirror in config/callcenter.toml."
        )
    return mirror


def debian_of(addresses: Sequence[str]) -> str | None:
    """The first address that serves Debian itself, not its security updates nor a third party."""
    for address in addresses:
        if urlsplit(address).path.rstrip("/").endswith("/debian"):
            return address.rstrip("/")
    return None


def written_sources(folder: Path = Path("/etc/apt")) -> list[str]:
    """Every address in the source lists; `indextargets` is silent before the first update."""
    files = [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*"))]
    words = [word for file in files if file.is_file() for word in file.read_text().split()]
    return [word for word in words if "://" in word]


def fetch(packages: Sequence[str], suite: str, mirror: str, folder: Path) -> list[Path]:
    """Download the packages with all they depend on; the signatures are checked.

    Returns the archives. Raises CalledProcessError with apt's own words when the mirror does not
    answer, does not have the suite, or does not have a package.
    """
    configuration = prepare(suite, mirror, folder)
    environment = {**os.environ, "APT_CONFIG": str(configuration), "LC_ALL": "C.UTF-8"}
    environment["DEBIAN_FRONTEND"] = "noninteractive"
    for command in (["update"], ["-y", "install", "--download-only", *packages]):
        subprocess.run(
            bound(["apt-get", "-q", *command]),
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        )
    return sorted((folder / "cache" / "archives").glob("*.deb"))


def prepare(suite: str, mirror: str, folder: Path) -> Path:
    """Lay out an apt of our own in the folder; returns its configuration file."""
    for part in ("lists/partial", "cache/archives/partial", "etc/preferences.d"):
        (folder / part).mkdir(parents=True)
    (folder / "status").touch()
    source = f"deb [signed-by={KEYRING}] {mirror} {suite} main\n"
    (folder / "etc" / "sources.list").write_text(source)
    configuration = folder / "apt.conf"
    configuration.write_text(CONFIGURATION.format(apt=folder))
    return configuration


def unpack(archives: Sequence[Path], root: Path, said: Callable[[int], None]) -> None:
    """Lay the archives' files into a tree; `said` hears how many are done."""
    root.mkdir(parents=True, exist_ok=True)
    for done, archive in enumerate(archives, 1):
        subprocess.run(["dpkg-deb", "-x", archive, root], check=True, capture_output=True)
        said(done)


def architecture() -> str:
    """This machine's architecture, for naming the tree."""
    return platform.machine()
