"""`calcviewer check PATH…`: every problem of every file, one line each. No Qt."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from calcviewer.cli import FAILED, OK, PROBLEMS
from calcviewer.core.library import LIBRARY_FILE, Library, check_library, load_file, open_library
from calcviewer.core.problems import ERROR, Problem, visible
from calcviewer.i18n import _


def run(words: Sequence[str]) -> int:
    """Exit code 0: no error; 1: errors found (with --strict, warnings too); 2: could not be checked."""
    options = _parser().parse_args(words)
    found: list[tuple[Path, Problem]] = []
    code = OK
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


def _parser() -> argparse.ArgumentParser:
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
