"""Find an Asterisk on this machine, or fetch one into a private tree, once."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from callcenter.box import apt, disk
from callcenter.box.failure import CannotStart
from callcenter.box.program import AsteriskProgram, loader

OLDEST = 20
SUITES = ("forky", "sid")
ROOM = 700 * 1024 * 1024  # archives, the tree, and the same tree once more while it is being made

PACKAGES = (
    "asterisk",
    "asterisk-modules",
    "asterisk-core-sounds-en-gsm",
    "asterisk-moh-opsound-wav",
    "sip-tester",
    "fonts-wqy-microhei",
)

Say = Callable[[str], None]


def find_or_fetch(
    cache: Path, *, mirror: str = "", suites: Sequence[str] = SUITES, say: Say = lambda _: None
) -> AsteriskProgram:
    """An Asterisk of version 20 or newer: from PATH, else from the cache, else fetched into it.

    `mirror` and `suites` say where from; empty means as this machine's apt has it. Raises
    CannotStart, and leaves nothing behind, if there is neither an Asterisk nor a way to get one.
    """
    found = on_path()
    if found is not None:
        return found
    for suite in suites:
        tree = tree_of(cache, suite)
        if tree.is_dir():
            return in_tree(tree)
    return fetched(cache, mirror or apt.system_mirror(), suites, say)


def tree_of(cache: Path, suite: str) -> Path:
    """Where the private tree of a suite lives."""
    return cache / f"asterisk-{suite}-{apt.architecture()}"


def on_path() -> AsteriskProgram | None:
    """The Asterisk that is installed on this machine, if it is new enough."""
    program = shutil.which("asterisk") or shutil.which("asterisk", path="/usr/sbin")
    if program is None:
        return None
    version = version_of((program,))
    if int(version.split(".")[0]) < OLDEST:
        return None
    return described((program,), Path("/"), version)


def in_tree(root: Path) -> AsteriskProgram:
    """The Asterisk of a private tree."""
    argv = loader(root, root / "usr" / "sbin" / "asterisk")
    return described(argv, root, version_of(argv))


def described(argv: tuple[str, ...], root: Path, version: str) -> AsteriskProgram:
    """Look up where this Asterisk keeps its modules and sounds."""
    places = [*sorted((root / "usr/lib").glob("*-linux-gnu/asterisk/modules"))]
    modules = next(iter([*places, root / "usr/lib/asterisk/modules"]))
    shared = root / "usr/share/asterisk"
    data = shared if (shared / "sounds").is_dir() else root / "var/lib/asterisk"
    return AsteriskProgram(argv=argv, root=root, modules=modules, data=data, version=version)


def version_of(argv: tuple[str, ...]) -> str:
    """What this Asterisk says its version is, such as `22.10.1`."""
    answer = subprocess.run([*argv, "-V"], capture_output=True, text=True, check=False)
    found = re.search(r"Asterisk (\d+(?:\.\d+)*)", answer.stdout)
    return found[1] if found else "0"


def fetched(cache: Path, mirror: str, suites: Sequence[str], say: Say) -> AsteriskProgram:
    """Fetch and unpack beside the place it shall have, then put it there in one move."""
    cache.mkdir(parents=True, exist_ok=True)
    disk.require(cache, ROOM, "Asterisk")
    sweep(cache)
    reasons = []
    for suite in suites:
        making = Path(tempfile.mkdtemp(prefix=".fetching-", dir=cache))
        making.chmod(0o755)
        try:
            return complete(making, tree_of(cache, suite), mirror, suite, say)
        except subprocess.CalledProcessError as failure:
            reasons.append(f"{suite}: {last_words(failure)}")
        finally:
            shutil.rmtree(making, ignore_errors=True)
    raise CannotStart(
        f"Asterisk could not be fetched from {mirror} ({'; '.join(reasons)}): connect this "
        "machine to a Debian mirror for the first start, set box.mirror in "
        f"config/callcenter.toml, or install Asterisk {OLDEST} or newer."
    )


def complete(making: Path, tree: Path, mirror: str, suite: str, say: Say) -> AsteriskProgram:
    """Make a whole tree that answers `asterisk -V`, and only then give it its name."""
    say(f"fetching Asterisk from {mirror} {suite}")
    archives = apt.fetch(PACKAGES, suite, mirror, making / "apt")
    total = len(archives)
    apt.unpack(archives, making / "root", lambda done: say(f"unpacking {done} of {total}"))
    root = making / "root"
    if version_of(loader(root, root / "usr" / "sbin" / "asterisk")) == "0":
        raise CannotStart(
            f"The Asterisk of {mirror} {suite} does not run on this machine: install Asterisk "
            f"{OLDEST} or newer yourself, or set box.suite to a suite whose Asterisk does."
        )
    finish(root, archives)
    root.rename(tree)
    return in_tree(tree)


def finish(root: Path, archives: Sequence[Path]) -> None:
    """Do what the packages' own scripts would have done, and note the versions."""
    sounds = root / "usr" / "share" / "asterisk" / "sounds"
    english = next(iter(sorted(sounds.glob("en_*"))), None)
    if english is not None and not (sounds / "en").exists():
        (sounds / "en").symlink_to(english.name)
    (root / "FETCHED").write_text("".join(f"{archive.name}\n" for archive in archives))


def sweep(cache: Path) -> None:
    """Throw away what a fetch that was killed has left."""
    for leftover in cache.glob(".fetching-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def last_words(failure: subprocess.CalledProcessError) -> str:
    """The first complaint of apt or dpkg, on one line."""
    lines = [line.strip() for line in (failure.stderr or "").splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("E:")]
    return (errors or lines or [str(failure)])[0]
