"""A large drawing painted simply: plain boxes and hair lines, batched, for as long as there is no time for the rest."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calcviewer.layout.marks import MARKS, STRENGTH, Level, Mark, Marks
from calcviewer.layout.picture import Picture, Point
from calcviewer.layout.theme import Theme
from calcviewer.view.items import FAINT

CELL = 2000.0
"""The drawing is cut into squares of so many px; those out of view are not painted."""
LINE_WIDTH = 1.8
FAINTEST = 0.3
"""A line thinner than a pixel is painted as wide as one, and so much fainter, but not fainter than this."""
Look = tuple[float, bool]
"""How strongly a piece is drawn, from 0 to 1, and whether a box has the colour of the page."""


class _Batch(NamedTuple):
    """All boxes, or all arrows, of one kind and look in one square."""

    strength: float
    is_boxes: bool
    kind: str
    is_hollow: bool
    bounds: QRectF
    rects: list[QRectF]
    path: QPainterPath


@dataclass
class _Cell:
    """What lies in one square: how many pieces, and the sums of their widths, heights and areas there."""

    count: int = 0
    widths: float = 0.0
    heights: float = 0.0
    areas: float = 0.0

    def add(self, width: float, height: float) -> None:
        self.count += 1
        self.widths += width
        self.heights += height
        self.areas += width * height

    def seen_in(self, width: float, height: float) -> float:
        """How many of them a part of the square cuts, if they lie anywhere in it."""
        cut = self.count * width * height + self.heights * width + self.widths * height + self.areas
        return min(self.count, cut / (CELL * CELL))


class Crowd:
    """How many boxes and arrows there are where, roughly; a long arrow counts in every square that it crosses."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self._cells: defaultdict[tuple[int, int], _Cell] = defaultdict(_Cell)
        for box in picture.boxes:
            self._cells[_cell((box.x, box.y))].add(box.width, box.height)
        for arrow in picture.arrows:
            if arrow.points:
                self._add_arrow(*arrow.points[0], *arrow.points[-1])

    def _add_arrow(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        (first, above), (last, below) = _cell((left, top)), _cell((right, bottom))
        for x in range(first, last + 1):
            width = min(right, (x + 1) * CELL) - max(left, x * CELL)
            for y in range(above, below + 1):
                self._cells[x, y].add(width, min(bottom, (y + 1) * CELL) - max(top, y * CELL))

    def count_in(self, seen: QRectF) -> float:
        """About how many can be seen in a part of the picture."""
        found = 0.0
        for (x, y), cell in self._cells.items():
            width = min(seen.right(), (x + 1) * CELL) - max(seen.left(), x * CELL)
            height = min(seen.bottom(), (y + 1) * CELL) - max(seen.top(), y * CELL)
            if width > 0 and height > 0:
                found += cell.seen_in(width, height)
        return found


def curves_of(picture: Picture) -> list[QPainterPath]:
    """The curve of each arrow; nothing, where an arrow has no points. Half of what it takes to make a drawing ready."""
    curves = []
    for arrow in picture.arrows:
        points = [QPointF(x, y) for x, y in arrow.points]
        path = QPainterPath(points[0]) if points else QPainterPath()
        for i in range(1, len(points) - 2, 3):
            path.cubicTo(points[i], points[i + 1], points[i + 2])
        curves.append(path)
    return curves


class CoarseDrawing:
    """One picture with its marks, made ready to be painted fast at any size."""

    def __init__(
        self, picture: Picture, lit_kind: str = "", marks: Marks | None = None, *, curves: Sequence[QPainterPath] = ()
    ) -> None:
        """What is not of `lit_kind` is dimmed, unless that is ''. `curves` are the picture's, if they are known."""
        look = _looks(lit_kind, marks)
        self._frames = [QRectF(frame.x, frame.y, frame.width, frame.height) for frame in picture.frames]
        self._batches = sorted(
            (*_arrows(picture, curves or curves_of(picture), look), *_boxes(picture, look)), key=_order
        )

    def paint(self, painter: QPainter, seen: QRectF, theme: Theme, *, is_smooth: bool = True) -> None:
        """The part `seen`, in the coordinates of the picture; lines are one pixel wide at any zoom.

        Smooth arrows take half as long again, which nobody sees while they move.
        """
        faint = min(1.0, max(FAINTEST, LINE_WIDTH * painter.worldTransform().m11()))
        self._paint_frames(painter, theme)
        in_view = (batch for batch in self._batches if batch.bounds.intersects(seen))
        for (strength, is_boxes, kind, is_hollow), batches in groupby(in_view, _order):
            tint = theme.colours(kind)
            if is_boxes:
                # Lines between pixels look twice as bold.
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.setPen(QPen(_mixed(tint.frame, theme.page, strength * faint), 0))
                painter.setBrush(_mixed(theme.page if is_hollow else tint.fill, theme.page, strength))
                for batch in batches:
                    painter.drawRects(batch.rects)
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_smooth)
                line = QPen(_mixed(tint.frame, theme.page, strength * faint), 0)
                for batch in batches:
                    painter.strokePath(batch.path, line)

    def _paint_frames(self, painter: QPainter, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.group_line), 0, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(theme.group_fill))
        painter.drawRects(self._frames)


def _order(batch: _Batch) -> tuple[float, bool, str, bool]:
    """What is dimmed lies below what is not, and arrows lie below boxes."""
    return batch[:4]


def _looks(lit_kind: str, marks: Marks | None) -> Callable[[str, str], Look]:
    """What tells from an id and a kind how that piece is drawn; asked for each of thousands."""
    of, lit = (marks.of, marks.lit) if marks is not None else ({}, None)
    of_mark: dict[Mark | None, Look] = {mark: (STRENGTH[style.level], style.is_hollow) for mark, style in MARKS.items()}
    of_mark[None] = 1.0, False

    def look(element_id: str, kind: str) -> Look:
        strength, is_hollow = of_mark[of.get(element_id)]
        if lit is not None and element_id not in lit:
            strength = STRENGTH[Level.DIM]
        return (strength if lit_kind in ("", kind) else strength * FAINT), is_hollow

    return look


def _boxes(picture: Picture, look: Callable[[str, str], Look]) -> Iterator[_Batch]:
    found: dict[tuple[tuple[int, int], str, Look], list[QRectF]] = {}
    for box in picture.boxes:
        rect = QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
        found.setdefault((_cell((box.x, box.y)), box.kind, look(box.id, box.kind)), []).append(rect)
    widest = max((box.width for box in picture.boxes), default=0.0) / 2
    highest = max((box.height for box in picture.boxes), default=0.0) / 2
    for ((x, y), kind, (strength, is_hollow)), rects in found.items():
        bounds = QRectF(x * CELL, y * CELL, CELL, CELL).adjusted(-widest, -highest, widest, highest)
        yield _Batch(strength, True, kind, is_hollow, bounds, rects, QPainterPath())


def _arrows(picture: Picture, curves: Sequence[QPainterPath], look: Callable[[str, str], Look]) -> Iterator[_Batch]:
    found: dict[tuple[tuple[int, int], str, float], QPainterPath] = {}
    for arrow, curve in zip(picture.arrows, curves, strict=True):
        if arrow.points:
            key = _cell(arrow.points[0]), arrow.kind, look(arrow.id, arrow.kind)[0]
            path = found.get(key)
            if path is None:
                path = found[key] = QPainterPath()
            path.addPath(curve)
    for (_place, kind, strength), path in found.items():
        yield _Batch(strength, False, kind, False, path.controlPointRect(), [], path)


def _cell(point: Point) -> tuple[int, int]:
    return int(point[0] // CELL), int(point[1] // CELL)


def _mixed(colour: str, page: str, strength: float) -> QColor:
    """A colour that lets the page through: opaque, since that is painted twice as fast."""
    over, under = QColor(colour), QColor(page)
    return QColor(*(round(a * strength + b * (1 - strength)) for a, b in zip(_rgb(over), _rgb(under), strict=True)))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
