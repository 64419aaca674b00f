"""Marks over the items of a drawing: veils that dim what lies under them, and signs on top.

Dimming changes only the height of items. A veil is one rectangle to paint; an opacity would cost each item its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from calcviewer.layout.marks import (
    DISC,
    MARKS,
    NO_MARKS,
    RIM_WIDTH,
    RING_WIDTH,
    SIGN_WIDTH,
    STRENGTH,
    STRIKE_WIDTH,
    Level,
    Marks,
    MarkStyle,
    badges,
    ringed_boxes,
    struck,
)
from calcviewer.layout.picture import Picture
from calcviewer.layout.theme import Theme
from calcviewer.view.items import ARROW_Z, BOX_Z, LABEL_Z, ArrowItem, BoxItem, FrameItem, painter_path

SIGNS_Z = 4.0
LEVEL_HEIGHT = 0.25
"""All levels below PLAIN lie between the frames of groups and the ring of the selection."""
ROOM = 40.0


@dataclass
class _Piece:
    """An item and how it is drawn now; `plain_height` is where it lies when nothing is marked."""

    item: ArrowItem | BoxItem
    element_id: str
    plain_height: float
    level: Level = Level.PLAIN
    is_hollow: bool = False

    def take(self, level: Level, is_hollow: bool) -> None:
        if level is not self.level:
            self.level = level
            below = (level + (0.6 if self.plain_height == BOX_Z else 0.3)) * LEVEL_HEIGHT
            self.item.setZValue(self.plain_height if level is Level.PLAIN else below)
        if is_hollow is not self.is_hollow:
            self.is_hollow = is_hollow
            self.item.set_hollow(is_hollow)


class MarkLayer:
    """The marks of one drawing; `items` are its arrows, boxes and frames."""

    def __init__(
        self, scene: QGraphicsScene, picture: Picture, items: Sequence[ArrowItem | BoxItem | FrameItem], theme: Theme
    ) -> None:
        self._scene, self._picture, self._theme = scene, picture, theme
        self._pieces: list[_Piece] = []
        self._hold(items)
        self.marks = NO_MARKS
        whole = _whole(picture)
        self._veils = {level: QGraphicsRectItem(whole) for level in Level if level is not Level.PLAIN}
        for level, veil in self._veils.items():
            veil.setZValue((level + 1) * LEVEL_HEIGHT)
            veil.setPen(QPen(Qt.PenStyle.NoPen))
            scene.addItem(veil)
        self._signs = _Signs(whole)
        scene.addItem(self._signs)
        self._tint_veils()

    def _hold(self, items: Sequence[ArrowItem | BoxItem | FrameItem]) -> None:
        """What is drawn now; an item that was there before is as it was."""
        known = {piece.item: piece for piece in self._pieces}
        arrows = [item for item in items if isinstance(item, ArrowItem)]
        boxes = [item for item in items if isinstance(item, BoxItem)]
        self._pieces = [
            *(known.get(item) or _Piece(item, item.arrow.id, ARROW_Z) for item in arrows),
            *(known.get(item) or _Piece(item, item.box.id, BOX_Z) for item in boxes),
        ]
        self._labels = [item.label for item in items if isinstance(item, FrameItem)]

    def follow(self, picture: Picture, items: Sequence[ArrowItem | BoxItem | FrameItem] | None) -> None:
        """The same marks on another picture of the diagram; `items` are what it consists of, if they are others."""
        self._picture = picture
        if items is not None:
            self._hold(items)
        whole = _whole(picture)
        for veil in self._veils.values():
            veil.setRect(whole)
        self._signs.set_whole(whole)
        if items is not None or self.marks:
            self.show(self.marks)

    def remove(self) -> None:
        """Takes everything out of the scene."""
        for item in (*self._veils.values(), self._signs):
            self._scene.removeItem(item)

    def set_theme(self, theme: Theme) -> None:
        """The same marks in other colours; the items have taken theirs already, and are filled."""
        self._theme = theme
        self._tint_veils()
        for piece in self._pieces:
            piece.is_hollow = False
        self.show(self.marks)

    def show(self, marks: Marks) -> None:
        """These marks and no others."""
        self.marks = marks
        self._scene.update()  # all of it at once: the items below need not say each that they have changed
        of, lit, lowest = marks.of, marks.lit, Level.PLAIN
        for piece in self._pieces:
            style = MARKS[of[piece.element_id]] if piece.element_id in of else _NO_STYLE
            level = style.level if lit is None or piece.element_id in lit else Level.DIM
            if level is not piece.level or style.is_hollow is not piece.is_hollow:
                piece.take(level, style.is_hollow)
            lowest = min(lowest, level)
        for label in self._labels:
            label.setZValue(LABEL_Z if lit is None else LEVEL_HEIGHT / 2)
        for level, veil in self._veils.items():
            veil.setVisible(level >= lowest)
        self._signs.strokes = [*self._lines(marks), *self._badges(marks)] if of else []

    def _tint_veils(self) -> None:
        above = 1.0
        for level in sorted(self._veils, reverse=True):
            colour = QColor(self._theme.page)
            colour.setAlphaF(1 - STRENGTH[level] / above)
            above = STRENGTH[level]
            self._veils[level].setBrush(colour)

    def _lines(self, marks: Marks) -> Iterable["_Stroke"]:
        stop = QColor(self._theme.marks["stop"])
        ringed = {box.id for box in ringed_boxes(self._picture, marks)}
        rings = (piece.item.mapToScene(piece.item.path()) for piece in self._pieces if piece.element_id in ringed)
        yield _Stroke(_together(rings), QPen(stop, RING_WIDTH))
        strikes = QPainterPath()
        for start, end in struck(self._picture, marks):
            strikes.moveTo(*start)
            strikes.lineTo(*end)
        yield _Stroke(strikes, QPen(stop, STRIKE_WIDTH))

    def _badges(self, marks: Marks) -> Iterable["_Stroke"]:
        places: dict[MarkStyle, list[tuple[float, float]]] = {}
        for style, place in badges(self._picture, marks):
            places.setdefault(style, []).append(place)
        page = QColor(self._theme.page)
        for style, found in places.items():
            colour = QColor(self._theme.marks[style.colour])
            is_solid, is_gap = style.disc == "solid", style.disc == "gap"
            rim = QPen(Qt.PenStyle.NoPen) if is_gap else QPen(page if is_solid else colour, RIM_WIDTH)
            larger = QTransform.fromScale(style.size, style.size)
            ground, sign = larger.map(painter_path(DISC)), larger.map(painter_path(style.sign))
            yield _Stroke(_together(ground.translated(*at) for at in found), rim, QBrush(colour if is_solid else page))
            stroke = QPen(page if is_solid else colour, SIGN_WIDTH * (1.5 if is_gap else 1))
            stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
            yield _Stroke(_together(sign.translated(*at) for at in found), stroke)


_NO_STYLE = MarkStyle()


@dataclass(frozen=True)
class _Stroke:
    """All signs of one look: one path to paint."""

    path: QPainterPath
    pen: QPen
    brush: QBrush = Qt.BrushStyle.NoBrush  # type: ignore[assignment]  # Qt takes one for the other


class _Signs(QGraphicsItem):
    """All signs of a drawing, painted at one go above everything."""

    def __init__(self, whole: QRectF) -> None:
        super().__init__()
        self._whole = whole
        self.strokes: list[_Stroke] = []
        self.setZValue(SIGNS_Z)

    def set_whole(self, whole: QRectF) -> None:
        """Another size of the drawing."""
        if whole != self._whole:
            self.prepareGeometryChange()
            self._whole = whole

    def boundingRect(self) -> QRectF:
        """All of the drawing."""
        return self._whole

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Each look with its pen and brush."""
        for stroke in self.strokes:
            painter.setPen(stroke.pen)
            painter.setBrush(stroke.brush)
            painter.drawPath(stroke.path)


def _whole(picture: Picture) -> QRectF:
    """All of the drawing, and some room around it."""
    return QRectF(0, 0, picture.width, picture.height).adjusted(-ROOM, -ROOM, ROOM, ROOM)


def _together(paths: Iterable[QPainterPath]) -> QPainterPath:
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for path in paths:
        whole.addPath(path)
    return whole
