"""What lies under a point of a picture: pure geometry, so that the items on screen can stay dumb."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from math import hypot

from calcviewer.layout.picture import Arrow, Box, Picture, Point

SQUARE, FAR_PX = 400.0, 3000.0
Square = tuple[int, int]
PIECES = 10
"""A Bézier is walked in so many straight pieces; the error stays far below a finger."""


class HitMap:
    """Finds the element at a point. Boxes win over arrows; of several arrows the nearest wins.

    When it is first asked it cuts the picture into squares, so that an answer takes no longer in a large one.
    """

    def __init__(self, picture: Picture) -> None:
        self._picture = picture

    def at(self, x: float, y: float, reach: float) -> str:
        """The id of the box at (x, y), else of the nearest arrow within `reach` px, else ''."""
        here = int(x // SQUARE), int(y // SQUARE)
        for box in reversed(self._boxes.get(here, ())):
            if _is_inside(box, x, y):
                return box.id
        squares, everywhere = self._arrows
        near = _squares(x - reach, y - reach, x + reach, y + reach)
        numbers = {number for square in near for number in squares.get(square, ())}
        best, found = reach, ""
        for number in sorted(numbers.union(everywhere)):
            arrow = self._picture.arrows[number]
            left, top, right, bottom = _bounds(arrow.points)
            if left - reach <= x <= right + reach and top - reach <= y <= bottom + reach:
                distance = _distance(tuple(polyline(arrow)), x, y)
                if distance <= best:
                    best, found = distance, arrow.id
        return found

    @cached_property
    def _boxes(self) -> dict[Square, list[Box]]:
        """The boxes that reach into each square."""
        found: dict[Square, list[Box]] = {}
        for box in self._picture.boxes:
            for square in _squares(box.left, box.top, box.left + box.width, box.top + box.height):
                found.setdefault(square, []).append(box)
        return found

    @cached_property
    def _arrows(self) -> tuple[dict[Square, list[int]], list[int]]:
        """The numbers of the arrows that may reach into each square, and of those that reach into too many."""
        found: dict[Square, list[int]] = {}
        everywhere: list[int] = []
        for number, arrow in enumerate(self._picture.arrows):
            if arrow.points:
                bounds = _bounds(arrow.points)
                if (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]) > FAR_PX * FAR_PX:
                    everywhere.append(number)
                    continue
                for square in _squares(*bounds):
                    found.setdefault(square, []).append(number)
        return found, everywhere


def _squares(left: float, top: float, right: float, bottom: float) -> Iterator[Square]:
    """The squares that a rectangle reaches into."""
    for x in range(int(left // SQUARE), int(right // SQUARE) + 1):
        for y in range(int(top // SQUARE), int(bottom // SQUARE) + 1):
            yield x, y


def polyline(arrow: Arrow) -> Iterator[Point]:
    """The curve of an arrow as points."""
    points = arrow.points
    yield from points[:1]
    for i in range(0, len(points) - 3, 3):
        p0, p1, p2, p3 = points[i : i + 4]
        for step in range(1, PIECES + 1):
            yield bezier(p0, p1, p2, p3, step / PIECES)


def bezier(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    """The point of a cubic Bézier at `t` from 0 to 1."""
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0], a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1]


def _is_inside(box: Box, x: float, y: float) -> bool:
    return abs(x - box.x) <= box.width / 2 and abs(y - box.y) <= box.height / 2


def _bounds(line: tuple[Point, ...]) -> tuple[float, float, float, float]:
    """Of points, and of the curve that they govern: a Bézier stays within them."""
    xs, ys = [p[0] for p in line], [p[1] for p in line]
    return min(xs), min(ys), max(xs), max(ys)


def _distance(line: tuple[Point, ...], x: float, y: float) -> float:
    return (
        min(_to_segment(a, b, x, y) for a, b in pairwise(line))
        if len(line) > 1
        else hypot(line[0][0] - x, line[0][1] - y)
    )


def _to_segment(a: Point, b: Point, x: float, y: float) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length)) if length else 0.0
    return hypot(a[0] + t * dx - x, a[1] + t * dy - y)
