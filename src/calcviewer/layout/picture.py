"""What is drawn, as plain values: boxes, lines of text and curves, each with the id that it stands for.

The screen and every export paint this one thing. Units are pixels at 100 %; y grows downwards. Colours are not here:
painters take them from the theme by `kind`.
"""

from functools import cached_property
from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """A step or treatment: `kind` is a node kind or 'treatment'; `(x, y)` is the centre.

    `lines` maps a language to the lines of the label; they were measured to fit in every language.
    """

    id: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    is_extension: bool = False

    def lines_in(self, language: str) -> tuple[str, ...]:
        """The label as it stands in the box."""
        return _lines_in(self.lines, language)

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2


class Arrow(NamedTuple):
    """An arrow: `kind` is an edge kind, 'treats' (acts on) or 'treatment-effect' (may lead to).

    `points` is one cubic Bézier chain: 3n + 1 points, from tail to tip.
    `id` is the edge's id, or the treatment's for its arrows. `weight` makes it thicker than its kind is.
    """

    id: str
    kind: str
    source: str
    target: str
    points: tuple[Point, ...]
    weight: float = 1.0


class Frame(NamedTuple):
    """A group: a rounded frame around its steps, with its label at the top left."""

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, tuple[str, ...]], ...]

    def lines_in(self, language: str) -> tuple[str, ...]:
        """The label of the frame."""
        return _lines_in(self.lines, language)


class _PictureFields(NamedTuple):
    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    frames: tuple[Frame, ...] = ()
    direction: str = "down"


class Picture(_PictureFields):
    """One laid-out diagram, the same in every language."""

    @cached_property
    def box_by_id(self) -> dict[str, Box]:
        return {box.id: box for box in self.boxes}

    @property
    def beginning(self) -> Point:
        """The centre of the box to begin at: of those in the first row, the one nearest to the middle of the drawing.

        With `direction: right` the first row is the first column. Without boxes it is the middle.
        """
        if not self.boxes:
            return self.width / 2, self.height / 2
        if self.direction == "right":
            first = min(self.boxes, key=lambda box: box.left)
            column = (box for box in self.boxes if box.left < first.left + first.width)
            found = min(column, key=lambda box: abs(box.y - self.height / 2))
        else:
            first = min(self.boxes, key=lambda box: box.top)
            row = (box for box in self.boxes if box.top < first.top + first.height)
            found = min(row, key=lambda box: abs(box.x - self.width / 2))
        return found.x, found.y

    def opening(self, half_width: float, half_height: float) -> Point:
        """The middle of a view of that size, in px at 100 %, that shows the beginning, and the most of the rest."""
        x, y = self.width / 2, self.height / 2
        first_x, first_y = self.beginning
        if self.direction == "right":
            return min(x, half_width), y if abs(first_y - y) < half_height else first_y
        return x if abs(first_x - x) < half_width else first_x, min(y, half_height)


EMPTY = Picture(0, 0)


def _lines_in(lines: tuple[tuple[str, tuple[str, ...]], ...], language: str) -> tuple[str, ...]:
    found = dict(lines)
    return found.get(language) or next(iter(found.values()), ())
