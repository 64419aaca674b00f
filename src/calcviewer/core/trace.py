"""What leads to a step or arrow, and what follows from it: the chain that lights up. No words, no drawing.

Every kind of arrow is followed, `promotes` and `inhibits` too: each is an influence that a reader sees as an arrow.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from calcviewer.core.model import Diagram, Edge


class Direction(StrEnum):
    """Which way a trace goes."""

    CAUSES = "causes"
    EFFECTS = "effects"
    BOTH = "both"


@dataclass(frozen=True)
class Trace:
    """What is lit. `distance` gives for each lit step the fewest arrows to the origin; an arrow's own ends have 0.

    `causes` and `effects` leave the origin out; a step in a loop with it may be in both. `depth` tells how many arrows
    away the farthest cause or effect is.
    """

    origin: str
    direction: Direction
    limit: int | None = None
    distance: Mapping[str, int] = field(default_factory=dict)
    arrows: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    effects: frozenset[str] = frozenset()
    depth: int = 0

    @property
    def steps(self) -> frozenset[str]:
        """Every lit step, the origin's own among them."""
        return frozenset(self.distance)


def trace(diagram: Diagram, origin: str, direction: Direction, limit: int | None = None) -> Trace:
    """What is lit around a step or an arrow, at most `limit` arrows away; nothing for any other id. Linear."""
    ends = _ends(diagram, origin)
    if ends is None:
        return Trace(origin, direction, limit)
    source, target = ends
    back, back_arrows, ahead, ahead_arrows = {source: 0}, set[str](), {target: 0}, set[str]()
    if direction != Direction.EFFECTS:
        back, back_arrows = _walk(source, diagram.incoming, lambda edge: edge.source, limit)
    if direction != Direction.CAUSES:
        ahead, ahead_arrows = _walk(target, diagram.outgoing, lambda edge: edge.target, limit)
    nearest = {step: min(d.get(step, len(diagram.nodes)) for d in (back, ahead)) for step in (*back, *ahead)}
    return Trace(
        origin,
        direction,
        limit,
        nearest | {source: 0, target: 0},
        frozenset(back_arrows | ahead_arrows | ({origin} & diagram.edge_by_id.keys())),
        frozenset(back.keys() - {source, target}),
        frozenset(ahead.keys() - {source, target}),
        max(*back.values(), *ahead.values()),
    )


def neighbours(diagram: Diagram, origin: str) -> Trace:
    """The step or arrow with what stands one arrow away, on both sides."""
    return trace(diagram, origin, Direction.BOTH, 1)


def _ends(diagram: Diagram, origin: str) -> tuple[str, str] | None:
    """Where the causes are looked for and where the effects: both ends of an arrow; a step is its own ends."""
    edge = diagram.edge_by_id.get(origin)
    if edge:
        return edge.source, edge.target
    return (origin, origin) if origin in diagram.node_by_id else None


def _walk(
    start: str, arrows: Callable[[str], Iterable[Edge]], end: Callable[[Edge], str], limit: int | None
) -> tuple[dict[str, int], set[str]]:
    """Steps with their distance from `start`, and the arrows on the way, breadth first."""
    distance, lit, ring, away = {start: 0}, set[str](), [start], 0
    while ring and (limit is None or away < limit):
        away += 1
        passed = [edge for step in ring for edge in arrows(step)]
        lit.update(edge.id for edge in passed)
        ring = [step for step in dict.fromkeys(map(end, passed)) if step not in distance]
        distance.update(dict.fromkeys(ring, away))
    return distance, lit
