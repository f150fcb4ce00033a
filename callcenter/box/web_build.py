"""Build the browser's pages from `web/` into the package, when they have changed."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import callcenter
from callcenter.box.child import bound
from callcenter.box.failure import CannotStart

OLDEST_NODE = (20, 19)
UNTRACKED = frozenset({"node_modules", "dist", "coverage", "test-results"})
PACKAGE = Path(callcenter.__file__).parent
STAMP = ".built-from"

# Node brings its own list of authorities; an office's proxy is known to the machine's list only.
BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")
SYSTEMS_AUTHORITIES = (
    {"NODE_EXTRA_CA_CERTS": str(BUNDLE), "UV_SYSTEM_CERTS": "true"} if BUNDLE.exists() else {}
)


def build(say: Callable[[str], None], package: Path = PACKAGE) -> None:
    """Make `static/` what `web/` says. An installed wheel has no `web/` and is left as it is."""
    web, static = package.parent / "web", package / "static"
    if not (web / "package.json").exists():
        return
    wanted = digest(sources(web), web)
    if says(static / STAMP, wanted):
        return
    environment = with_node(package.parent / ".tools")
    locked = digest([web / "package.json", web / "package-lock.json"], web)
    if not says(web / "node_modules" / STAMP, locked):
        say("installing the browser's packages")
        npm(["ci", "--no-audit", "--no-fund"], web, environment)
        (web / "node_modules" / STAMP).write_text(locked)
    say("building the pages")
    making = package / ".static-making"
    shutil.rmtree(making, ignore_errors=True)
    npm(["run", "build", "--", "--outDir", str(making), "--emptyOutDir"], web, environment)
    (making / STAMP).write_text(wanted)
    shutil.rmtree(static, ignore_errors=True)
    making.rename(static)


def sources(web: Path) -> Iterator[Path]:
    """Every file that the pages are made from."""
    for folder, folders, files in os.walk(web):
        folders[:] = [name for name in folders if name not in UNTRACKED]
        yield from (Path(folder, name) for name in files)


def digest(files: Iterator[Path] | list[Path], top: Path) -> str:
    """One hash over the names and contents of the files."""
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path.relative_to(top)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def says(stamp: Path, wanted: str) -> bool:
    """True if the stamp was left by exactly these sources."""
    return stamp.exists() and stamp.read_text() == wanted


def with_node(tools: Path) -> dict[str, str]:
    """An environment whose PATH begins with a Node that is new enough."""
    environment = {**SYSTEMS_AUTHORITIES, **os.environ}
    node = shutil.which("node")
    if node is not None and shutil.which("npm") is not None and new_enough(node):
        return environment
    if not (tools / "bin" / "node").exists():
        lock = tools.parent / "requirements-web.lock"
        uv = [str(tools / "bin" / "uv"), "pip", "install", "-q", "-p", str(tools)]
        errand([*uv, "-r", str(lock)], tools, environment)
    return {**environment, "PATH": f"{tools / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def new_enough(node: str) -> bool:
    """True if this Node can run the build."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_NODE


def npm(words: list[str], web: Path, environment: dict[str, str]) -> None:
    """Run npm in `web/`."""
    errand(["npm", *words], web, environment)


def errand(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run a command to its end; CannotStart with its last words if that is a bad one."""
    answer = subprocess.run(
        bound(command),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        lines = [line.strip() for line in answer.stdout.splitlines() if line.strip()]
        raise CannotStart(
            f"The pages could not be built: `{' '.join(command[:3])}` said "
            f"{' | '.join(lines[-4:])!r}; the first start needs the npm registry."
        )


if __name__ == "__main__":
    try:
        build(lambda line: print(line, flush=True))  # noqa: T201
    except CannotStart as failure:
        sys.exit(str(failure))
