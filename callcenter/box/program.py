"""An Asterisk that can be run: where it is and how it is called."""

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class AsteriskProgram:
    """One installed Asterisk, of the system or of our private tree.

    `argv` is the prefix that runs it (its own loader first, in a private tree). `root` is the top
    of the tree it belongs to (`/` for the system's). `modules` holds its loadable modules, `data`
    its sounds and documentation, `version` is as Asterisk prints it, without the word.
    """

    argv: tuple[str, ...]
    root: Path
    modules: Path
    data: Path
    version: str

    def tool(self, name: str) -> tuple[str, ...]:
        """How to run a tool such as `sipp`: the same tree's, else the one on PATH."""
        if self.root != Path("/"):
            inside = self.root / "usr" / "bin" / name
            if inside.exists():
                return loader(self.root, inside)
        found = shutil.which(name)
        if found is None:
            raise FileNotFoundError(f"{name}: neither in {self.root} nor on PATH; install it")
        return (found,)


def loader(root: Path, program: Path) -> tuple[str, ...]:
    """The prefix that runs a program of a foreign tree through that tree's own libraries."""
    libraries = library_folder(root)
    linker = next(iter(sorted(libraries.glob("ld-linux*.so.*"))))
    path = f"{libraries}:{root / 'usr' / 'lib'}"
    return (str(linker), "--argv0", program.name, "--library-path", path, str(program))


def library_folder(root: Path) -> Path:
    """The folder that holds the C library of this machine's architecture, as Debian names it."""
    for libc in sorted((root / "usr" / "lib").glob("*-linux-gnu*/libc.so.6")):
        return libc.parent
    raise FileNotFoundError(f"{root}: no C library in this tree")
