"""`calcviewer check PATH…`: every problem of every file, one line each. No Qt."""

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from calcviewer.cli import FAILED, OK, PROBLEMS
from calcviewer.core.library import LIBRARY_FILE, Library, check_library, load_file, open_library
from calcviewer.core.problems import ERROR, Problem, visible
from calcviewer.i18n import _

if TYPE_CHECKING:
    import argparse


class Asked(NamedTuple):
    """What the words ask for."""

    paths: Sequence[Path]
    format: str = "text"
    strict: bool = False


def run(words: Sequence[str]) -> int:
    """Exit code 0: no error; 1: errors found (with --strict, warnings too); 2: could not be checked."""
    options = _asked(words)
    found: list[tuple[Path, Problem]] = []
    code = OK
    with _no_garbage():
        for path in options.paths:
            try:
                found += _problems(path)
            except OSError as failure:
                print(f"{visible(str(path))}: {failure.strerror or failure}", file=sys.stderr)
                code = FAILED
    _PRINTERS[options.format](found)
    if code == OK and any(options.strict or problem.severity == ERROR for _path, problem in found):
        code = PROBLEMS
    return code


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Nobody looks for garbage meanwhile: what was read is needed to the end, and to look through it takes a tenth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _asked(words: Sequence[str]) -> Asked:
    if words and not any(word.startswith("-") and word != "-" for word in words):
        return Asked([Path(word) for word in words])  # the parser costs as much as the reading of a file
    found = _parser().parse_args(words)
    return Asked(found.paths, found.format, found.strict)


def _parser() -> "argparse.ArgumentParser":
    import argparse

    parser = argparse.ArgumentParser(prog="calcviewer check", description=_("Check diagram files and library folders."))
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help=_("a diagram file, a library folder, or - for standard input"),
    )
    parser.add_argument("--format", choices=sorted(_PRINTERS), default="text", help=_("how to print the problems"))
    parser.add_argument("--strict", action="store_true", help=_("let warnings fail the check too"))
    return parser


def _problems(path: Path) -> Iterator[tuple[Path, Problem]]:
    """The problems of a file (checked as part of its library, if it lies in one) or of a whole folder."""
    if str(path) == "-":
        from calcviewer.core.library import load_text

        yield from ((path, problem) for problem in load_text(sys.stdin.buffer.read(), "stdin").problems)
        return
    if path.is_dir():
        yield from check_library(open_library(path))
        return
    path.stat()
    if path.name == LIBRARY_FILE:
        yield from ((path, problem) for problem in open_library(path.parent).problems)
    elif (path.parent / LIBRARY_FILE).is_file() and open_library(path.parent).paths.get(path.stem) == path:
        yield from check_library(open_library(path.parent), only=path.stem)
    else:
        yield from ((path, problem) for problem in load_file(path, Library(path.parent).file).problems)


def _as_text(found: Sequence[tuple[Path, Problem]]) -> None:
    for path, p in found:
        print(f"{visible(str(path))}:{p.span.line}:{p.span.column}: {p.severity} {p.code} {p.message}")


def _as_json(found: Sequence[tuple[Path, Problem]]) -> None:
    import json

    rows = [
        {
            "file": str(path),
            "line": p.span.line,
            "column": p.span.column,
            "severity": p.severity,
            "code": p.code,
            "message": p.message,
        }
        for path, p in found
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=1))


_PRINTERS = {"text": _as_text, "json": _as_json}
