"""How copies of files are kept in a folder of ours: one file each, which says what it is of and whether it is whole."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calcviewer.core.fingerprint import fingerprint

SIZE_LIMIT = 16 << 20
"""Nothing of ours is longer; a longer file is a foreign one."""


@dataclass(frozen=True)
class Entry:
    """What was kept: of which file, when (seconds since 1970), the bytes, and what the file held then (`base`)."""

    path: str
    kept_at: float
    base: str
    data: bytes


def real_path(path: Path) -> Path:
    """The path by which a file is known, whatever link leads to it. Never raises."""
    try:
        return Path(os.path.normcase(path.resolve()))
    except (OSError, RuntimeError):  # a link that leads to itself
        return path.absolute()


def key_of(path: Path) -> str:
    """The name under which what belongs to a file is kept; readable, so that people find their way by hand too."""
    real = real_path(path)
    stem = "".join(c for c in real.stem[:30] if c.isascii() and (c.isalnum() or c in "-_"))
    return f"{stem or 'file'}-{fingerprint(str(real).encode('utf-8', 'surrogatepass'))}"


def packed(entry: Entry) -> bytes:
    """The bytes of an entry: one line that describes the rest."""
    about = {"path": entry.path, "kept_at": entry.kept_at, "base": entry.base, "sum": fingerprint(entry.data)}
    return json.dumps(about).encode() + b"\n" + entry.data


def unpacked(data: bytes) -> Entry | None:
    """The entry that the bytes hold; None if they are damaged, cut, or something else."""
    head, _, body = data.partition(b"\n")
    try:
        about: Any = json.loads(head)
        path, kept_at, base = about["path"], about["kept_at"], about["base"]
        is_whole = isinstance(path, str) and isinstance(base, str) and about["sum"] == fingerprint(body)
        return Entry(path, float(kept_at), base, body) if is_whole else None
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None


def read_entry(path: Path) -> Entry | None:
    """The entry in a file; None if there is none that is whole."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            return None
        return unpacked(path.read_bytes())
    except OSError:
        return None
