"""`calcviewer export PATH --to svg|png|dot --lang id|en --view full|basic --simple --out DIR`: diagrams as files."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from calcviewer import paths
from calcviewer.cli import FAILED, OK, PROBLEMS
from calcviewer.core.library import CONVERGENCE, LIBRARY_FILE, Library, open_library
from calcviewer.core.model import LANGUAGES
from calcviewer.core.problems import Problem, visible
from calcviewer.core.read_cache import ReadCache
from calcviewer.exporting.formats import EXPORTERS, drawn, write_sheet
from calcviewer.i18n import _
from calcviewer.layout.cache import LayoutCache
from calcviewer.layout.engine import TOO_LARGE
from calcviewer.layout.theme import THEMES
from calcviewer.saving.failure import WriteError


def run(words: Sequence[str]) -> int:
    """Exit code 0: every diagram written; 1: some could not be; 2: the path cannot be opened."""
    options = _parser().parse_args(words)
    try:
        kept = ReadCache(paths.cache_folder() / "diagrams")
        library = open_library(options.path if options.path.is_dir() else options.path.parent, kept)
        options.path.stat()
    except OSError as failure:
        print(f"{visible(str(options.path))}: {failure.strerror or failure}", file=sys.stderr)
        return FAILED
    is_whole = options.path.is_dir() or options.path.name == LIBRARY_FILE
    if not is_whole and library.paths.get(options.path.stem) != options.path:
        print(f"{visible(str(options.path))}: {_('it is no diagram (.yaml)')}", file=sys.stderr)
        return FAILED
    ids = list(library.paths) if is_whole else [options.path.stem]
    if options.convergence:
        ids = [CONVERGENCE]
    layouts = LayoutCache(paths.cache_folder() / "layouts")
    return max((_export(library, name, layouts, options) for name in ids), default=OK)


def _export(library: Library, diagram_id: str, layouts: LayoutCache, options: argparse.Namespace) -> int:
    """One diagram, drawn once, in each language that is asked for."""
    path, code = library.paths.get(diagram_id, library.folder), OK
    try:
        sheet = drawn(library, diagram_id, layouts, is_basic=options.view == "basic", is_simple=options.simple)
    except WriteError as failure:
        _complain(path, failure.problems)
        return PROBLEMS
    for language in options.lang or list(LANGUAGES):
        try:
            written = write_sheet(sheet, options.to, language, options.theme, options.out)
            print(visible(str(written), 4096))
        except WriteError as failure:
            _complain(path, failure.problems)
            code = PROBLEMS
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="calcviewer export", description=_("Write diagrams as pictures."))
    parser.add_argument("path", type=Path, metavar="PATH", help=_("a diagram file or a library folder"))
    parser.add_argument("--to", choices=list(EXPORTERS), default="svg", help=_("the format of the files"))
    parser.add_argument("--lang", choices=list(LANGUAGES), action="append", help=_("the language; default: each"))
    parser.add_argument("--theme", choices=list(THEMES), default="light", help=_("the colours"))
    parser.add_argument(
        "--view",
        choices=["full", "basic"],
        default="full",
        help=_("everything, or only the steps of the source text, as far as a diagram has both"),
    )
    parser.add_argument("--simple", action="store_true", help=_("plain rows of steps, where Graphviz takes too long"))
    parser.add_argument("--convergence", action="store_true", help=_("where the pathways of the library meet, instead"))
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help=_("the folder to write to"))
    return parser


def _complain(path: Path, problems: Sequence[Problem]) -> None:
    for p in problems:
        place = f"{visible(str(path))}:{p.span.line}:{p.span.column}"
        print(f"{place}: {p.severity} {p.code} {p.message}", file=sys.stderr)
    if any(p.code in TOO_LARGE for p in problems):
        print(_("calcviewer export --simple draws it at once, in plain rows of steps."), file=sys.stderr)
