"""Saving a file that is edited: what it held is kept as an earlier version, then it is replaced as a whole."""

from pathlib import Path

from calcviewer.core.problems import Problem, visible
from calcviewer.saving.failure import PATH_LIMIT, WriteError
from calcviewer.saving.versions import Versions
from calcviewer.saving.write import write_whole


def save(path: Path, data: bytes, versions: Versions, base: str | None = None) -> Problem | None:
    """Saves `data`; a problem tells that it is saved, but no earlier version was kept. Raises WriteError.

    With `base`, the fingerprint of what the file held when it was read, a file that holds something else by now is
    left as it is.
    """
    unkept = None
    try:
        versions.keep(path, data)
    except WriteError as failure:
        shown = visible(str(path), PATH_LIMIT)
        unkept = Problem("W301", args={"path": shown, "why": failure.problems[0].message})
    write_whole(path, data, base)
    return unkept
