"""The canvas: shows a picture, lets one look around in it, and says what was chosen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsScene,
    QGraphicsView,
    QPinchGesture,
    QTapAndHoldGesture,
    QWidget,
)

from calcviewer.layout.hit import HitMap
from calcviewer.layout.picture import EMPTY, Picture
from calcviewer.layout.theme import Theme
from calcviewer.view.items import Drawing, outline
from calcviewer.view.overview_map import OverviewMap

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from calcviewer.core.model import Diagram
    from calcviewer.layout.marks import Marks
    from calcviewer.view.detail import Detail
    from calcviewer.view.glide import Glide
    from calcviewer.view.outdated_veil import OutdatedVeil

MARGIN_PX = 24.0
FINGER_PX = 12.0
SMALLEST, LARGEST = 0.05, 4.0
FIT_AT_MOST = 1.4
READABLE = 0.58
"""A diagram opens no smaller than this: rather a part that can be read than a whole that cannot."""
CLICK_SLACK_PX = 6
FEW = 120
"""So many boxes and arrows are painted whole in every frame: twice as many as any shipped diagram has."""
SLICE = 100
"""So many items are made in one go: some 15 ms. The diagrams that are shipped are less."""
ROOM, ROOM_TO_STAY = 0.5, 1.0
"""So many views of room around the drawing: every step can come into the middle, or stay where it is while edited."""
MAP_AFTER_MS = 100
"""Marks are seen in the drawing first; the overview map, which paints all of it once more, follows."""


class Canvas(QGraphicsView):
    """Signals: `element_chosen(id)` ('' for the ground), `details_requested`, `menu_requested(id, position)`.

    `element_acted_on(id)` comes before a click chooses, and from the space bar, which chooses nothing.
    `open_requested(id)` comes with a double click.
    """

    element_chosen = Signal(str)
    element_acted_on = Signal(str)
    details_requested = Signal()
    open_requested = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setScene(QGraphicsScene(self))
        # WORKAROUND: a viewport that Qt made itself would be wrapped by way of every widget class: 11 ms and 1 MiB.
        self.setViewport(QWidget())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.viewport().grabGesture(Qt.GestureType.TapAndHoldGesture)
        self._theme = theme
        self._picture = EMPTY
        self._diagram: Diagram | None = None
        self._hits = HitMap(EMPTY)
        self._drawing: Drawing | None = None
        self._selected = ""
        self._language = "en"
        self._press: QPoint | None = None
        self._settle: Callable[[], None] | None = self.open_view
        self._wanted: tuple[float, float, float] | None = None
        self._room = ROOM
        self._is_map_late = False
        self._glide: Glide | None = None
        self._veil: OutdatedVeil | None = None
        self._detail: Detail | None = None
        self.map = OverviewMap(self)
        self._growing = QTimer(self, singleShot=True, interval=0)
        self._growing.timeout.connect(self._grow)
        self._map_soon = QTimer(self, singleShot=True, interval=MAP_AFTER_MS)
        self._map_soon.timeout.connect(self._renew_map)
        self.map.moved.connect(self._centre)
        self.horizontalScrollBar().valueChanged.connect(self._show_map)
        self.verticalScrollBar().valueChanged.connect(self._show_map)
        self.set_theme(theme)

    # -- what is shown ----------------------------------------------------------------------------------------

    def show_picture(self, picture: Picture, diagram: "Diagram | None", language: str) -> None:
        """Draws `picture`, fitted into the view. Without its diagram it is a promise, which can only be looked at.

        A promise that is kept stays on screen as it is, and can be walked from then on.
        """
        is_promise = self._drawing is not None and self._diagram is None
        if is_promise and picture == self._picture and language == self._language:
            self._diagram = diagram
            return
        wanted = self._wanted
        self.clear()
        self._picture, self._diagram, self._language = picture, diagram, language
        self._hits = HitMap(picture)
        self._drawing = Drawing(self.scene(), picture, self._theme, language)
        self._is_map_late = True  # the drawing is there to be seen soon
        self._map_soon.start()
        self.restore_view(*wanted) if wanted else self.open_view()
        is_large = len(picture.boxes) + len(picture.arrows) > SLICE
        in_view = self._drawing.put_first(self._visible_rect()) if is_large else SLICE
        self._drawing.grow(min(in_view, SLICE) if self.isVisible() else SLICE)  # before, its size is not known

    def revise_picture(self, picture: Picture, diagram: "Diagram", anchor: str = "") -> None:
        """The same diagram after a change: zoom and selection stay, and what can glide to its new place does.

        The element `anchor` keeps its place on screen; if it is new or gone, what is nearest to the middle of the view.
        """
        if self._drawing is None:
            self.show_picture(picture, diagram, self._language)
            return
        from calcviewer.layout.passage import Passage, shifted
        from calcviewer.layout.passage import anchor as anchor_of

        self._growing.stop()
        before, middle = self._drawing.picture, self._visible_rect().center()
        was, is_now = anchor_of(before, picture, anchor, (middle.x(), middle.y()))
        on_screen = self.mapFromScene(*was)
        self._is_map_late = True
        self._picture, self._diagram, self._hits = picture, diagram, HitMap(picture)
        self._settle, self._room = None, ROOM_TO_STAY
        self._set_scene_rect()
        self._scroll(self.mapFromScene(*is_now) - on_screen)
        start = shifted(before, is_now[0] - was[0], is_now[1] - was[1]) if was != is_now else before
        self._glider().begin(self._drawing, Passage(start, picture))
        self._map_soon.start()

    @property
    def is_still(self) -> bool:
        """Whether everything is where it belongs."""
        return self._glide is None or not self._glide.is_on

    def _glider(self) -> "Glide":
        from calcviewer.view.glide import Glide  # nothing moves when the window opens

        if self._glide is None:
            self._glide = Glide(self)
            self._glide.finished.connect(self._map_soon.start)
        return self._glide

    def set_outdated(self, is_outdated: bool) -> None:
        """Marks the drawing as older than the text that it is drawn from, in which there is an error now."""
        if is_outdated and self._veil is None:
            from calcviewer.view.outdated_veil import OutdatedVeil  # rarely needed

            self._veil = OutdatedVeil(self)
        if self._veil is not None:
            self._veil.show_over(self._theme, self.viewport().size()) if is_outdated else self._veil.hide()

    def _grow(self) -> None:
        """The next slice of a large drawing."""
        if self._drawing is not None and self._drawing.grow(SLICE):
            self._growing.start()
        elif self._drawing is not None:
            self._draw_map()  # the overview map knows the first slices only
            self._show_map()

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the drawing is left to be made."""
        return self._drawing is None or self._drawing.is_whole

    @property
    def picture(self) -> Picture:
        """What is drawn."""
        return self._picture

    def clear(self) -> None:
        """Shows nothing."""
        if self._drawing is not None:
            self._drawing.remove()
        if self._glide is not None:
            self._glide.end()
        self._drawing, self._picture, self._diagram, self._hits = None, EMPTY, None, HitMap(EMPTY)
        self._selected, self._room = "", ROOM
        self._wanted = None
        self.map.hide()

    def set_language(self, language: str) -> None:
        """The same boxes with labels in `language`; nothing moves."""
        self._language = language
        if self._drawing is not None:
            self._drawing.set_language(language)
            self._draw_map()

    def set_theme(self, theme: Theme) -> None:
        """The same drawing in other colours."""
        self._theme = theme
        self.setBackgroundBrush(QColor(theme.page))
        self.map.set_theme(theme)
        if self._veil is not None:
            self._veil.set_theme(theme)
        if self._drawing is not None:
            self._drawing.set_theme(theme)
            self._draw_map()

    def set_selected(self, element_id: str) -> None:
        """Rings an element and brings it into view if it is out of it."""
        self._selected = element_id
        if self._drawing is not None:
            self._drawing.select(element_id)
            self.reveal(element_id)

    def rect_of(self, element_id: str) -> QRectF:
        """Where an element lies in the scene; an empty rectangle if it is not drawn."""
        return outline(self._picture, element_id).boundingRect()

    def reveal(self, element_id: str) -> None:
        """Brings an element into view if it is out of it, moving as little as can be."""
        if self._drawing is not None:
            rect = self.rect_of(element_id)
            if not rect.isNull() and not self._visible_rect().contains(rect):
                self._reveal(rect)

    def set_spoken(self, words: str) -> None:
        """What a screen reader says of the canvas."""
        self.setAccessibleDescription(words)

    def set_marks(self, marks: "Marks") -> None:
        """Marks steps and arrows, and dims what is not lit; another picture begins without."""
        if self._drawing is not None:
            self._drawing.set_marks(marks)
            self._map_soon.start()

    def light_kind(self, kind: str) -> None:
        """Dims everything that is not of that kind; '' lights all."""
        if self._drawing is not None:
            self._drawing.light_kind(kind)

    # -- looking around ---------------------------------------------------------------------------------------

    def fit(self) -> None:
        """The whole drawing in the view, never larger than comfortable."""
        self._set_zoom(self._fitting())
        self._centre(QPointF(self._picture.width / 2, self._picture.height / 2))
        self._settle = self.fit
        self._show_map()

    def open_view(self) -> None:
        """The whole drawing if it can be read so; else its beginning, large enough to read."""
        zoom = max(self._fitting(), READABLE)
        self._set_zoom(zoom)
        area = self.viewport().rect()
        half = area.width() / zoom / 2 - MARGIN_PX, area.height() / zoom / 2 - MARGIN_PX
        self._centre(QPointF(*self._picture.opening(*half)))
        self._settle = self.open_view
        self._show_map()

    def _fitting(self) -> float:
        """The zoom at which the whole drawing is in the view."""
        area, picture = self.viewport().rect(), self._picture
        if not picture.width or not picture.height or area.width() <= 0:
            return 1.0
        wide = area.width() / (picture.width + 2 * MARGIN_PX)
        return min(wide, area.height() / (picture.height + 2 * MARGIN_PX), FIT_AT_MOST)

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Zooms around a point of the view; around its middle without one."""
        place = at or self.viewport().rect().center()
        self.map.set_whole_below(True)
        before = self.mapToScene(place)
        self._set_zoom(self.zoom * factor)
        moved = self.mapFromScene(before) - place
        self._scroll(moved)
        if (detail := self._detailed()) is not None:
            detail.moved()
        self._settle = None
        self._show_map()

    def zoom_to(self, zoom: float) -> None:
        """Sets the zoom; 1 is 100 %."""
        self.zoom_by(zoom / self.zoom)

    @property
    def zoom(self) -> float:
        """The zoom; 1 is 100 %."""
        return self.transform().m11()

    def centre_on(self, element_id: str) -> None:
        """Brings an element into the middle."""
        if self._drawing is not None and not (rect := self.rect_of(element_id)).isNull():
            self._settle = None
            self._centre(rect.center())

    def view_state(self) -> tuple[float, float, float]:
        """(zoom, x, y of the middle); a zoom of 0 means: as opened."""
        middle = self._visible_rect().center()
        is_as_opened = self._settle in (self.open_view, self.fit)
        return (0.0 if is_as_opened else self.zoom), middle.x(), middle.y()

    def restore_view(self, zoom: float, x: float, y: float) -> None:
        """The view as `view_state` told it; kept until somebody moves it, and until there is a picture to look at."""
        if self._drawing is None:
            self._wanted = zoom, x, y
            return
        self._set_zoom(zoom)
        x, y = min(max(x, 0.0), self._picture.width), min(max(y, 0.0), self._picture.height)
        self._centre(QPointF(x, y))
        self._settle = partial(self.restore_view, zoom, x, y)
        self._show_map()

    # -- events -----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms at the pointer; with Shift scrolls sideways."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().wheelEvent(event)
            return
        self.zoom_by(1.0015 ** event.angleDelta().y(), event.position().toPoint())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button starts a click or a drag; the right one asks for the menu."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = event.position().toPoint()
            self._drag_from = self._press
        elif event.button() == Qt.MouseButton.RightButton:
            self._ask_menu(event.position().toPoint())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the ground, or rings what lies under the pointer."""
        here = event.position().toPoint()
        if self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (here - self._press).manhattanLength() > CLICK_SLACK_PX or self._drag_from != self._press:
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self._drag(self._drag_from - here)
                self._drag_from = here
                self._settle = None
        else:
            under = self.element_at(here)
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor)
            if self._drawing is not None:
                self._drawing.hover(under)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that did not drag chooses."""
        if event.button() == Qt.MouseButton.LeftButton and self._press is not None:
            if self._drag_from == self._press:
                element_id = self.element_at(self._press)
                self.element_acted_on.emit(element_id)
                self.element_chosen.emit(element_id)
            self._press = None
            self.viewport().unsetCursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Centres what was hit; on empty ground fits the drawing."""
        element_id = self.element_at(event.position().toPoint())
        self.centre_on(element_id) if element_id else self.fit()
        self.open_requested.emit(element_id)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk; Enter reads; plus, minus and zero zoom; the menu key asks for the menu."""
        from calcviewer.view.canvas_keys import press  # not at the start, when nobody walks yet

        if not press(self, event, self._diagram, self._selected):
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers zoom; a long press asks for the menu."""
        if isinstance(event, QGestureEvent):
            return self._on_gesture(event)
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1 + event.value(), event.position().toPoint())
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Every piece, or as much as there is time for."""
        detail = self._detailed() if self.is_still else None
        if detail is None or self._drawing is None or not detail.paint(event, self._drawing):
            super().paintEvent(event)
        if self._drawing is not None and not self._drawing.is_whole:
            self._growing.start()  # what is in view comes first, and is painted before there is more

    def _detailed(self) -> "Detail | None":
        """What decides how much is painted, if there is much to paint."""
        if self._drawing is None or self._drawing.made <= FEW:  # the first slice of a large one is little, too
            return None
        if self._detail is None:
            from calcviewer.view.detail import Detail  # few drawings are so large

            self._detail = Detail(self)
        return self._detail

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A drawing that nobody moved stays settled."""
        super().resizeEvent(event)
        if self._veil is not None:
            self._veil.resize(self.viewport().size())
        self._set_scene_rect()
        if self._settle:
            self._settle()
        self._show_map()

    def _on_gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        hold = event.gesture(Qt.GestureType.TapAndHoldGesture)
        if isinstance(pinch, QPinchGesture):
            self._press = None  # the first finger alone would drag
            at = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
            self.zoom_by(pinch.scaleFactor(), at)
        if isinstance(hold, QTapAndHoldGesture) and hold.state() == Qt.GestureState.GestureFinished:
            self._press = None
            self._ask_menu(self.viewport().mapFromGlobal(hold.position().toPoint()))
        return True

    # -- inside -----------------------------------------------------------------------------------------------

    def element_at(self, place: QPoint) -> str:
        """What lies under a point of the view; '' for the ground."""
        point = self.mapToScene(place)
        return self._hits.at(point.x(), point.y(), FINGER_PX / min(self.zoom, 1.0))

    def _ask_menu(self, place: QPoint) -> None:
        self.menu_requested.emit(self.element_at(place), self.viewport().mapToGlobal(place))

    def _set_zoom(self, zoom: float) -> None:
        bounded = min(max(zoom, SMALLEST), LARGEST)
        self.resetTransform()
        self.scale(bounded, bounded)
        self._set_scene_rect()

    def _set_scene_rect(self) -> None:
        """Room around the drawing, so that every step can be brought into the middle."""
        zoom = self.zoom or 1.0
        room_x, room_y = self.viewport().width() / zoom * self._room, self.viewport().height() / zoom * self._room
        self.setSceneRect(
            QRectF(0, 0, self._picture.width, self._picture.height).adjusted(-room_x, -room_y, room_x, room_y)
        )

    def _scroll(self, by: QPoint) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by.y())

    def _drag(self, by: QPoint) -> None:
        self.map.set_whole_below(False)
        detail = self._detailed()
        detail.drag(by, self._scroll) if detail is not None else self._scroll(by)

    def _centre(self, point: QPointF) -> None:
        self._scroll(self.mapFromScene(point) - self.viewport().rect().center())

    def _reveal(self, rect: QRectF) -> None:
        """Scrolls as little as needed to show `rect`."""
        margin = MARGIN_PX / self.zoom
        self._settle = None
        wanted, seen = rect.adjusted(-margin, -margin, margin, margin), self._visible_rect()
        dx = min(0.0, wanted.left() - seen.left()) or max(0.0, wanted.right() - seen.right())
        dy = min(0.0, wanted.top() - seen.top()) or max(0.0, wanted.bottom() - seen.bottom())
        self._scroll(QPoint(round(dx * self.zoom), round(dy * self.zoom)))

    def _visible_rect(self) -> QRectF:
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _renew_map(self) -> None:
        self._is_map_late = False
        self._draw_map()
        self._show_map()

    def _draw_map(self) -> None:
        self.map.set_drawing(self._paint_whole, QRectF(0, 0, self._picture.width, self._picture.height))

    def _paint_whole(self, painter: QPainter, place: QRectF, whole: QRectF) -> None:
        detail = self._detailed()
        if detail is None or self._drawing is None or not detail.paint_small(painter, place, whole, self._drawing):
            self.scene().render(painter, place, whole)

    def _show_map(self) -> None:
        if self._is_map_late:
            return
        whole = QRectF(0, 0, self._picture.width, self._picture.height)
        self.map.show_part(self._paint_whole, whole, self._visible_rect())
