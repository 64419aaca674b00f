"""Counts starts that died with a file, so that a file that kills the program is not opened by itself for ever."""

import contextlib
import json
from pathlib import Path

from calcviewer.saving.entry import key_of
from calcviewer.saving.failure import WriteError
from calcviewer.saving.write import write_whole

ENOUGH = 2
"""After so many in a row, the next start asks first."""


class Starts:
    """One small file. A start says what it opens, and later that it lives."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def deaths(self, path: Path) -> int:
        """How many starts in a row opened this file and were never heard of again."""
        key, count = self._read()
        return count if key == key_of(path) else 0

    def is_suspect(self, path: Path) -> bool:
        """Whether the file had better not be opened, or its text restored, without a question."""
        return self.deaths(path) >= ENOUGH

    def begin(self, path: Path) -> None:
        """A start opens this file now; until `lived`, it counts as one that died with it."""
        count = self.deaths(path) + 1
        with contextlib.suppress(OSError, WriteError):  # without the count a start is what it always was
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._file, json.dumps([key_of(path), count]).encode())

    def lived(self) -> None:
        """The start came to its end, or long past what could have killed it."""
        with contextlib.suppress(OSError):
            self._file.unlink()

    def _read(self) -> tuple[str, int]:
        try:
            key, count = json.loads(self._file.read_bytes())
        except (OSError, ValueError, TypeError, RecursionError):
            return "", 0
        is_sound = isinstance(key, str) and isinstance(count, int) and count > 0
        return (key, count) if is_sound else ("", 0)
