"""`calcviewer trace FILE STEP --causes|--effects|--both`: what leads to a step, and what follows from it. No Qt."""

import argparse
from collections.abc import Mapping, Sequence

from calcviewer.cli import question
from calcviewer.core.graph import reading_order
from calcviewer.core.in_words import trace_sentence, trace_sentences
from calcviewer.core.model import Diagram
from calcviewer.core.trace import Direction, trace
from calcviewer.i18n import _


def run(words: Sequence[str]) -> int:
    """For the exit code see `question.ask`."""
    options = _parser().parse_args(words)
    return question.ask(options, lambda diagram, language: _answer(diagram, options, language))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="calcviewer trace", description=_("What leads to a step or an arrow, and what follows from it.")
    )
    question.add_common(parser)
    parser.add_argument("origin", metavar="STEP", help=_("the id of a step, or an arrow 'a -> b'"))
    ways = parser.add_mutually_exclusive_group()
    for direction, help_text in (
        (Direction.CAUSES, _("only what leads there")),
        (Direction.EFFECTS, _("only what follows from it")),
        (Direction.BOTH, _("both; this is what happens if nothing is said")),
    ):
        ways.add_argument(f"--{direction}", dest="direction", action="store_const", const=direction, help=help_text)
    parser.add_argument("--steps", type=question.count, metavar="N", help=_("at most so many steps away"))
    parser.set_defaults(direction=Direction.BOTH)
    return parser


def _answer(diagram: Diagram, options: argparse.Namespace, language: str) -> question.Answer:
    origin = question.step_or_arrow(diagram, options.origin)
    found = trace(diagram, origin, options.direction, options.steps)
    summary = trace_sentence(diagram, found, language)
    sentences = trace_sentences(diagram, found, reading_order(diagram), language)
    lists = {
        "causes": question.in_order(diagram, found.causes),
        "effects": question.in_order(diagram, found.effects),
        "arrows": [edge.id for edge in diagram.edges if edge.id in found.arrows],
    }
    values = {
        "diagram": diagram.id,
        "origin": origin,
        "direction": found.direction,
        "limit": found.limit,
        "summary": summary,
        **lists,
        "distance": {step: found.distance[step] for step in question.in_order(diagram, found.steps)},
        "sentences": sentences,
    }
    rows = (f"{name}: {', '.join(ids)}" for name, ids in lists.items() if name in _SHOWN[found.direction])
    return question.Answer(values, (summary, *rows, "", *sentences))


_SHOWN: Mapping[Direction, tuple[str, ...]] = {
    Direction.CAUSES: ("causes", "arrows"),
    Direction.EFFECTS: ("effects", "arrows"),
    Direction.BOTH: ("causes", "effects", "arrows"),
}
