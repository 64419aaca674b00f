"""Feedback loops: chains of arrows that come back to where they began. Bounded, since there can be very many.

Every kind of arrow closes a loop; one with an odd number of `inhibits` holds itself back, any other drives itself.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from calcviewer.core.graph import reading_order
from calcviewer.core.model import Diagram, Edge
from calcviewer.core.pathways import Path, adjacency, arrows_of
from calcviewer.core.route import Arrows, Effort, Route, RouteSearch
from calcviewer.core.schema import EDGE_KINDS

MOST_LOOPS = 100


@dataclass(frozen=True)
class Loops:
    """The loops that were found, and whether there are, or may be, more of them."""

    found: tuple[Path, ...]
    is_more: bool


def loops(diagram: Diagram, most: int = MOST_LOOPS) -> Loops:
    """At most `most` loops, shortest first, each from the step of it that is read first; found in bounded time."""
    order = reading_order(diagram)
    after, before = adjacency(diagram, order, EDGE_KINDS)
    effort = Effort()
    # Only where an arrow comes back from a later step can a loop have its first one.
    firsts = [i for i, sources in enumerate(before) if any(source > i for source in sources)]
    found: list[Path] = []
    for _length, route in heapq.merge(*(_beginning_at(i, after, before, effort) for i in firsts)):
        if len(found) == most:
            return Loops(tuple(found), is_more=True)
        found.append(tuple(order[i] for i in route[:-1]))
    return Loops(tuple(found), effort.is_spent)


def _beginning_at(first: int, after: Arrows, before: Arrows, effort: Effort) -> Iterator[tuple[int, Route]]:
    """The loops through a step and later ones, with their lengths."""
    if not effort.is_spent:
        for route in RouteSearch(after, before, (first, first), effort, least=first):
            yield len(route), route


def arrows_of_loop(diagram: Diagram, loop: Path) -> tuple[Edge, ...]:
    """The arrows of a loop, in order; the last one leads back to its first step."""
    return arrows_of(diagram, (*loop, loop[0]))


def is_negative(diagram: Diagram, loop: Path) -> bool:
    """Whether the loop holds itself back: an odd number of its arrows inhibit."""
    return sum(edge.kind == "inhibits" for edge in arrows_of_loop(diagram, loop)) % 2 == 1
