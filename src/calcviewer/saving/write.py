"""Writing a file so that there is never half of one: beside it first, then in its place. Never in place itself."""

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from calcviewer.core.fingerprint import fingerprint
from calcviewer.core.problems import Problem, visible
from calcviewer.saving.failure import PATH_LIMIT, WriteError, problem_of
from calcviewer.saving.process import is_alive, machine

RETRY_PAUSES_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Windows refuses to replace a file while a virus scanner or an indexer reads it; that passes."""
PASSING = (5, 32)
"""Access denied and sharing violation, as Windows counts errors."""
STRAY_AGE_S = 24 * 3600.0
"""After so long even what another machine left on a shared drive is given up."""
_UNSUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)
_SUFFIX = ".part"
_MAKER = re.compile(r"(?P<machine>[0-9a-f]{8})-(?P<pid>[0-9]{1,10})-[0-9]{1,20}\.part")


def write_whole(path: Path, data: bytes, base: str | None = None, *, is_lasting: bool = True) -> None:
    """Writes `data` to `path`. Raises WriteError; the old file, if any, is then still there, whole.

    With `base`, the fingerprint of what the file is known to hold, a file that holds something else is refused.
    A link stays a link, and permissions stay. What can be made again need not be lasting: nothing waits for the disk.
    """
    with _told(path):
        path = path.resolve()
        _refuse(path, base)
        with _beside(path, data, is_lasting=is_lasting) as beside:
            _keep_attributes(path, beside)
            _replace(beside, path)
    sweep(path)


def write_new(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet. Raises WriteError; E316 if something has that name already."""
    with _told(path), _beside(path, data) as beside:
        try:
            _link(beside, path)
        except FileExistsError as failure:
            raise WriteError(Problem("E316", args={"path": visible(str(path), PATH_LIMIT)})) from failure


def _link(beside: Path, path: Path) -> None:
    """Gives a whole file its name, in one go where a file can have two names for a moment."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a stick without such links: the name is taken first, then filled
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        _replace(beside, path)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what the system says into a problem."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as failure:  # RuntimeError: a link that leads to itself
        raise WriteError(problem_of(failure, path)) from failure


@contextlib.contextmanager
def _beside(path: Path, data: bytes, *, is_lasting: bool = True) -> Iterator[Path]:
    """A whole file beside the one that is meant, until that has taken its place or something failed."""
    maker = f"{machine()}-{os.getpid()}-{threading.get_native_id()}"
    beside = path.with_name(f"{_stem(path)}{maker}{_SUFFIX}")
    try:
        _write(beside, data, is_new=not path.exists(), is_lasting=is_lasting)
        yield beside
        if is_lasting:
            _sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError, ValueError):
            beside.unlink()


def _refuse(path: Path, base: str | None) -> None:
    """What cannot or may not be replaced, though the folder would allow it."""
    if not path.exists():
        return
    shown = {"path": visible(str(path), PATH_LIMIT)}
    if not path.is_file():  # a folder, a pipe, a device: nothing to put a file in the place of
        raise WriteError(Problem("E313", args=shown))
    if not os.access(path, os.W_OK) or _is_write_protected(path):
        raise WriteError(Problem("E304", args=shown))
    if base is not None and fingerprint(path.read_bytes()) != base:
        raise WriteError(Problem("E315", args=shown))


def _is_write_protected(path: Path) -> bool:
    """Whether nobody may write the file, as somebody who may write everything must ask."""
    return not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def _stem(path: Path) -> str:
    return f".{path.stem[:40]}."


def _write(beside: Path, data: bytes, *, is_new: bool, is_lasting: bool) -> None:
    """A file of its own until it is whole (and on the disk); nobody else reads it before it has its permissions."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(beside, flags, 0o666 if is_new else 0o600), "wb") as file:  # noqa: PTH123 - a descriptor
        file.write(data)
        file.flush()
        if is_lasting:
            _sync(file.fileno())


def _sync(descriptor: int) -> None:
    try:
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        else:
            os.fsync(descriptor)
    except OSError as failure:
        if failure.errno not in _UNSUPPORTED:  # some file systems cannot be asked for it
            raise


def _sync_folder(folder: Path) -> None:
    """Makes the new name last, where folders can be asked for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _keep_attributes(path: Path, beside: Path) -> None:
    """Permissions, owner and what else the system knows of a file, as far as it lets them be kept."""
    if not path.exists():
        return
    found = path.stat()
    with contextlib.suppress(OSError):
        shutil.copystat(path, beside)
    with contextlib.suppress(OSError):
        os.utime(beside)
    if sys.platform == "win32":
        _keep_hidden(found, beside)
    elif (found.st_uid, found.st_gid) != (os.geteuid(), beside.stat().st_gid):
        with contextlib.suppress(OSError):
            os.chown(beside, found.st_uid, found.st_gid)
            beside.chmod(stat.S_IMODE(found.st_mode))  # the owner's change took some away


def _keep_hidden(found: os.stat_result, beside: Path) -> None:
    if sys.platform == "win32":
        import ctypes

        kept = found.st_file_attributes & (stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM)
        if kept:
            ctypes.windll.kernel32.SetFileAttributesW(str(beside), kept | stat.FILE_ATTRIBUTE_ARCHIVE)


def _replace(beside: Path, path: Path) -> None:
    for pause in RETRY_PAUSES_S:
        try:
            beside.replace(path)
        except OSError as failure:
            if getattr(failure, "winerror", None) not in PASSING:
                raise
            time.sleep(pause)
        else:
            return
    beside.replace(path)


def sweep(path: Path) -> None:
    """Removes what was left beside a file when the program, or the machine, stopped in the middle of writing it."""
    with contextlib.suppress(OSError):
        for stray in _strays(path):
            with contextlib.suppress(OSError):
                stray.unlink()


def _strays(path: Path) -> Iterator[Path]:
    for found in path.parent.iterdir():
        if not found.name.startswith(_stem(path)):
            continue
        made_by = _MAKER.fullmatch(found.name.removeprefix(_stem(path)))
        if made_by is None:
            continue
        is_orphan = made_by["machine"] == machine() and not is_alive(int(made_by["pid"]))
        if is_orphan or time.time() - found.stat().st_mtime > STRAY_AGE_S:
            yield found
