"""`calcviewer paths FILE A B`: the paths from one step to another, the shortest first. No Qt."""

import argparse
from collections.abc import Sequence

from calcviewer.cli import question
from calcviewer.core.in_words import chain, path_sentences, paths_sentence
from calcviewer.core.model import Diagram
from calcviewer.core.pathways import MOST_PATHS, first_paths
from calcviewer.i18n import _


def run(words: Sequence[str]) -> int:
    """For the exit code see `question.ask`."""
    options = _parser().parse_args(words)
    return question.ask(options, lambda diagram, language: _answer(diagram, options, language))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="calcviewer paths", description=_("The paths from one step to another, the shortest first.")
    )
    question.add_common(parser)
    parser.add_argument("start", metavar="A", help=_("the id of the step where the paths begin"))
    parser.add_argument("end", metavar="B", help=_("the id of the step where they end"))
    most = _("at most so many paths; default: {count}").format(count=MOST_PATHS)
    parser.add_argument("--most", type=question.count, default=MOST_PATHS, metavar="N", help=most)
    return parser


def _answer(diagram: Diagram, options: argparse.Namespace, language: str) -> question.Answer:
    ends = question.step(diagram, options.start), question.step(diagram, options.end)
    found = first_paths(diagram, *ends, options.most)
    summary = paths_sentence(diagram, ends, found, language)
    names = [chain(diagram, path, language) for path in found.found]
    values = {
        "diagram": diagram.id,
        "from": ends[0],
        "to": ends[1],
        "summary": summary,
        "is_more": found.is_more,
        "paths": [
            {"steps": path, "name": name, "sentences": path_sentences(diagram, path, language)}
            for path, name in zip(found.found, names, strict=True)
        ],
    }
    return question.Answer(values, (summary, *names))
