"""The built pages: a fixed list of files, so that no path leads anywhere else."""

import re
from pathlib import Path

from aiohttp import web

from callcenter.refusal import Refused

HASHED = re.compile(r"/assets/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+")
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
INDEX = "/index.html"


class Pages:
    """The files under one folder, looked up by address and never by joining paths."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, Path] = {}
        self._built = 0

    def file(self, path: str) -> Path | None:
        """The file at this address; an address of the page's own router is the page itself."""
        self._look_again()
        found = self._files.get(path)
        if found is None and "." not in path.rpartition("/")[2]:
            return self._files.get(INDEX)
        return found

    async def respond(self, asked: web.Request) -> web.StreamResponse:
        """Send the file, with how long a browser may keep it."""
        found = self.file(asked.path)
        if found is None:
            built = INDEX in self._files
            detail = "" if built else "the pages are not built: start with ./run"
            raise Refused("not_found", detail, status=404)
        kept = FOREVER if HASHED.fullmatch(asked.path) else ASK_AGAIN
        return web.FileResponse(found, headers={"Cache-Control": kept})

    def _look_again(self) -> None:
        """List the folder when the pages were built anew; links and hidden files are left out."""
        index = self._folder / "index.html"
        built = index.stat().st_mtime_ns if index.is_file() else 0
        if built == self._built and self._files:
            return
        self._built = built
        self._files = {
            "/" + file.relative_to(self._folder).as_posix(): file
            for file in self._folder.rglob("*")
            if file.is_file() and not file.is_symlink() and not file.name.startswith(".")
        }
