"""The small pictures of the legend: a box or an arrow of each kind, drawn by the same tables as the canvas."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from calcviewer.layout import shapes
from calcviewer.layout.shapes import ARROWS, BOXES
from calcviewer.layout.theme import Theme
from calcviewer.view.icons import sharpness
from calcviewer.view.items import curve_path, painter_path, pen, placed_path

LEGEND_ICON = QSize(40, 20)


def legend_icon(kind: str, theme: Theme) -> QIcon:
    """A box with its mark, or an arrow with its head."""
    pixmap = QPixmap(LEGEND_ICON * sharpness())
    pixmap.setDevicePixelRatio(sharpness())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    (_paint_box if kind in BOXES else _paint_arrow)(painter, kind, theme)
    painter.end()
    return QIcon(pixmap)


def _paint_box(painter: QPainter, kind: str, theme: Theme) -> None:
    style, colours = BOXES[kind], theme.colours(kind)
    width, height = LEGEND_ICON.width() - 4, LEGEND_ICON.height() - 2
    painter.translate(LEGEND_ICON.width() / 2, LEGEND_ICON.height() / 2)
    painter.scale(0.62, 0.62)
    box = painter_path(style.outline(width / 0.62, height / 0.62))
    painter.setPen(pen(colours.frame, 2.2, style.dash))
    painter.setBrush(QColor(colours.fill))
    painter.drawPath(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(colours.frame, 1.6))
    painter.drawPath(painter_path(style.inner(width / 0.62, height / 0.62)))
    painter.drawPath(placed_path(style.mark, -8, -8))


def _paint_arrow(painter: QPainter, kind: str, theme: Theme) -> None:
    style, colour = ARROWS[kind], theme.colours(kind).frame
    y = LEGEND_ICON.height() / 2
    points = ((2.0, y), (15.0, y), (26.0, y), (37.0, y))
    painter.setPen(pen(colour, style.width, style.dash))
    painter.drawPath(curve_path(shapes.shaft(kind, points)))
    tip, is_filled = shapes.head(kind, points)
    painter.setPen(pen(colour, 1.6))
    painter.setBrush(QColor(colour) if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(painter_path(tip))
