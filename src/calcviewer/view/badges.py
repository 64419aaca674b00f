"""Numbers on the steps that two drawings share, and rings around the twins of a step: what lies over a drawing.

A number and a broken line tell them from everything else; their colour is only the theme's accent.
"""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
)

from calcviewer.layout.picture import Box, Picture
from calcviewer.layout.shapes import BOXES
from calcviewer.layout.theme import Theme
from calcviewer.view.fonts import label_font
from calcviewer.view.icons import sharpness
from calcviewer.view.items import HALO_Z, painter_path

RADIUS = 13.0
BADGE_Z = 4.0
RING = 6.0
BROKEN = (1.8, 1.2)
ICON = QSize(22, 22)


class Badges:
    """What lies over one drawing; it is put there and taken away as a whole."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._items: list[QGraphicsItem] = []
        self._rings: list[QGraphicsItem] = []

    def put(self, picture: Picture, numbers: Mapping[str, int], theme: Theme) -> None:
        """A number on each of these steps, in place of what was there."""
        self.remove()
        for element, number in numbers.items():
            if box := picture.box_by_id.get(element):
                self._items.append(_badge(box, number, theme))
        for item in self._items:
            self._scene.addItem(item)

    def ring(self, picture: Picture, elements: Collection[str], theme: Theme) -> None:
        """A broken ring around each of these steps, and around no other."""
        self._take(self._rings)
        for element in elements:
            if box := picture.box_by_id.get(element):
                self._rings.append(_ring(box, theme))
        for item in self._rings:
            self._scene.addItem(item)

    def remove(self) -> None:
        """Takes everything away."""
        self._take(self._items)
        self._take(self._rings)

    def _take(self, items: list[QGraphicsItem]) -> None:
        for item in items:
            self._scene.removeItem(item)
        items.clear()


def badge_icon(number: int, theme: Theme) -> QIcon:
    """The same sign for a list."""
    pixmap = QPixmap(ICON * sharpness())
    pixmap.setDevicePixelRatio(sharpness())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.page), 1.5))
    painter.setBrush(QColor(theme.accent))
    whole = QRectF(1, 1, ICON.width() - 2, ICON.height() - 2)
    painter.drawEllipse(whole)
    painter.setFont(_font(12 if number < 10 else 10))
    painter.setPen(QColor(theme.on_accent))
    painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return QIcon(pixmap)


def _badge(box: Box, number: int, theme: Theme) -> QGraphicsItem:
    made = QGraphicsEllipseItem(QRectF(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS))
    made.setPos(box.left + RADIUS / 2, box.top + box.height)  # the upper corners are for marks and for the tag
    made.setZValue(BADGE_Z)
    made.setPen(QPen(QColor(theme.page), 2))
    made.setBrush(QColor(theme.accent))
    words = QGraphicsSimpleTextItem(str(number), made)
    words.setFont(_font(16 if number < 10 else 13))
    words.setBrush(QColor(theme.on_accent))
    words.setPos(-words.boundingRect().center())
    return made


def _ring(box: Box, theme: Theme) -> QGraphicsItem:
    made = QGraphicsPathItem(painter_path(BOXES[box.kind].outline(box.width + RING, box.height + RING)))
    made.setPos(QPointF(box.x, box.y))
    made.setZValue(HALO_Z)
    pen = QPen(QColor(theme.accent), RING)
    pen.setDashPattern(BROKEN)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setPen(pen)
    return made


def _font(size_px: int) -> QFont:
    font = QFont(label_font(bold=True))
    font.setPixelSize(size_px)
    return font
