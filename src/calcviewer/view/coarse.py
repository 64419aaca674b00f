"""A large drawing painted simply: plain boxes and hair lines, batched, for views in which nobody could read a word."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calcviewer.layout.picture import Arrow, Box, Picture, Point
from calcviewer.layout.theme import Theme

CELL = 2000.0
"""The drawing is cut into squares of so many px; what is out of view is not painted."""
LINE_WIDTH = 1.8
FAINTEST = 0.3
"""A line thinner than a pixel is painted as wide as one, and so much fainter, but not fainter than this."""
NO_BOUNDS = (math.inf, math.inf, -math.inf, -math.inf)


@dataclass
class _Cell:
    """What begins in one square: boxes and arrows by kind; `bounds` go around all of it."""

    boxes: dict[str, list[QRectF]] = field(default_factory=dict)
    arrows: dict[str, QPainterPath] = field(default_factory=dict)
    bounds: tuple[float, float, float, float] = NO_BOUNDS
    count: int = 0

    def add_box(self, box: Box) -> None:
        rect = QRectF(box.left, box.top, box.width, box.height)
        self.boxes.setdefault(box.kind, []).append(rect)
        self._grow((box.left, box.top), (box.left + box.width, box.top + box.height))

    def add_arrow(self, arrow: Arrow) -> None:
        path = self.arrows.setdefault(arrow.kind, QPainterPath())
        points = arrow.points
        path.moveTo(*points[0])
        for i in range(1, len(points) - 2, 3):
            path.cubicTo(*points[i], *points[i + 1], *points[i + 2])
        self._grow(*points)

    def _grow(self, *points: Point) -> None:
        left, top, right, bottom = self.bounds
        xs, ys = [x for x, _y in points], [y for _x, y in points]
        self.bounds = min(left, *xs), min(top, *ys), max(right, *xs), max(bottom, *ys)
        self.count += 1


class CoarseDrawing:
    """One picture, made ready to be painted fast at any size."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        cells: dict[tuple[int, int], _Cell] = {}
        for box in picture.boxes:
            _cell_at(cells, (box.x, box.y)).add_box(box)
        for arrow in picture.arrows:
            if arrow.points:
                _cell_at(cells, arrow.points[0]).add_arrow(arrow)
        self._cells = [(QRectF(x, y, right - x, bottom - y), cell) for cell in cells.values()
                       for x, y, right, bottom in (cell.bounds,)]  # fmt: skip

    def count_in(self, seen: QRectF) -> int:
        """About how many boxes and arrows there are in a part of the picture."""
        return round(sum(cell.count * _share(bounds, seen) for bounds, cell in self._cells))

    def paint(self, painter: QPainter, seen: QRectF, theme: Theme) -> None:
        """The part `seen`, in the coordinates of the picture; lines are one pixel wide at any zoom."""
        strength = min(1.0, max(FAINTEST, LINE_WIDTH * painter.worldTransform().m11()))
        self._paint_frames(painter, theme)
        for kind, path in self._in_view(seen, "arrows"):
            colour = QColor(theme.colours(kind).frame)
            colour.setAlphaF(strength)
            painter.strokePath(path, QPen(colour, 0))
        for kind, rects in self._in_view(seen, "boxes"):
            colours = theme.colours(kind)
            painter.setPen(QPen(QColor(colours.frame), 0))
            painter.setBrush(QColor(colours.fill))
            painter.drawRects(rects)

    def _in_view(self, seen: QRectF, what: str) -> "Iterator[tuple[str, QPainterPath]]":
        for bounds, cell in self._cells:
            if bounds.intersects(seen):
                of: Mapping[str, QPainterPath] = getattr(cell, what)
                yield from of.items()

    def _paint_frames(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.group_line), 0, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(theme.group_fill))
        for frame in self.picture.frames:
            painter.drawRect(QRectF(frame.x, frame.y, frame.width, frame.height))


def _cell_at(cells: dict[tuple[int, int], _Cell], point: Point) -> _Cell:
    return cells.setdefault((int(point[0] // CELL), int(point[1] // CELL)), _Cell())


def _share(bounds: QRectF, seen: QRectF) -> float:
    """How much of `bounds` is in view, from 0 to 1."""
    if not bounds.intersects(seen):
        return 0.0
    common = bounds.intersected(seen)
    return common.width() * common.height() / max(1.0, bounds.width() * bounds.height())
