"""The drawing of each diagram that was looked at, kept so that the next start can show it before anything is read.

A promise, not a truth: the diagram is read right after, and what comes of it stands in its place. No Qt here.
"""

import contextlib
import marshal
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calcviewer import __version__
from calcviewer.core.fingerprint import fingerprint
from calcviewer.layout.picture import Arrow, Box, Frame, Picture

MOST_BOXES = 200
KEPT_FILES = 100


@dataclass(frozen=True)
class Promise:
    """What a start shows at once: the title in each language, and the drawing."""

    titles: Mapping[str, str]
    picture: Picture


class FirstPictures:
    """A folder of promises, one for each diagram file. It may lose anything at any time and never fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, path: Path, *, is_basic: bool = False) -> Promise | None:
        """What this file looked like in that view when it was shown last; None if it has changed since or never was."""
        with contextlib.suppress(OSError, ValueError, TypeError, EOFError):
            data = self._file(path).read_bytes()
            name, kept = data[:40].rstrip(), data[40:]
            if name == fingerprint(kept).encode():  # only what this class wrote, whole, is unmarshalled
                made_from, titles, (width, height, direction), boxes, arrows, frames = marshal.loads(kept)
                if made_from == _state(path, is_basic):
                    parts = (
                        tuple(Box(*b) for b in boxes),
                        tuple(Arrow(*a) for a in arrows),
                        tuple(Frame(*f) for f in frames),
                    )
                    return Promise(titles, Picture(width, height, *parts, direction))
        return None

    def put(self, path: Path, promise: Promise, *, is_basic: bool = False) -> None:
        """Keeps a promise. A large drawing is not kept, and a folder that cannot be written keeps nothing."""
        picture = promise.picture
        if len(picture.boxes) > MOST_BOXES:
            return
        with contextlib.suppress(OSError, ValueError):
            rows = [[tuple(vars(x).values()) for x in xs] for xs in (picture.boxes, picture.arrows, picture.frames)]
            whole = picture.width, picture.height, picture.direction
            kept = marshal.dumps((_state(path, is_basic), dict(promise.titles), whole, *rows))
            file = self._file(path)
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = file.with_suffix(f".{os.getpid()}.new")
            beside.write_bytes(fingerprint(kept).encode().ljust(40) + kept)
            beside.replace(file)
            self._sweep()

    def _file(self, path: Path) -> Path:
        return self._folder / f"{fingerprint(os.fsencode(path.absolute()))}.first"

    def _sweep(self) -> None:
        kept = list(self._folder.iterdir())
        if len(kept) > KEPT_FILES:
            for path in sorted(kept, key=lambda p: p.stat().st_mtime)[: len(kept) // 2]:
                path.unlink(missing_ok=True)


def _state(path: Path, is_basic: bool) -> tuple[str, bool, int, int]:
    """Changes with the program and with the file. Raises OSError if the file is gone."""
    found = path.stat()
    return __version__, is_basic, found.st_mtime_ns, found.st_size
