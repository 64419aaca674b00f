"""Writing a file so that there is never half of one: beside it first, then in its place."""

import contextlib
import os
import shutil
from errno import EACCES, EINVAL
from pathlib import Path

from calcviewer.core.problems import Problem, visible


class ExportError(Exception):
    """A file that was not written; `problems` say why. What was there before is unchanged."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


def write_whole(path: Path, data: bytes) -> None:
    """Writes `data` to `path`. Raises ExportError; the old file, if any, is then still there, whole."""
    beside: Path | None = None
    try:
        path = path.resolve()  # a link stays a link
        beside = path.with_name(f".{path.stem[:40]}.{os.getpid()}.part")
        if path.exists() and not path.is_file():  # a folder, a pipe, a device: nothing to put a file in the place of
            raise OSError(EINVAL, os.strerror(EINVAL))
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except (OSError, ValueError, RuntimeError) as failure:  # RuntimeError: a link that leads to itself
        if beside is not None:
            with contextlib.suppress(OSError, ValueError):
                beside.unlink()
        why = getattr(failure, "strerror", None) or str(failure)
        raise ExportError(Problem("E301", args={"path": visible(str(path)), "why": visible(why)})) from failure
