"""The overview map: the whole drawing in a corner, there only while the drawing is larger than the view."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from calcviewer.layout.theme import Theme

Paint = Callable[[QPainter, QRectF, QRectF], object]
"""Paints a part of the drawing (the second rectangle) into a place of the painter (the first)."""
LARGEST_SIDE, SMALLEST_SIDE = 130, 70
MARGIN = 12


class OverviewMap(QWidget):
    """Emits `moved(scene point)` when the pointer presses or drags on it."""

    moved = Signal(QPointF)

    def __init__(self, canvas: QAbstractScrollArea) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self._pixmap = QPixmap()
        self._whole = QRectF()
        self._part = QRectF()
        self._frame = self._ground = QColor()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_whole_below(False)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other colours; the little picture is made again when it is next shown."""
        self._frame, self._ground = QColor(theme.accent), QColor(theme.page)
        self._pixmap = QPixmap()

    def set_whole_below(self, is_whole: bool) -> None:
        """Whether the view is painted under the map too: much to do when it is scrolled, little when all is new.

        A view with a hole in it is painted as four rectangles, which takes a third longer.
        """
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, not is_whole)

    def set_drawing(self, paint: Paint, whole: QRectF) -> None:
        """The drawing has changed."""
        self._pixmap = QPixmap()
        if self.isVisible():
            self._render(paint, whole)

    def show_part(self, paint: Paint, whole: QRectF, part: QRectF) -> None:
        """Shows which part of the drawing is in view; hides itself if that is all of it."""
        if whole.isEmpty() or part.adjusted(-1, -1, 1, 1).contains(whole):
            self.hide()
            return
        if self._pixmap.isNull() or whole != self._whole:
            self._render(paint, whole)
        self._part = part
        area = self._canvas.viewport().rect()
        self.move(area.right() - self.width() - MARGIN, area.bottom() - self.height() - MARGIN)
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The little picture and the frame of the part in view."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.setPen(QPen(self._frame, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        scale = self._scale()
        shown = self._part.intersected(self._whole)
        painter.setPen(QPen(self._frame, 2))
        painter.drawRect(QRectF(shown.x() * scale, shown.y() * scale, shown.width() * scale, shown.height() * scale))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Brings the pressed place into the middle."""
        self._move_to(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position().toPoint())

    def _move_to(self, place: QPoint) -> None:
        scale = self._scale()
        if scale:
            self.moved.emit(QPointF(place.x() / scale, place.y() / scale))

    def _scale(self) -> float:
        return self.width() / self._whole.width() if self._whole.width() else 0.0

    def _render(self, paint: Paint, whole: QRectF) -> None:
        side = min(LARGEST_SIDE, max(SMALLEST_SIDE, self._canvas.viewport().width() // 4))
        scale = side / max(whole.width(), whole.height())
        size = QSize(max(1, round(whole.width() * scale)), max(1, round(whole.height() * scale)))
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._ground)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRectF(0, 0, size.width(), size.height()), whole)
        painter.end()
        self._pixmap, self._whole = pixmap, whole
        self.setFixedSize(size)
