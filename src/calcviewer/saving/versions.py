"""What files held before they were saved over: the last ten of each, within bounds, the newest first.

Their order is that of their numbers, so that a clock that is set back puts nothing in a wrong place.
"""

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from calcviewer.core.fingerprint import fingerprint
from calcviewer.saving.entry import Entry, key_of, packed, read_entry, real_path
from calcviewer.saving.failure import WriteError, problem_of
from calcviewer.saving.write import write_whole

KEPT = 10
SIZE_LIMIT = 50 << 20
_NAME = re.compile(r"([0-9]{10})-([0-9a-f]+-[0-9a-f]+)\.version")


@dataclass(frozen=True)
class Version:
    """An earlier version of a file. `size` is in bytes, `kept_at` in seconds since 1970: when it was replaced."""

    number: int
    kept_at: float
    size: int
    fingerprint: str


class _Kept(NamedTuple):
    number: int
    fingerprint: str
    path: Path


class Versions:
    """A folder with a folder for each file."""

    def __init__(self, folder: Path, size_limit: int = SIZE_LIMIT) -> None:
        self._folder = folder
        self._limit = size_limit

    def keep(self, path: Path, successor: bytes | None = None) -> None:
        """Keeps what the file holds now, before its `successor` takes its place. Raises WriteError.

        The same content is kept once, as the newest. There is nothing to keep of a file that is not there, or that
        stays as it is.
        """
        try:
            if not path.is_file():
                return
            data = path.read_bytes()
            if data == successor:
                return
            self._of(path).mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as failure:
            raise WriteError(problem_of(failure, self._folder)) from failure
        known, name = list(self._all()), fingerprint(data)
        number = max((kept.number for kept in known), default=0) + 1
        mine = [kept for kept in known if kept.path.parent == self._of(path)]
        entry = Entry(str(real_path(path)), time.time(), name, data)
        write_whole(self._of(path) / f"{number:010d}-{name}.version", packed(entry))
        for kept in [kept for kept in mine if kept.fingerprint == name]:
            _remove(kept.path)
        others = sorted((kept for kept in mine if kept.fingerprint != name), reverse=True)
        for kept in others[KEPT - 1 :]:
            _remove(kept.path)
        self._shrink()

    def list(self, path: Path) -> tuple[Version, ...]:
        """The earlier versions of a file that can be read, the newest first."""
        found = []
        for kept in sorted(self._in(self._of(path)), reverse=True):
            entry = read_entry(kept.path)
            if entry is not None and entry.path == str(real_path(path)):
                found.append(Version(kept.number, entry.kept_at, len(entry.data), kept.fingerprint))
        return tuple(found)

    def read(self, path: Path, version: Version) -> bytes | None:
        """What the file held then; None if that is not there any more."""
        entry = read_entry(self._of(path) / f"{version.number:010d}-{version.fingerprint}.version")
        return entry.data if entry else None

    def _of(self, path: Path) -> Path:
        return self._folder / key_of(path)

    def _all(self) -> Iterator[_Kept]:
        with contextlib.suppress(OSError):
            for folder in self._folder.iterdir():
                yield from self._in(folder)

    def _in(self, folder: Path) -> Iterator[_Kept]:
        with contextlib.suppress(OSError):
            for path in folder.iterdir():
                if found := _NAME.fullmatch(path.name):
                    yield _Kept(int(found[1]), found[2], path)

    def _shrink(self) -> None:
        """Within the bound for all files together the newest stay, whatever file they are of."""
        total = 0
        for kept in sorted(self._all(), reverse=True):
            with contextlib.suppress(OSError):
                total += kept.path.stat().st_size
                if total > self._limit:
                    _remove(kept.path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
