"""The text of a file, whatever the file is."""

import stat
from pathlib import Path

from calcviewer.core.characters import screened
from calcviewer.core.encoding import Source, decode, guessed
from calcviewer.core.problems import Problem
from calcviewer.core.report import Report

SIZE_LIMIT = 2 * 1024 * 1024
LOOK_LIMIT = 8 * 1024 * 1024


def read_source(path: Path) -> tuple[Source | None, tuple[Problem, ...]]:
    """The text of a file, if it is a regular file of bearable size. Never raises."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return None, (Problem("E006"),)
        if found.st_size > SIZE_LIMIT:
            return None, (_too_big(found.st_size),)
        with path.open("rb") as file:
            data = file.read(found.st_size + 1)
            if len(data) > found.st_size:  # it has grown since
                data += file.read(SIZE_LIMIT + 1 - len(data))
    except (OSError, ValueError) as error:
        return None, (Problem("E007", args={"reason": getattr(error, "strerror", None) or str(error)}),)
    return decode(data) if len(data) <= SIZE_LIMIT else (None, (_too_big(len(data)),))


def read_to_look(path: Path) -> tuple[Source | None, tuple[Problem, ...]]:
    """The text of a file that `read_source` refuses, as far as it can be looked at; the problems say why it was.

    A big file is cut after `LOOK_LIMIT`; what is not in UTF-8 is guessed. No line is longer than can be shown.
    """
    source, problems = read_source(path)
    if source is None and problems[0].code in ("E001", "E003"):
        try:
            with path.open("rb") as file:
                data = file.read(LOOK_LIMIT)
        except OSError:
            return None, problems
        cuts = (decode(data[: len(data) - cut])[0] for cut in range(4)) if problems[0].code == "E001" else ()
        source = next(filter(None, cuts), None) or guessed(data)  # a character may have been cut
    report = Report()
    if source is not None and screened(source.text, report) is None and report.problems[0].code == "E004":
        return None, report.problems
    return source, problems


def _too_big(size: int) -> Problem:
    return Problem("E001", args={"size": f"{size / 1024 / 1024:.1f} MiB", "limit": f"{SIZE_LIMIT // 1024 // 1024} MiB"})
