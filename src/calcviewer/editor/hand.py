"""Drawing by hand: the handle of the selected step, the arrow that is drawn from it, and double clicks.

It looks at the canvas's events before the canvas does, while it is on, and takes only what is its own.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from calcviewer.layout.picture import Arrow, Box
from calcviewer.layout.theme import Theme
from calcviewer.view.canvas import Canvas
from calcviewer.view.items import HALO_Z, ArrowItem, outline

HANDLE_PX = 13.0
BESIDE_PX = 12.0
"""The handle stands so far beside the edge: no letter of the label is under it."""
REACH_PX = 17.0
"""A finger hits the handle some way beside it too."""
EDGE_PX, PAN_PX = 28, 14
"""So near to an edge of the view a drawn arrow makes the drawing move on, and so far each time."""
HANDLE_Z, RUBBER_Z = 6.0, 5.0
SHORTEST = 6.0
RING = 6.0


class Hand(QObject):
    """Signals: `arrow_drawn(from, to)`; `step_wanted(from or '', place in the view)`; `label_wanted(id)`; `pressed`."""

    arrow_drawn = Signal(str, str)
    step_wanted = Signal(str, QPoint)
    label_wanted = Signal(str)
    pressed = Signal()

    def __init__(self, canvas: Canvas, theme: Theme) -> None:
        super().__init__(canvas)
        self._canvas, self._theme = canvas, theme
        self._is_on = False
        self._source = self._before = ""
        self._handle = _Handle()
        self._light = QGraphicsPathItem()
        self._light.setZValue(HALO_Z)
        self._drawn: _DrawnArrow | None = None
        for item in (self._handle, self._light):
            item.setVisible(False)
            canvas.scene().addItem(item)
        self.set_theme(theme)

    def set_on(self, is_on: bool) -> None:
        """Takes part in what happens on the canvas, or does not."""
        if is_on is self._is_on:
            return
        self._is_on = is_on
        watched = (self._canvas, self._canvas.viewport())
        for widget in watched:
            widget.installEventFilter(self) if is_on else widget.removeEventFilter(self)
        self.cancel()
        self.set_source(self._source)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._handle.set_theme(theme)
        pen = QPen(QColor(theme.accent), RING)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._light.setPen(pen)

    def set_source(self, element: str) -> None:
        """What is selected: a step has the handle, an arrow or nothing has none."""
        self._source = element
        box = self._box(element)
        self._handle.setVisible(self._is_on and box is not None)
        if box is not None:
            is_right = self._canvas.picture.direction == "right"
            self._handle.point(is_down=is_right)
            place = (box.x, box.y + box.height / 2) if is_right else (box.x + box.width / 2, box.y)
            self._handle.setPos(*place)

    def light(self, element: str) -> None:
        """Lights the step at which an arrow would end, and brings it into view; '' lights none."""
        self._show_light(element)
        if element:
            self._canvas.reveal(element)

    def cancel(self) -> None:
        """The arrow that is being drawn is let go."""
        if self._drawn is not None:
            self._drawn.remove()
            self._drawn = None
        self._show_light("")

    def handle_place(self) -> QPoint:
        """Where the handle is in the view."""
        return self._canvas.mapFromScene(self._handle.pos()) + self._handle.middle.toPoint()

    # -- what happens on the canvas ---------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what belongs to the handle and to a drawn arrow; everything else goes on to the canvas."""
        if isinstance(event, QMouseEvent) and watched is self._canvas.viewport():
            return self._on_mouse(event)
        if self._drawn is None:
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.cancel()
            return True
        return event.type() == QEvent.Type.Gesture  # a finger that rests draws no menu

    def _on_mouse(self, event: QMouseEvent) -> bool:
        here, kind = event.position().toPoint(), event.type()
        if kind == QEvent.Type.MouseMove:
            return self._on_move(here)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            return self._on_press(here)
        if kind == QEvent.Type.MouseButtonRelease:
            return self._on_release(here)
        return kind == QEvent.Type.MouseButtonDblClick and self._on_double_click(here)

    def _on_press(self, here: QPoint) -> bool:
        self._before = self._source
        self.pressed.emit()
        box = self._box(self._source)
        if box is None or not self._is_on_handle(here):
            return False
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self._drawn = _DrawnArrow(self._canvas, box, self._handle.pos(), self._theme)
        return True

    def _on_move(self, here: QPoint) -> bool:
        if self._drawn is None:
            if is_near := self._is_on_handle(here):
                self._canvas.viewport().setCursor(Qt.CursorShape.CrossCursor)
            return is_near
        self._pan(here)
        target = self._target(here)
        self._drawn.lead(self._canvas.mapToScene(here))
        self._show_light(target)
        return True

    def _on_release(self, here: QPoint) -> bool:
        if self._drawn is None:
            return False
        source, element, is_far = self._drawn.source, self._canvas.element_at(here), not self._is_on_handle(here)
        self.cancel()
        if target := self._target(here):
            self.arrow_drawn.emit(source, target)
        elif not element and is_far:
            self.step_wanted.emit(source, here)
        return True

    def _on_double_click(self, here: QPoint) -> bool:
        element = self._canvas.element_at(here)
        if not element:
            self.step_wanted.emit(self._before if self._box(self._before) else "", here)
        elif element in self._canvas.picture.box_by_id:
            self.label_wanted.emit(element)
        else:
            return False
        return True

    def _target(self, here: QPoint) -> str:
        """The other step under a point; a treatment is no end of an arrow."""
        element = self._canvas.element_at(here)
        return element if self._box(element) is not None and element != self._source else ""

    def _box(self, element: str) -> Box | None:
        box = self._canvas.picture.box_by_id.get(element)
        return box if box is not None and box.kind != "treatment" else None

    def _is_on_handle(self, here: QPoint) -> bool:
        away = here - self.handle_place()
        return self._handle.isVisible() and away.x() ** 2 + away.y() ** 2 <= REACH_PX**2

    def _show_light(self, element: str) -> None:
        self._light.setPath(outline(self._canvas.picture, element))
        self._light.setVisible(bool(element))

    def _pan(self, here: QPoint) -> None:
        """Near an edge of the view the drawing moves on."""
        area = self._canvas.viewport().rect()
        across, down = self._canvas.horizontalScrollBar(), self._canvas.verticalScrollBar()
        for bar, at, size in ((across, here.x(), area.width()), (down, here.y(), area.height())):
            by = -PAN_PX if at < EDGE_PX else PAN_PX if at > size - EDGE_PX else 0
            bar.setValue(bar.value() + by)


class _DrawnArrow:
    """The arrow that follows the pointer: one gesture."""

    def __init__(self, canvas: Canvas, box: Box, start: QPointF, theme: Theme) -> None:
        self._scene, self._start = canvas.scene(), start
        self.source = box.id
        self._item = ArrowItem(self._arrow(start + QPointF(SHORTEST, 0)), theme)
        self._item.setZValue(RUBBER_Z)
        self._scene.addItem(self._item)

    def lead(self, end: QPointF) -> None:
        """To where the pointer is."""
        away = end - self._start
        if away.manhattanLength() >= SHORTEST:
            self._item.bend(self._arrow(end))

    def remove(self) -> None:
        """Takes it out of the scene."""
        self._scene.removeItem(self._item)

    def _arrow(self, end: QPointF) -> Arrow:
        way = end - self._start
        on = (self._start, self._start + way / 3, self._start + way * 2 / 3, end)
        return Arrow("", "causes", self.source, "", tuple((point.x(), point.y()) for point in on), 1.6)


class _Handle(QGraphicsItem):
    """A disc with an arrow on it, as large at every zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(HANDLE_Z)
        self._ground, self._rim, self._sign = QColor(), QColor(), QColor()
        self._is_down = False

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._ground, self._rim, self._sign = QColor(theme.accent), QColor(theme.page), QColor(theme.on_accent)
        self.update()

    def point(self, *, is_down: bool) -> None:
        """Which way the arrow on it looks, and on which side of its step it stands."""
        self._is_down = is_down
        self.prepareGeometryChange()

    @property
    def middle(self) -> QPointF:
        """Where the disc is, in px of the view from where the item stands."""
        return QPointF(0, BESIDE_PX) if self._is_down else QPointF(BESIDE_PX, 0)

    def boundingRect(self) -> QRectF:
        """The disc with its rim."""
        size = HANDLE_PX + 2
        return QRectF(-size, -size, 2 * size, 2 * size).translated(self.middle)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The disc, and an arrow that leads away; not in the overview map, which is painted without a widget."""
        if widget is None:
            return
        painter.translate(self.middle)
        painter.setPen(QPen(self._rim, 2))
        painter.setBrush(self._ground)
        painter.drawEllipse(QPointF(0, 0), HANDLE_PX, HANDLE_PX)
        painter.rotate(90 if self._is_down else 0)
        sign = QPainterPath(QPointF(-6, 0))
        sign.lineTo(6, 0)
        for y in (-4.5, 4.5):
            sign.moveTo(1.5, y)
            sign.lineTo(6, 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._sign, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(sign)
