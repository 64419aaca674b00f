"""The way from one picture of a diagram to the next: what stays in place, and what is seen on the way. Values only."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import hypot
from typing import TypeVar

from calcviewer.layout.marks import middle
from calcviewer.layout.picture import Arrow, Box, Frame, Picture, Point

Piece = TypeVar("Piece", Box, Frame)
NEAR_PX = 0.01
"""What is no farther from its place is there: Graphviz's numbers are no finer."""
ArrowKey = tuple[str, str, str, int]
Lines = tuple[tuple[Point, ...], tuple[Point, ...]]


def shifted(picture: Picture, dx: float, dy: float) -> Picture:
    """The same picture somewhere else."""
    return picture._replace(
        boxes=tuple(_at(box, box.x + dx, box.y + dy) for box in picture.boxes),
        arrows=tuple(one._replace(points=tuple((x + dx, y + dy) for x, y in one.points)) for one in picture.arrows),
        frames=tuple(_at(frame, frame.x + dx, frame.y + dy) for frame in picture.frames),
    )


def anchor(before: Picture, after: Picture, wanted: str, near: Point) -> tuple[Point, Point]:
    """Where one thing is in either picture: the element `wanted` if both have it, else the one nearest to `near`.

    Two pictures that have nothing in common stay where they are.
    """
    if (box := before.box_by_id.get(wanted)) and (other := after.box_by_id.get(wanted)):
        return (box.x, box.y), (other.x, other.y)
    old, new = places(before), places(after)
    if wanted in old and wanted in new:
        return old[wanted], new[wanted]
    common = [element for element in old if element in new]
    if not common:
        return near, near
    nearest = min(common, key=lambda element: hypot(old[element][0] - near[0], old[element][1] - near[1]))
    return old[nearest], new[nearest]


def places(picture: Picture) -> dict[str, Point]:
    """The middle of each element; a treatment is where its box is."""
    found = {arrow.id: middle(arrow) for arrow in reversed(picture.arrows) if len(arrow.points) > 1}
    return found | {box.id: (box.x, box.y) for box in picture.boxes}


def arrow_keys(arrows: Iterable[Arrow]) -> Iterator[tuple[ArrowKey, Arrow]]:
    """Each arrow with what finds it again in another picture: its id and ends, and the how many-th of these it is."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for arrow in arrows:
        name = arrow.id, arrow.source, arrow.target
        yield (*name, seen[name]), arrow
        seen[name] += 1


class Passage:
    """From `start` to `end`. What only one of them has is there, or not, from the beginning."""

    def __init__(self, start: Picture, end: Picture) -> None:
        self.end = end
        boxes, frames = start.box_by_id, {frame.id: frame for frame in start.frames}
        arrows = dict(arrow_keys(start.arrows))
        self._boxes = {box.id: was for box in end.boxes if (was := boxes.get(box.id)) and not _is_at(was, box)}
        self._frames = {one.id: old for one in end.frames if (old := frames.get(one.id)) and not _is_same(old, one)}
        self._arrows: dict[int, Lines] = {}
        for number, (key, arrow) in enumerate(arrow_keys(end.arrows)):
            if (old_arrow := arrows.get(key)) and not is_same_line(old_arrow.points, arrow.points):
                self._arrows[number] = old_arrow.points, arrow.points

    @property
    def moved(self) -> int:
        """How many steps, arrows and frames are not yet where they will be."""
        return len(self._boxes) + len(self._arrows) + len(self._frames)

    @cached_property
    def _lines(self) -> dict[int, Lines]:
        return {number: paired(*lines) for number, lines in self._arrows.items()}

    def at(self, share: float) -> Picture:
        """What is seen when this share of the way is gone; 0 is the start, 1 the end."""
        if share >= 1 or not self.moved:
            return self.end
        boxes = (self._box(box, share) for box in self.end.boxes)
        arrows = (self._arrow(number, arrow, share) for number, arrow in enumerate(self.end.arrows))
        frames = (self._frame(frame, share) for frame in self.end.frames)
        return self.end._replace(boxes=tuple(boxes), arrows=tuple(arrows), frames=tuple(frames))

    def _box(self, box: Box, share: float) -> Box:
        old = self._boxes.get(box.id)
        return _at(box, _mixed(old.x, box.x, share), _mixed(old.y, box.y, share)) if old else box

    def _arrow(self, number: int, arrow: Arrow, share: float) -> Arrow:
        if number not in self._lines:
            return arrow
        pairs = zip(*self._lines[number], strict=True)
        return arrow._replace(points=tuple((_mixed(a, c, share), _mixed(b, d, share)) for (a, b), (c, d) in pairs))

    def _frame(self, frame: Frame, share: float) -> Frame:
        if not (old := self._frames.get(frame.id)):
            return frame
        x, y = _mixed(old.x, frame.x, share), _mixed(old.y, frame.y, share)
        width, height = _mixed(old.width, frame.width, share), _mixed(old.height, frame.height, share)
        return frame._replace(x=x, y=y, width=width, height=height)


def is_same_line(one: tuple[Point, ...], other: tuple[Point, ...], dx: float = 0.0, dy: float = 0.0) -> bool:
    """Whether the second line is the first one, moved by (dx, dy)."""
    if one == other:
        return not dx and not dy
    return len(one) == len(other) and all(
        abs(c - a - dx) <= NEAR_PX and abs(d - b - dy) <= NEAR_PX for (a, b), (c, d) in zip(one, other, strict=True)
    )


def paired(one: tuple[Point, ...], other: tuple[Point, ...]) -> Lines:
    """Two chains of curves, drawn as before, with as many points each."""
    count = max(_pieces(one), _pieces(other))
    return _in_pieces(one, count), _in_pieces(other, count)


def _in_pieces(points: tuple[Point, ...], count: int) -> tuple[Point, ...]:
    """The same chain cut into `count` curves, which are not fewer than it has."""
    has = _pieces(points)
    made = list(points[:1])
    for number in range(has):
        parts = count * (number + 1) // has - count * number // has
        rest: tuple[Point, ...] = points[3 * number : 3 * number + 4]
        for left in range(parts, 0, -1):
            head, rest = _cut(rest, 1 / left)
            made += head[1:]
    return tuple(made)


def _cut(curve: tuple[Point, ...], share: float) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """A cubic curve as two, by de Casteljau."""
    a, b, c, d = curve
    ab, bc, cd = _point(a, b, share), _point(b, c, share), _point(c, d, share)
    abc, bcd = _point(ab, bc, share), _point(bc, cd, share)
    on = _point(abc, bcd, share)
    return (a, ab, abc, on), (on, bcd, cd, d)


def _pieces(points: tuple[Point, ...]) -> int:
    return (len(points) - 1) // 3


def _point(a: Point, b: Point, share: float) -> Point:
    return _mixed(a[0], b[0], share), _mixed(a[1], b[1], share)


def _mixed(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def _at(piece: Piece, x: float, y: float) -> Piece:
    return piece._replace(x=x, y=y)


def _is_at(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) <= NEAR_PX and abs(one.y - other.y) <= NEAR_PX


def _is_same(one: Frame, other: Frame) -> bool:
    return (one.x, one.y, one.width, one.height) == (other.x, other.y, other.width, other.height)
