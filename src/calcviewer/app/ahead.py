"""Draws a diagram of which nothing was kept in a second process, while this one imports Qt and makes the window.

That process is a copy of this one from before Qt: it reads, measures by the tables and asks Graphviz, on another core.
What it hands back is a promise like one that was kept (`first_picture`). It never outlives the wish for it by long.
"""

import os
import select
import sys
from contextlib import suppress
from pathlib import Path

from calcviewer import paths, user_folders
from calcviewer.app.first_picture import FirstPictures, Promise, packed, state_of, unpacked
from calcviewer.app.lean_binding import put_to_sleep

LARGEST = 250_000
"""Bytes of a file: some 400 steps. More would not be drawn by the time that the window is made."""
PATIENCE_S = 0.25
UNUSED = ("bz2", "linecache", "locale", "lzma", "tokenize", "traceback")
"""Modules of Python's library that others import here, and of which nothing is used: 4 ms."""


class Ahead:
    """A drawing that is being made elsewhere: `promise` takes it, and `close` has to be called in the end."""

    def __init__(self, path: Path, process: int, pipe: int) -> None:
        self._path, self._process, self._pipe = path, process, pipe

    @property
    def is_there(self) -> bool:
        """Whether `promise` will not have to wait."""
        return bool(select.select([self._pipe], [], [], 0)[0])

    def promise(self) -> Promise | None:
        """The drawing, waited for if need be; None if it takes too long, or if the file is not as it should be."""
        if select.select([self._pipe], [], [], PATIENCE_S)[0]:
            with os.fdopen(self._pipe, "rb", closefd=False) as pipe, suppress(OSError):
                return unpacked(pipe.read(), state_of(self._path))
        return None

    def close(self) -> None:
        """Nobody waits any more: a process that still works notices, and ends."""
        import threading

        os.close(self._pipe)
        threading.Thread(target=os.waitpid, args=(self._process, 0), daemon=True).start()


def look_ahead(path: Path | None) -> Ahead | None:
    """Begins to draw the diagram of a file; None where nothing is gained by it, or where it is not safe.

    A copy of a process has only the thread that made it, so nothing else may run yet.
    """
    if path is None or not _is_safe() or not _is_worthwhile(path):
        return None
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return Ahead(path, process, reading)
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(drawn(path, _Wish(writing)))
    finally:
        os._exit(0)  # whatever went wrong: the process that asked draws for itself, and says what there is to say


def drawn(path: Path, wish: "_Wish | None" = None) -> bytes:
    """The promise of a diagram file, packed; empty if it cannot be read, measured or laid out just as the window would.

    The layout is kept for the window, which will ask for the same.
    """
    put_to_sleep(*UNUSED)
    from calcviewer.core.library import open_library
    from calcviewer.core.model import LANGUAGES
    from calcviewer.layout.cache import LayoutCache
    from calcviewer.layout.engine import Cancelled, LayoutError, find_engine
    from calcviewer.layout.pipeline import Drawer
    from calcviewer.layout.widths import ExactMeasurer, UnknownWidthError

    with suppress(OSError, LayoutError, Cancelled, UnknownWidthError):
        state, library = state_of(path), open_library(path.parent)
        diagram = library.load(path.stem).diagram if library.paths.get(path.stem) == path else None
        if diagram is not None:
            drawer = Drawer(ExactMeasurer(), find_engine, LayoutCache(paths.cache_folder() / "layouts"))
            picture, title = drawer.draw(diagram, wish), library.title(path.stem)
            return packed(Promise({code: title.get(code) for code in LANGUAGES}, picture), state)
    return b""


class _Wish:
    """Whether somebody still waits at the other end of a pipe (`layout.engine.Flag`: set when nobody does)."""

    def __init__(self, writing: int) -> None:
        self._poll = select.poll()
        self._poll.register(writing, 0)

    def is_set(self) -> bool:
        return bool(self._poll.poll(0))


def _is_safe() -> bool:
    """Whether this process may be copied: it has one thread, as far as one can see. And there is another core."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return False
    with suppress(OSError):
        return len(list(Path("/proc/self/task").iterdir())) == 1
    return False


def _is_worthwhile(path: Path) -> bool:
    """Whether it is a diagram file of bearable size of which no drawing was kept, and the usual settings hold."""
    with suppress(OSError):
        is_diagram = path.suffix.lower() in (".yaml", ".yml") and 0 < path.stat().st_size <= LARGEST
        return is_diagram and _is_usual() and FirstPictures(paths.cache_folder() / "first").get(path) is None
    return False


def _is_usual() -> bool:
    """Whether the settings, at a glance, ask neither for the basic view nor for another Graphviz."""
    file = Path(user_folders.config_folder(), "settings.ini")
    with suppress(OSError):
        lines = file.read_bytes().splitlines()
        return not any(line.startswith((b"is_basic=true", b"graphviz=")) and line != b"graphviz=" for line in lines)
    return True
