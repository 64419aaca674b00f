"""Writing a file so that there is never half of one: beside it first, then in its place."""

import contextlib
import os
import shutil
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
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, os.strerror(13))
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except (OSError, ValueError) as failure:
        if beside is not None:
            with contextlib.suppress(OSError, ValueError):
                beside.unlink()
        why = getattr(failure, "strerror", None) or str(failure)
        raise ExportError(Problem("E301", args={"path": visible(str(path)), "why": visible(why)})) from failure
