"""Writing the files of a package so that two builds of one commit write the same bytes."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from installers.product import epoch

PLAIN, PROGRAM = 0o644, 0o755


def put(path: Path, data: bytes | str, mode: int = PLAIN) -> None:
    """Writes a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    path.chmod(mode)


def copy(source: Path, target: Path, mode: int = PLAIN) -> None:
    put(target, source.read_bytes(), mode)


def copy_tree(source: Path, target: Path) -> None:
    """A folder with its links and modes."""
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)


def fresh(folder: Path) -> Path:
    """An empty folder at this place."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    folder.chmod(PROGRAM)
    return folder


def files(folder: Path) -> Iterator[Path]:
    """Every file below, in an order that does not depend on the disk; links too."""
    return (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())


def settle(folder: Path) -> None:
    """Gives everything below the one date, and modes that do not depend on who builds."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            is_program = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(PROGRAM if is_program else PLAIN)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)


def size(folder: Path) -> int:
    """The bytes of all files below."""
    return sum(path.lstat().st_size for path in files(folder))


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
