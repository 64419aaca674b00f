"""Walking the drawing by keyboard: down and up follow the arrows, left and right go among siblings."""

from collections.abc import Callable, Iterable, Mapping

from calcviewer.core.graph import reading_order, siblings
from calcviewer.core.model import Diagram, Edge, Node, Treatment
from calcviewer.layout.picture import Picture

DOWN, UP, LEFT, RIGHT, ARROW_OUT, ARROW_IN = "down", "up", "left", "right", "arrow-out", "arrow-in"


def walk(diagram: Diagram, picture: Picture, current: str, direction: str) -> str:
    """The element to select after a key; `current` again where there is no way.

    From nothing every key leads to the first step. ARROW_OUT and ARROW_IN select an arrow of the step itself.
    """
    element = diagram.element(current)
    if isinstance(element, Node):
        return _FROM_NODE[direction](diagram, picture, element)
    if isinstance(element, Edge):
        return _from_edge(diagram, element, direction)
    if isinstance(element, Treatment):
        return _from_treatment(diagram, picture, element, direction)
    return next(iter(reading_order(diagram)), "")


def _nearest(picture: Picture, here: str, choices: Iterable[str]) -> str:
    boxes = picture.box_by_id
    others = [choice for choice in choices if choice != here]
    if here not in boxes:
        return next(iter(others), here)
    return min((c for c in others if c in boxes), key=lambda c: abs(boxes[c].x - boxes[here].x), default=here)


def _effect(diagram: Diagram, picture: Picture, node: Node) -> str:
    return _nearest(picture, node.id, (e.target for e in diagram.outgoing(node.id)))


def _cause(diagram: Diagram, picture: Picture, node: Node) -> str:
    causes = [e.source for e in diagram.incoming(node.id)] or [t.id for t in diagram.treatments_on(node.id)]
    return _nearest(picture, node.id, causes)


def _beside(picture: Picture, here: str, family: Iterable[str], sign: int) -> str:
    """The next of the family on that side; without one, the next box that stands at the same height."""
    boxes = picture.box_by_id
    if here not in boxes:
        return here
    at = boxes[here]
    level = (b.id for b in picture.boxes if abs(b.y - at.y) < (b.height + at.height) / 2)
    for candidates in (family, level):
        side = [c for c in candidates if c in boxes and (boxes[c].x - at.x) * sign > 0]
        if side:
            return min(side, key=lambda c: abs(boxes[c].x - at.x))
    return here


def _arrow(ids: Iterable[str], here: str) -> str:
    return next(iter(ids), here)


_FROM_NODE: Mapping[str, Callable[[Diagram, Picture, Node], str]] = {
    DOWN: _effect,
    UP: _cause,
    LEFT: lambda d, p, n: _beside(p, n.id, siblings(d, n.id), -1),
    RIGHT: lambda d, p, n: _beside(p, n.id, siblings(d, n.id), 1),
    ARROW_OUT: lambda d, _p, n: _arrow((e.id for e in d.outgoing(n.id)), n.id),
    ARROW_IN: lambda d, _p, n: _arrow((e.id for e in d.incoming(n.id)), n.id),
}


def _from_edge(diagram: Diagram, edge: Edge, direction: str) -> str:
    if direction in (DOWN, ARROW_OUT):
        return edge.target
    if direction in (UP, ARROW_IN):
        return edge.source
    around = [e.id for e in diagram.outgoing(edge.source)]
    return around[(around.index(edge.id) + (1 if direction == RIGHT else -1)) % len(around)]


def _from_treatment(diagram: Diagram, picture: Picture, treatment: Treatment, direction: str) -> str:
    if direction in (LEFT, RIGHT):
        others = (t.id for t in diagram.treatments)
        return _beside(picture, treatment.id, others, 1 if direction == RIGHT else -1)
    if direction in (DOWN, ARROW_OUT):
        return next(iter(treatment.acts_on), treatment.id)
    return treatment.id
