"""How much of a large drawing is painted: all that can be seen at rest, what there is time for while somebody moves it."""

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsView

from calcviewer.view.coarse import CoarseDrawing
from calcviewer.view.items import Drawing

REST_MS = 140
"""So long after the last movement everything is painted again."""
SMOOTH, EXACT = 45, 300
"""While somebody moves it: up to so many boxes and arrows in view are smoothed; up to so many are painted one by one."""
READABLE = 1500
"""With more than these in view boxes are a few pixels wide, and simple ones look the same."""


class Detail(QObject):
    """Belongs to one view. Where something is marked or dimmed, every piece is painted, however long it takes."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self._coarse: CoarseDrawing | None = None
        self._is_moving = self._was_simple = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._settle)

    def move(self, drawing: Drawing) -> None:
        """Somebody looks around: until that rests, less is painted if there is much to paint."""
        self._is_moving = True
        self._rest.start()
        if self._view.renderHints() & _SMOOTH and self._in_view(drawing) > SMOOTH:
            self._was_simple = True
            self._view.setRenderHint(_SMOOTH, False)

    def paint(self, event: QPaintEvent, drawing: Drawing) -> bool:
        """Paints a view that holds too much, simply; False leaves it to be painted piece by piece."""
        most = EXACT if self._is_moving else READABLE
        if not drawing.is_plain or self._in_view(drawing) <= most:
            return False
        self._was_simple = self._was_simple or self._is_moving
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(_SMOOTH, not self._is_moving)
        for rect in event.region():  # type: ignore[attr-defined]  # the stubs do not know that it can be walked
            painter.resetTransform()
            painter.setClipRect(rect)  # one after the other: to clip by a region costs three times as much
            painter.fillRect(rect, QColor(drawing.theme.page))
            painter.setWorldTransform(self._view.viewportTransform())
            self.coarse(drawing).paint(painter, self._view.mapToScene(rect).boundingRect(), drawing.theme)
            drawing.paint_rings(painter)
        painter.end()
        return True

    def paint_small(self, painter: QPainter, place: QRectF, whole: QRectF, drawing: Drawing) -> bool:
        """Paints all of a large drawing into a small place; False leaves that to be done piece by piece."""
        if not drawing.is_plain or len(drawing.picture.boxes) + len(drawing.picture.arrows) <= EXACT:
            return False
        painter.save()
        painter.scale(place.width() / whole.width(), place.height() / whole.height())
        self.coarse(drawing).paint(painter, whole, drawing.theme)
        painter.restore()
        return True

    def coarse(self, drawing: Drawing) -> CoarseDrawing:
        """The simple version of what is drawn now."""
        if self._coarse is None or self._coarse.picture is not drawing.picture:
            self._coarse = CoarseDrawing(drawing.picture)
        return self._coarse

    def _in_view(self, drawing: Drawing) -> int:
        return self.coarse(drawing).count_in(self._view.mapToScene(self._view.viewport().rect()).boundingRect())

    def _settle(self) -> None:
        self._is_moving = False
        if self._was_simple:
            self._was_simple = False
            self._view.setRenderHint(_SMOOTH, True)
            self._view.viewport().update()


_SMOOTH = QPainter.RenderHint.Antialiasing
