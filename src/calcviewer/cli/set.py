"""`calcviewer set FILE PATH VALUE`: one value of a file is changed, and not a character besides. No Qt."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from calcviewer.cli import FAILED, OK, PROBLEMS
from calcviewer.core.edits import path_in, path_value, set_at
from calcviewer.core.encoding import Source, in_bytes
from calcviewer.core.file_text import read_source
from calcviewer.core.fingerprint import fingerprint
from calcviewer.core.library import LIBRARY_FILE
from calcviewer.core.problems import NOWHERE, Problem, visible
from calcviewer.core.text_edit import apply
from calcviewer.i18n import _
from calcviewer.paths import versions_folder
from calcviewer.saving.failure import WriteError
from calcviewer.saving.save import save
from calcviewer.saving.versions import Versions

SHOWN = 2000
"""So many characters of a value are shown; longer ones are shortened in the middle."""


def run(words: Sequence[str]) -> int:
    """Exit code 0: the file says so now; 1: it cannot be changed so, and nothing was; 2: it cannot be opened."""
    options = _parser().parse_args(words)
    path: Path = options.file
    try:
        path.stat()
    except (OSError, ValueError) as failure:
        print(f"{visible(str(path))}: {visible(getattr(failure, 'strerror', None) or str(failure))}", file=sys.stderr)
        return FAILED
    source, problems = read_source(path)
    if source is None:
        return _refuse(path, problems)
    found = set_at(source.text, options.path, options.value, is_library=path.name == LIBRARY_FILE)
    if found.refused:
        return _refuse(path, (found.refused,))
    try:
        told = _save(path, source, apply(source.text, found.edits)) if found.edits else None
    except WriteError as failure:
        return _refuse(path, failure.problems)
    if told:
        print(f"{visible(str(path))}: {told.severity} {told.code} {told.message}", file=sys.stderr)
    print(_answer(source.text, options, is_changed=bool(found.edits)))
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="calcviewer set",
        description=_("Change one value of a diagram file. Comments, order and every other character stay."),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a diagram file, or library.yaml"))
    parser.add_argument("path", metavar="PATH", help=_("where the value stands, such as nodes.stasis.label.en"))
    parser.add_argument("value", metavar="VALUE", help=_("what shall stand there; always a text"))
    return parser


def _save(path: Path, source: Source, text: str) -> Problem | None:
    """Refused if another program has changed the file since it was read."""
    before = fingerprint(in_bytes(source, source.text, keeps_encoding=True))
    return save(path, in_bytes(source, text, keeps_encoding=True), Versions(versions_folder()), before)


def _answer(before: str, options: argparse.Namespace, *, is_changed: bool) -> str:
    path = path_in(before, options.path)
    said = path_value(before, path) if path else None
    values = {"path": options.path, "old": said if isinstance(said, str) else "", "new": options.value}
    shown = {name: visible(value, SHOWN) for name, value in values.items()}
    if not is_changed:
        return _("{path} is “{new}” already; nothing was changed.").format_map(shown)
    if isinstance(said, str):
        return _("{path}: “{old}” is now “{new}”.").format_map(shown)
    return _("{path} is now “{new}”.").format_map(shown)


def _refuse(path: Path, problems: Sequence[Problem]) -> int:
    for p in problems:
        place = f"{visible(str(path))}:{p.span.line}:{p.span.column}" if p.span != NOWHERE else visible(str(path))
        print(f"{place}: {p.severity} {p.code} {p.message}", file=sys.stderr)
    return PROBLEMS
