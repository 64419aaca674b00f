"""Which step, arrow, treatment, group, stop or question stands at a place of the text, and back.

Steps, arrows and treatments have their ids; the others are named by their paths: ``groups.wall``, ``tour[0]``.
"""

from collections.abc import Iterator
from itertools import pairwise

from calcviewer.core.model import Diagram
from calcviewer.core.names import ARROW
from calcviewer.core.places import Places
from calcviewer.core.problems import Span
from calcviewer.core.result import LoadResult


def element_at(result: LoadResult, text: str, line: int, column: int) -> str:
    """The name of what stands there; '' for none. `text` is that which was read: a chain has many arrows on a line."""
    if result.diagram is None:
        return ""
    here = (line, column)
    around = [(name, span) for name, span in _spans(result, result.diagram) if span[:2] <= here <= span[2:]]
    if not around:
        return ""
    name, span = around[-1]
    if ARROW not in name:
        return name
    return _arrow_at(text, [each for each, other in around if other == span], span, here)


def span_of(result: LoadResult, text: str, name: str) -> Span | None:
    """The whole of what has this name; of a chain the two steps of that arrow. None if it is not in the file."""
    if result.diagram is None:
        return None
    same = [*_spans(result, result.diagram)]
    span = next((span for each, span in same if each == name), None)
    if span is None or ARROW not in name:
        return span
    places = Places(text)
    ends = _ends(places, span)
    arrows = [each for each, other in same if other == span]
    return places.span(*ends[arrows.index(name)]) if len(ends) == len(arrows) > 1 else span


def _spans(result: LoadResult, diagram: Diagram) -> Iterator[tuple[str, Span]]:
    """All names with their places; for arrows in the order of the file."""
    names = [
        *((node.id, f"nodes.{node.id}") for node in diagram.nodes),
        *((item.id, f"treatments.{item.id}") for item in diagram.treatments),
        *((path, path) for path in (f"groups.{group.id}" for group in diagram.groups)),
        *((path, path) for path in (f"tour[{number}]" for number in range(len(diagram.tour)))),
        *((path, path) for path in (f"quiz[{number}]" for number in range(len(diagram.quiz)))),
        *((edge.id, edge.id) for edge in diagram.edges),
    ]
    yield from ((name, result.spans[path]) for name, path in names)


def _arrow_at(text: str, arrows: list[str], span: Span, here: tuple[int, int]) -> str:
    """The arrow of a chain that is nearest to a place: the middle of a step parts two arrows."""
    places = Places(text)
    ends = _ends(places, span)
    if len(ends) != len(arrows):
        return arrows[0]
    index = places.offset(*here)
    return [arrow for arrow, start in zip(arrows, _starts(ends), strict=True) if start <= index][-1]


def _starts(ends: list[tuple[int, int]]) -> Iterator[int]:
    """Where each arrow of a chain begins to be the nearest: in the middle of its first step."""
    yield 0
    yield from ((start + before) // 2 for (_, before), (start, _) in pairwise(ends))


def _ends(places: Places, span: Span) -> list[tuple[int, int]]:
    """From the first to the last character of both steps of each arrow of a chain; none for an arrow in a block."""
    at = places.offset(span.line, span.column)
    steps = []
    for part in places.slice(span).split(ARROW):
        bare = part.strip().strip("\"'").strip()
        start = at + part.find(bare)
        steps.append((start, start + len(bare)))
        at += len(part) + len(ARROW)
    return [(first[0], last[1]) for first, last in pairwise(steps)]
