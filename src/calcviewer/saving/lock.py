"""One writer for each file: whoever edits it holds a lock, and the next one is told.

The system itself holds the lock and drops it when the process ends, however it ends: none is ever stale. The lock
lies in the folder of our data, since a file on a stick or a network drive may lie where nothing can be written.
"""

import contextlib
import os
import sys
import time
from pathlib import Path

from calcviewer.core.problems import Problem, visible
from calcviewer.saving.entry import key_of
from calcviewer.saving.failure import PATH_LIMIT

ASKING_S = 0.02
_FAR = 1 << 30
"""Where the locked byte is on Windows, which lets nobody read a locked one."""


def taken_problem(path: Path) -> Problem:
    """What somebody is told who wants to change a file that another window is changing."""
    return Problem("E317", args={"path": visible(str(path), PATH_LIMIT)})


class Locks:
    """The locks of this window. Two of them, in one process or in two, never hold the same file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}

    def take(self, path: Path) -> bool:
        """Becomes the writer of a file; False if another window is. Where locks cannot be had, everybody may."""
        key = key_of(path)
        if key in self._held:
            return True
        descriptor = self._open(key)
        if descriptor is None:
            return True
        if not (_lock(descriptor) or _lock_after_a_moment(descriptor)):
            os.close(descriptor)
            return False
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()} {time.time():.0f} {path}\n".encode("utf-8", "surrogateescape"))
        self._held[key] = descriptor
        return True

    def is_taken(self, path: Path) -> bool:
        """Whether another window is the writer of a file now."""
        key = key_of(path)
        if key in self._held or not self._path(key).exists():
            return False
        descriptor = self._open(key)
        if descriptor is None:
            return False
        is_free = _lock(descriptor)
        os.close(descriptor)
        return not is_free

    def release(self, path: Path) -> None:
        """Lets others write a file."""
        descriptor = self._held.pop(key_of(path), None)
        if descriptor is not None:
            os.close(descriptor)  # the file stays: removing it would let two hold locks on different ones

    def release_all(self) -> None:
        """Lets others write every file."""
        for descriptor in self._held.values():
            os.close(descriptor)
        self._held.clear()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.lock"

    def _open(self, key: str) -> int | None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return os.open(self._path(key), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return None


def _lock_after_a_moment(descriptor: int) -> bool:
    """Somebody who only asks whether a lock is taken has it for as long as that takes."""
    time.sleep(ASKING_S)
    return _lock(descriptor)


def _lock(descriptor: int) -> bool:
    """Locks an open file without waiting; False if another holds it. What cannot be locked counts as locked by us."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
