"""Copies of texts that are not saved yet, so that a crash or a power cut takes at most the last two seconds.

A copy is removed when its text is saved or given up. What is damaged is put aside, never deleted.
"""

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from calcviewer.saving.entry import Entry, key_of, packed, read_entry
from calcviewer.saving.failure import WriteError, problem_of
from calcviewer.saving.lock import Locks
from calcviewer.saving.write import write_whole

_SUFFIX = ".recovery"


@dataclass(frozen=True)
class Unsaved:
    """A text that was not saved: of which file, its bytes, when it was kept, and the fingerprint of the file then."""

    path: Path
    data: bytes
    kept_at: float
    base: str


class Recovery:
    """A folder of copies, one for each file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: Path, data: bytes, base: str) -> None:
        """Keeps the text of a file as it stands now, in the place of what was kept before. Raises WriteError."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as failure:
            raise WriteError(problem_of(failure, self._folder)) from failure
        write_whole(self._copy(path), packed(Entry(str(path.absolute()), time.time(), base, data)))

    def drop(self, path: Path) -> None:
        """The text is saved, or nobody wants it any more."""
        with contextlib.suppress(OSError):
            self._copy(path).unlink()

    def waiting(self, locks: Locks) -> tuple[Unsaved, ...]:
        """The texts that a window left behind when it ended without a word; not those of windows that are open."""
        found = []
        for copy in self._copies():
            entry = read_entry(copy)
            if entry is None:
                self._put_aside(copy)
            elif not locks.is_taken(Path(entry.path)):
                found.append(Unsaved(Path(entry.path), entry.data, entry.kept_at, entry.base))
        return tuple(sorted(found, key=lambda unsaved: (-unsaved.kept_at, unsaved.path)))

    def aside(self) -> tuple[Path, ...]:
        """Copies that cannot be read; somebody may still find words in them."""
        with contextlib.suppress(OSError):
            return tuple(sorted(path for path in self._aside.iterdir() if path.is_file()))
        return ()

    @property
    def _aside(self) -> Path:
        return self._folder / "damaged"

    def _copy(self, path: Path) -> Path:
        return self._folder / f"{key_of(path)}{_SUFFIX}"

    def _copies(self) -> list[Path]:
        try:
            return [path for path in self._folder.iterdir() if path.suffix == _SUFFIX]
        except OSError:
            return []

    def _put_aside(self, copy: Path) -> None:
        """Under a name of its own: a second damaged copy must not take the place of the first."""
        with contextlib.suppress(OSError):
            self._aside.mkdir(exist_ok=True)
            names = (f"{copy.stem}{f'-{number}' if number else ''}{_SUFFIX}" for number in range(1000))
            free = next((self._aside / name for name in names if not os.path.lexists(self._aside / name)), None)
            if free is not None:
                copy.rename(free)
