"""Counts starts that died with a file, so that a file that kills the program is not opened by itself for ever.

Every start comes by here before anything is shown: nothing is imported, and nothing waits for the disk.
"""

import contextlib
from pathlib import Path

ENOUGH = 2
"""After so many in a row, the next start asks first."""
_LARGEST = 10_000


class Starts:
    """One small file. A start says what it opens, and later that it lives."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def deaths(self, path: Path) -> int:
        """How many starts in a row opened this file and were never heard of again."""
        with contextlib.suppress(OSError, ValueError):
            with self._file.open(encoding="utf-8", errors="surrogateescape") as file:
                count, _, name = file.read(_LARGEST).partition(" ")
            if name == str(path) and 0 < int(count) < _LARGEST:
                return int(count)
        return 0

    def is_suspect(self, path: Path) -> bool:
        """Whether the file had better not be opened without a question."""
        return self.deaths(path) >= ENOUGH

    def begin(self, path: Path) -> None:
        """A start opens this file now; until `lived`, it counts as one that died with it."""
        count = self.deaths(path) + 1
        with contextlib.suppress(OSError):  # without the count a start is what it always was
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file.write_text(f"{count} {path}", encoding="utf-8", errors="surrogateescape")

    def lived(self) -> None:
        """The start came to its end, or long past what could have killed it."""
        with contextlib.suppress(OSError):
            self._file.unlink()
