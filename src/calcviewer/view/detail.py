"""How much of a large drawing is painted: at rest all of it, a tile at a time, and meanwhile what there is time for."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGraphicsView

from calcviewer.layout.picture import EMPTY, Picture
from calcviewer.view.coarse import CoarseDrawing, Crowd, curves_of
from calcviewer.view.items import Drawing

REST_MS = 140
"""So long after the last movement what was painted simply is painted again."""
SMOOTH, MOVING, RESTING = 60, 150, 500
"""Up to so many boxes and arrows are painted in a frame: while it moves, with smooth edges or without; at rest."""
APART = 2
"""Strips far apart are painted one by one if there is so many times as much between them."""
TILE, SMALLEST_TILE_PX = 200, 64


class Detail(QObject):
    """Belongs to one view, and decides for each paint event. A strip that comes into view is little to paint."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self._crowd: Crowd | None = None
        self._coarse: tuple[tuple[object, ...], CoarseDrawing] | None = None
        self._curves: tuple[Picture, list[QPainterPath]] = (EMPTY, [])
        self._is_rough = False
        self._tiles: list[QRect] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._settle)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._sharpen)

    def moved(self) -> None:
        """Somebody looks around: until that rests, less is painted if there is much to paint."""
        self._next.stop()
        self._is_rough = self._is_rough or bool(self._tiles)
        self._tiles.clear()
        self._rest.start()

    def drag(self, by: QPoint, scroll: Callable[[QPoint], None]) -> None:
        """Scrolls sideways, then up or down: a strip at the side and one below take half the time, one by one."""
        self.moved()
        scroll(QPoint(by.x(), 0))
        if by.x() and by.y():
            QCoreApplication.sendPostedEvents(self._view.window(), QEvent.Type.UpdateRequest.value)
        scroll(QPoint(0, by.y()))

    def paint(self, event: QPaintEvent, drawing: Drawing) -> bool:
        """Paints roughly what is too much for a frame; False leaves it to the view."""
        is_moving = self._rest.isActive()
        most = MOVING if is_moving else RESTING
        if len(drawing.picture.boxes) + len(drawing.picture.arrows) <= (SMOOTH if is_moving else most):
            return False
        rects = list(event.region())  # type: ignore[call-overload]  # the stubs do not know that it can be walked
        is_simple = self._count(drawing, rects) > most
        is_rough = is_moving and self._count(drawing, [self._view.viewport().rect()]) > SMOOTH
        if not is_simple and not is_rough and not _is_apart(event.rect(), rects):
            return False
        if is_simple and not is_moving:
            self._rest.start()
        self._is_rough = self._is_rough or is_simple or is_rough
        painter = QPainter(self._view.viewport())
        painter.setRenderHints(self._view.renderHints())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not is_rough)
        for rect in rects:
            painter.resetTransform()
            painter.setClipRect(rect)  # one after the other: to clip by a region costs three times as much
            painter.fillRect(rect, QColor(drawing.theme.page))
            painter.setWorldTransform(self._view.viewportTransform())
            (self._paint_simply if is_simple else self._paint_pieces)(painter, rect, drawing)
        painter.end()
        return True

    def paint_small(self, painter: QPainter, place: QRectF, whole: QRectF, drawing: Drawing) -> bool:
        """Paints all of a large drawing into a small place; False leaves that to be done piece by piece."""
        if len(drawing.picture.boxes) + len(drawing.picture.arrows) <= RESTING:
            return False
        painter.save()
        painter.scale(place.width() / whole.width(), place.height() / whole.height())
        self._simple(drawing).paint(painter, whole, drawing.theme)
        painter.restore()
        return True

    def _paint_simply(self, painter: QPainter, rect: QRect, drawing: Drawing) -> None:
        self._simple(drawing).paint(painter, self._scene_rect(rect), drawing.theme, is_smooth=False)
        drawing.paint_rings(painter)

    def _paint_pieces(self, painter: QPainter, rect: QRect, _drawing: Drawing) -> None:
        part = self._scene_rect(rect)
        self._view.scene().render(painter, part, part)

    def _simple(self, drawing: Drawing) -> CoarseDrawing:
        """The simple version of what is drawn now, with its marks."""
        wanted = drawing.appearance
        if self._coarse is None or any(a is not b for a, b in zip(self._coarse[0], wanted, strict=True)):
            if self._curves[0] is not drawing.picture:
                self._curves = drawing.picture, curves_of(drawing.picture)
            self._coarse = wanted, CoarseDrawing(*wanted, curves=self._curves[1])
        return self._coarse[1]

    def _count(self, drawing: Drawing, rects: list[QRect]) -> float:
        """About how many boxes and arrows there are in some rectangles of the view."""
        if self._crowd is None or self._crowd.picture is not drawing.picture:
            self._crowd = Crowd(drawing.picture)
        return sum(map(self._crowd.count_in, map(self._scene_rect, rects)))

    def _scene_rect(self, rect: QRect) -> QRectF:
        return self._view.mapToScene(rect).boundingRect()

    def _settle(self) -> None:
        """Nobody moves it any more: everything as it is, at once or tile by tile."""
        if self._is_rough and self._crowd is not None:
            self._is_rough = False
            view = self._view.viewport().rect()
            self._tiles = sorted(self._cut(view, self._crowd), key=lambda tile: -_distance(tile, view.center()))
            self._next.start()

    def _cut(self, rect: QRect, crowd: Crowd) -> list[QRect]:
        """Tiles that can be painted in a frame each."""
        most = RESTING if rect == self._view.viewport().rect() else TILE
        size = max(rect.width(), rect.height())
        if size <= SMALLEST_TILE_PX or crowd.count_in(self._scene_rect(rect)) <= most:
            return [rect]
        first, second = QRect(rect), QRect(rect)
        if rect.width() >= rect.height():
            first.setWidth(rect.width() // 2)
            second.setLeft(first.right() + 1)
        else:
            first.setHeight(rect.height() // 2)
            second.setTop(first.bottom() + 1)
        return [*self._cut(first, crowd), *self._cut(second, crowd)]

    def _sharpen(self) -> None:
        """The next tile, from the middle outwards."""
        if self._tiles:
            self._view.viewport().repaint(self._tiles.pop())
            self._next.start()


def _is_apart(around: QRect, rects: list[QRect]) -> bool:
    """Whether there is more between the rectangles than in them."""
    return around.width() * around.height() > APART * sum(rect.width() * rect.height() for rect in rects)


def _distance(tile: QRect, middle: QPoint) -> int:
    return (tile.center() - middle).manhattanLength()
