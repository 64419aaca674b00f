"""Layouts kept on disk under the digest of what was asked. It may lose anything at any time and never fails."""

import contextlib
import os
from pathlib import Path

from calcviewer.layout.engine import is_whole

SIZE_LIMIT = 20 << 20


class LayoutCache:
    """A folder of plain outputs, bounded; the oldest go first."""

    def __init__(self, folder: Path, size_limit: int = SIZE_LIMIT) -> None:
        self._folder = folder
        self._limit = size_limit

    def get(self, digest: str) -> str | None:
        """The output kept under a digest; None if there is none or it is not whole."""
        try:
            text = (self._folder / f"{digest}.plain").read_text("utf-8")
        except (OSError, UnicodeError):
            return None
        return text if is_whole(text) else None

    def put(self, digest: str, text: str) -> None:
        """Keeps an output. A folder that cannot be written keeps nothing, and nobody minds."""
        beside = self._folder / f"{digest}.{os.getpid()}.new"
        with contextlib.suppress(OSError, ValueError):
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, "utf-8")
            beside.replace(self._folder / f"{digest}.plain")
            self._sweep()

    def _sweep(self) -> None:
        """Only our own files, half-written ones among them; another process may sweep at the same time."""
        found: list[tuple[float, int, Path]] = []
        for path in (*self._folder.glob("*.plain"), *self._folder.glob("*.new")):
            with contextlib.suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        total = 0
        for _age, size, path in sorted(found, reverse=True):
            total += size
            if total > self._limit:
                with contextlib.suppress(OSError):
                    path.unlink()
