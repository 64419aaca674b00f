"""Paths from one step to another: lazily, shortest first, in bounded time.

A path follows `causes`, `may-lead-to` and `promotes`; `inhibits` carries none. No step stands in a path twice.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calcviewer.core.graph import LEADING
from calcviewer.core.model import Diagram, Edge, edge_id
from calcviewer.core.route import Arrows, Effort, RouteSearch

MOST_PATHS = 200

Path = tuple[str, ...]


@dataclass(frozen=True)
class Paths:
    """The paths that were found, and whether there are, or may be, more of them."""

    found: tuple[Path, ...]
    is_more: bool


def paths(diagram: Diagram, start: str, end: str) -> Iterator[Path]:
    """Every path from `start` to another step, `end`: shortest first, then in the order of the file.

    There may be very many; take what you need.
    """
    return _paths(diagram, start, end, Effort(limit=1 << 62))


def first_paths(diagram: Diagram, start: str, end: str, most: int = MOST_PATHS) -> Paths:
    """At most `most` paths, found in bounded time; the shortest one is always among them."""
    effort = Effort()
    found: list[Path] = []
    for path in _paths(diagram, start, end, effort):
        if len(found) == most:
            return Paths(tuple(found), is_more=True)
        found.append(path)
    return Paths(tuple(found), effort.is_spent)


def _paths(diagram: Diagram, start: str, end: str, effort: Effort) -> Iterator[Path]:
    order = tuple(diagram.node_by_id)
    if start in order and end in order and start != end:
        after, before = adjacency(diagram, order, LEADING)
        for route in RouteSearch(after, before, (order.index(start), order.index(end)), effort):
            yield tuple(order[i] for i in route)


def adjacency(diagram: Diagram, order: Sequence[str], kinds: Collection[str]) -> tuple[Arrows, Arrows]:
    """The steps after and before each, over arrows of these kinds, all by their place in `order`."""
    number = {step: i for i, step in enumerate(order)}
    after: list[list[int]] = [[] for _step in order]
    before: list[list[int]] = [[] for _step in order]
    for edge in diagram.edges:
        if edge.kind in kinds:
            source, target = number[edge.source], number[edge.target]
            after[source].append(target)
            before[target].append(source)
    return after, before


def arrows_of(diagram: Diagram, path: Sequence[str]) -> tuple[Edge, ...]:
    """The arrows between the steps of a path, in order."""
    return tuple(diagram.edge_by_id[edge_id(*pair)] for pair in pairwise(path))
