"""The drawing of each diagram that was looked at, kept so that the next start can show it before anything is read.

Those of the shipped diagrams come with the program (`resources/first`), for the first start of all. A promise, not a
truth: the diagram is read right after, and what comes of it stands in its place. No Qt here.
"""

import contextlib
import marshal
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from calcviewer import __version__, paths
from calcviewer.core.fingerprint import fingerprint
from calcviewer.layout.picture import Arrow, Box, Frame, Picture

MOST_BOXES = 200
KEPT_FILES = 100
NAME_LENGTH = 40
MARSHAL_VERSION = 2
"""The same bytes from every Python."""
Rows = list[tuple[Any, ...]]
State = str | tuple[str, bool, int, int]
"""What a promise was made from: the bytes of a shipped file by their fingerprint, any other by date and size."""


class Promise(NamedTuple):
    """What a start shows at once: the title in each language, and the drawing."""

    titles: Mapping[str, str]
    picture: Picture


class FirstPictures:
    """A folder of promises, one for each diagram file. It may lose anything at any time and never fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, path: Path, *, is_basic: bool = False) -> Promise | None:
        """What this file looked like in that view when it was shown last; None if it has changed since or never was."""
        return self._kept(path, is_basic) or _shipped(path, is_basic)

    def put(self, path: Path, promise: Promise, *, is_basic: bool = False) -> None:
        """Keeps a promise. A large drawing is not kept, and a folder that cannot be written keeps nothing."""
        if len(promise.picture.boxes) > MOST_BOXES:
            return
        with contextlib.suppress(OSError, ValueError):
            data = packed(promise, state_of(path, is_basic))
            file = self._file(path)
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = file.with_suffix(f".{os.getpid()}.new")
            beside.write_bytes(data)
            beside.replace(file)
            self._sweep()

    def _kept(self, path: Path, is_basic: bool) -> Promise | None:
        with contextlib.suppress(OSError):
            return unpacked(self._file(path).read_bytes(), state_of(path, is_basic))
        return None

    def _file(self, path: Path) -> Path:
        return self._folder / f"{fingerprint(os.fsencode(path.absolute()))}.first"

    def _sweep(self) -> None:
        kept = list(self._folder.iterdir())
        if len(kept) > KEPT_FILES:
            for path in sorted(kept, key=lambda p: p.stat().st_mtime)[: len(kept) // 2]:
                path.unlink(missing_ok=True)


def packed(promise: Promise, state: State) -> bytes:
    """A promise as it lies in a file, with the state of what it was made from. Raises ValueError where it cannot be."""
    picture = promise.picture
    rows = [[tuple(x) for x in xs] for xs in (picture.boxes, picture.arrows, picture.frames)]
    whole = picture.width, picture.height, picture.direction
    kept = marshal.dumps((state, dict(promise.titles), whole, *rows), MARSHAL_VERSION)
    return fingerprint(kept).encode().ljust(NAME_LENGTH) + kept


def unpacked(data: bytes, state: State) -> Promise | None:
    """The promise of a file's bytes; None if they are damaged or were made from another state."""
    name, kept = data[:NAME_LENGTH].rstrip(), data[NAME_LENGTH:]
    with contextlib.suppress(ValueError, TypeError, EOFError):
        if name == fingerprint(kept).encode():  # only what this module wrote, whole, is unmarshalled
            made_from, titles, whole, *rows = marshal.loads(kept)
            if made_from == state:
                return Promise(titles, _picture(whole, *rows))
    return None


def _picture(whole: tuple[float, float, str], boxes: Rows, arrows: Rows, frames: Rows) -> Picture:
    width, height, direction = whole
    parts = (tuple(Box(*b) for b in boxes), tuple(Arrow(*a) for a in arrows), tuple(Frame(*f) for f in frames))
    return Picture(width, height, *parts, direction)


def _shipped(path: Path, is_basic: bool) -> Promise | None:
    """The promise that came with the program for a diagram that came with it."""
    if not is_basic and path.absolute().parent == paths.shipped_library():
        with contextlib.suppress(OSError):
            data = paths.resource("first", f"{path.stem}.first").read_bytes()
            return unpacked(data, fingerprint(path.read_bytes()))
    return None


def state_of(path: Path, is_basic: bool = False) -> State:
    """What a promise is made from: changes with the program and with the file. Raises OSError if that is gone."""
    found = path.stat()
    return __version__, is_basic, found.st_mtime_ns, found.st_size
