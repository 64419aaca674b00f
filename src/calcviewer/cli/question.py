"""What the commands that ask a diagram have in common: reading the file, names that must exist, printing. No Qt."""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from calcviewer.cli import FAILED, OK, PROBLEMS
from calcviewer.core.library import LIBRARY_FILE, load_file, load_text, open_library
from calcviewer.core.model import LANGUAGES, Diagram, LibraryFile, edge_id
from calcviewer.core.names import ARROW, arrow_parts
from calcviewer.core.problems import ERROR, SUGGESTION, visible
from calcviewer.core.report import Report
from calcviewer.core.result import LoadResult
from calcviewer.i18n import _, system_language, use_language


@dataclass(frozen=True)
class Answer:
    """What is printed: `values` as JSON, or `lines` as text."""

    values: Mapping[str, object]
    lines: Sequence[str]


LONGEST_LINE = 100_000
"""In characters; longer lines are shortened in the middle."""


class UnknownNameError(ValueError):
    """A step, arrow or treatment was named that the diagram does not have; the message says so."""


def add_common(parser: argparse.ArgumentParser) -> None:
    """The file and the options that every question has."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a diagram file, or - for standard input"))
    parser.add_argument("--lang", choices=list(LANGUAGES), help=_("the language; default: that of the system"))
    parser.add_argument("--format", choices=["text", "json"], default="text", help=_("how to print the answer"))


def count(word: str) -> int:
    """A number from 1 on; anything else is refused by the parser of options."""
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(_("“{word}” is no number from 1 on").format(word=word))
    return int(word)


def ask(options: argparse.Namespace, answer: Callable[[Diagram, str], Answer]) -> int:
    """Prints what `answer` gives for the diagram and the language.

    Exit code 0: answered; 1: the file has errors (what can be read is answered); 2: it cannot be opened, or a name
    is not in it.
    """
    if options.lang:
        use_language(options.lang)
    try:
        result = _load(options.file)
    except OSError as failure:
        return _refuse(options.file, failure.strerror or str(failure))
    code = _complain(options.file, result)
    if result.diagram is None:
        return PROBLEMS
    try:
        given = answer(result.diagram, options.lang or system_language())
    except UnknownNameError as failure:
        return _refuse(options.file, str(failure))
    if options.format == "json":
        print(json.dumps(given.values, ensure_ascii=False, indent=1))
    else:
        for line in given.lines:
            print(visible(line, LONGEST_LINE))
    return code


def step(diagram: Diagram, word: str) -> str:
    """The id of a step."""
    return _known(word, diagram.node_by_id, _("There is no step “{id}” in this diagram."))


def arrow(diagram: Diagram, word: str) -> str:
    """The id of an arrow, however much room is around its `->`."""
    parts = arrow_parts(word)
    name = edge_id(*parts) if len(parts) == 2 else word
    return _known(name, diagram.edge_by_id, _("There is no arrow “{id}” in this diagram."))


def step_or_arrow(diagram: Diagram, word: str) -> str:
    """The id of a step, or of an arrow if there is an arrow in the word."""
    return arrow(diagram, word) if ARROW in word else step(diagram, word)


def treatment(diagram: Diagram, word: str) -> str:
    """The id of a treatment."""
    return _known(word, diagram.treatment_by_id, _("There is no treatment “{id}” in this diagram."))


def in_order(diagram: Diagram, steps: Collection[str]) -> list[str]:
    """The steps as the file has them."""
    return [node.id for node in diagram.nodes if node.id in steps]


def _known(word: str, known: Collection[str], words: str) -> str:
    if word in known:
        return word
    guess = Report().guess(word, known)
    raise UnknownNameError(
        " ".join([words.format(id=word), *([_(SUGGESTION).format(suggestion=guess)] if guess else [])])
    )


def _load(path: Path) -> LoadResult:
    """The diagram, with its library around it if it lies in one. Raises OSError."""
    if str(path) == "-":
        return load_text(sys.stdin.buffer.read(), "stdin")
    path.stat()
    if (path.parent / LIBRARY_FILE).is_file():
        return load_file(path, open_library(path.parent).file)
    return load_file(path, LibraryFile())


def _complain(path: Path, result: LoadResult) -> int:
    errors = [problem for problem in result.problems if problem.severity == ERROR]
    for p in errors:
        place = f"{visible(str(path))}:{p.span.line}:{p.span.column}"
        print(f"{place}: {p.severity} {p.code} {p.message}", file=sys.stderr)
    return PROBLEMS if errors else OK


def _refuse(path: Path, message: str) -> int:
    print(f"{visible(str(path))}: {visible(message)}", file=sys.stderr)
    return FAILED
