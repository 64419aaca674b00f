"""What was read before, kept under the fingerprint of the very bytes, so that a start need not read YAML again.

It may lose anything at any time and never fails. What it hands back can only be a value of this package's own types.
"""

import contextlib
import os
import pickle
import stat
from functools import cache
from pathlib import Path
from typing import Any

from calcviewer import __version__
from calcviewer.core.fingerprint import fingerprint

SIZE_LIMIT = 2 << 20
KEPT_FILES = 2000
SWEPT_EVERY = 100
"""How many files are put between two looks at the whole folder; the first one is looked at, too."""
_OURS = "calcviewer.core."


class ReadCache:
    """A folder of results. `key` is None for what is no ordinary file of bearable size: that is never kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._puts = 0

    def key(self, path: Path, *about: str) -> str | None:
        """Names the result of reading this file now, in the light of `about`."""
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > SIZE_LIMIT:
                return None
            data = path.read_bytes()
        except OSError:
            return None
        return fingerprint(repr((_program(), path.stem, about)).encode() + data)

    def get(self, key: str | None, part: int = 0) -> Any:
        """The result kept under a key, or another `part` of what was kept with it; None if there is none."""
        if key is None:
            return None
        try:
            with (self._folder / f"{key}.read").open("rb") as file:
                return [_OwnTypes(file).load() for _ in range(part + 1)][part]
        except Exception:  # noqa: BLE001 - whatever a damaged file does to the unpickler, it is a miss
            return None

    def put(self, key: str | None, *parts: object) -> None:
        """Keeps a result in parts that can be had alone. A folder that cannot be written keeps nothing."""
        if key is None:
            return
        beside = self._folder / f"{key}.{os.getpid()}.new"
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(b"".join(pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for part in parts))
            beside.replace(self._folder / f"{key}.read")
            if self._puts % SWEPT_EVERY == 0:
                self._sweep()
            self._puts += 1

    def _sweep(self) -> None:
        kept = list(self._folder.iterdir())
        if len(kept) > KEPT_FILES:
            for path in sorted(kept, key=lambda p: p.stat().st_mtime)[: len(kept) // 2]:
                path.unlink(missing_ok=True)


class _OwnTypes(pickle.Unpickler):
    """Knows the values of `core` and nothing else, so that a foreign file in the folder can do nothing."""

    def find_class(self, module: str, name: str) -> Any:
        if not module.startswith(_OURS):
            raise pickle.UnpicklingError(module)
        return super().find_class(module, name)


@cache
def _program() -> str:
    """Changes with the reader: the version, and in a checkout the state of its files."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return repr((__version__, [(f.name, f.stat().st_mtime_ns) for f in files]))
