"""The pieces on the canvas: plain Qt items that show a picture. They know nothing of the content and decide nothing."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
)

from calcviewer.layout import shapes
from calcviewer.layout.picture import Arrow, Box, Frame, Picture
from calcviewer.layout.shapes import ARROWS, BOXES, MARK, Path
from calcviewer.layout.theme import Theme
from calcviewer.view.fonts import LINE_HEIGHT_PX, label_font

if TYPE_CHECKING:
    from calcviewer.layout.marks import Marks
    from calcviewer.view.mark_layer import MarkLayer

FRAME_Z, HALO_Z, ARROW_Z, LABEL_Z, BOX_Z = 0.0, 1.0, 2.0, 2.5, 3.0
FAINT = 0.25
EDGE = 90.0
"""A box is seen when its middle is still so far out of view, in px."""
KEPT_PATHS, KEPT_PENS = 256, 256
CLEAR = Qt.GlobalColor.transparent


def painter_path(path: Path) -> QPainterPath:
    """Path commands as Qt draws them."""
    made = QPainterPath()
    for op, *numbers in path:
        points = [(float(numbers[i]), float(numbers[i + 1])) for i in range(0, len(numbers), 2)]
        if op == "M":
            made.moveTo(*points[0])
        elif op == "L":
            made.lineTo(*points[0])
        elif op == "C":
            made.cubicTo(QPointF(*points[0]), QPointF(*points[1]), QPointF(*points[2]))
        else:
            made.closeSubpath()
    return made


_kept_path = lru_cache(KEPT_PATHS)(painter_path)


def placed_path(path: Path, dx: float, dy: float) -> QPainterPath:
    """The same, moved by (dx, dy). Outlines and marks come back from box to box and are made once."""
    return _kept_path(path).translated(dx, dy)


def curve_path(points: tuple[tuple[float, float], ...]) -> QPainterPath:
    """A chain of cubic curves."""
    made = QPainterPath(QPointF(*points[0]))
    for i in range(1, len(points) - 2, 3):
        made.cubicTo(QPointF(*points[i]), QPointF(*points[i + 1]), QPointF(*points[i + 2]))
    return made


@lru_cache(KEPT_PENS)
def pen(colour: str, width: float, dash: tuple[float, ...] = ()) -> QPen:
    """A pen with dashes in px. It is kept: whoever wants another one makes a copy."""
    made = QPen(QColor(colour), width)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    pattern = [length / width for length in dash]
    if pattern:
        made.setDashPattern(pattern)
    return made


class BoxItem(QGraphicsPathItem):
    """A step or a treatment: outline, mark, label, and the tag of an extension."""

    def __init__(self, box: Box, theme: Theme, language: str) -> None:
        style = BOXES[box.kind]
        super().__init__(placed_path(style.outline(box.width, box.height), box.x, box.y))
        self.box = box
        self.setZValue(BOX_Z)
        inner = style.inner(box.width, box.height)
        # An item without a path would lie at the origin, and be looked at whenever that is painted.
        self._inner = QGraphicsPathItem(placed_path(inner, box.x, box.y), self) if inner else None
        mark = placed_path(style.mark, box.left + style.pad_x, box.y - MARK / 2)
        self._mark = QGraphicsPathItem(mark, self)
        self._tag = QGraphicsPathItem(self) if box.is_extension else None
        if self._tag is not None:
            self._tag.setPath(placed_path(shapes.EXTENSION_TAG, *shapes.tag_place(box)))
        self._lines: list[QGraphicsSimpleTextItem] = []
        self._theme = theme
        self.set_language(language)
        self.set_theme(theme)

    def set_language(self, language: str) -> None:
        """The label in another language, in the same place."""
        lines = self.box.lines_in(language)
        for item in self._lines[len(lines) :]:
            item.setVisible(False)
        font = label_font()
        first = self.box.y - len(lines) * LINE_HEIGHT_PX / 2 + _line_top()
        middle = shapes.text_middle(self.box)
        for i, words in enumerate(lines):
            if i == len(self._lines):
                item = QGraphicsSimpleTextItem(self)
                item.setFont(font)
                item.setBrush(QColor(self._theme.colours(self.box.kind).text))
                self._lines.append(item)
            item = self._lines[i]
            item.setVisible(True)
            item.setText(words)
            item.setPos(middle - item.boundingRect().width() / 2, first + i * LINE_HEIGHT_PX)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        colours = theme.colours(self.box.kind)
        self.setPen(pen(colours.frame, 1.8, BOXES[self.box.kind].dash))
        self.setBrush(QColor(colours.fill))
        if self._inner is not None:
            self._inner.setPen(pen(colours.frame, 1.2))
        self._mark.setPen(pen(colours.frame, 1.5))
        if self._tag is not None:
            self._tag.setPen(pen(colours.frame, 1.3))
            self._tag.setBrush(QColor(theme.page))
        for line in self._lines:
            line.setBrush(QColor(colours.text))

    def set_hollow(self, is_hollow: bool) -> None:
        """Filled with the colour of the page, or of its kind."""
        self.setBrush(QColor(self._theme.page if is_hollow else self._theme.colours(self.box.kind).fill))


class ArrowItem(QGraphicsPathItem):
    """An arrow: its curve and its head."""

    def __init__(self, arrow: Arrow, theme: Theme) -> None:
        super().__init__()
        self.setZValue(ARROW_Z)
        self._head = QGraphicsPathItem(self)
        self.bend(arrow)
        self.set_theme(theme)

    def bend(self, arrow: Arrow) -> None:
        """Runs as `arrow` does, which is of the same kind."""
        self.arrow = arrow
        self.setPath(curve_path(shapes.shaft(arrow.kind, arrow.points)))
        tip, self._is_filled = shapes.head(arrow.kind, arrow.points)
        self._head.setPath(painter_path(tip))

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        colour, style = theme.colours(self.arrow.kind).frame, ARROWS[self.arrow.kind]
        self.setPen(pen(colour, style.width * self.arrow.weight, style.dash))
        self._head.setPen(pen(colour, 1.6))
        self._head.setBrush(QColor(colour) if self._is_filled else QBrush(CLEAR))

    def set_hollow(self, is_hollow: bool) -> None:
        """Only the outline of the head, or the head as its kind has it."""
        self._head.setBrush(self.pen().color() if self._is_filled and not is_hollow else QBrush(CLEAR))


class FrameItem(QGraphicsPathItem):
    """The frame of a group. Its `label` is an item of its own, above the arrows that cross the frame."""

    def __init__(self, frame: Frame, theme: Theme, language: str) -> None:
        super().__init__()
        self.setZValue(FRAME_Z)
        self.label = QGraphicsRectItem()
        self.label.setZValue(LABEL_Z)
        self.place(frame)
        self._words = QGraphicsSimpleTextItem(self.label)
        self._words.setFont(label_font(bold=True))
        self._words.setPos(4, 1)
        self.set_language(language)
        self.set_theme(theme)

    def place(self, frame: Frame) -> None:
        """Runs where `frame` does, which has the same label."""
        self.frame = frame
        path = QPainterPath()
        path.addRoundedRect(QRectF(frame.x, frame.y, frame.width, frame.height), 10, 10)
        self.setPath(path)
        self.label.setPos(frame.x + 10, frame.y + 6)

    def set_language(self, language: str) -> None:
        """The label in another language."""
        self._words.setText(" ".join(self.frame.lines_in(language)))
        self.label.setRect(self._words.boundingRect().adjusted(0, 0, 8, 2))

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.setPen(pen(theme.group_line, 1.0, (2, 4)))
        self.setBrush(QColor(theme.group_fill))
        self.label.setPen(QPen(Qt.PenStyle.NoPen))
        self.label.setBrush(QColor(theme.group_fill))
        self._words.setBrush(QColor(theme.muted))


def _distances(part: QRectF, picture: Picture) -> list[float]:
    """How far each box, and the tail of each arrow, is from a part of the picture; 0 for what can be seen there."""
    x0, y0 = part.center().x(), part.center().y()
    half_width, half_height = part.width() / 2 + EDGE, part.height() / 2 + EDGE
    places = [*((box.x, box.y) for box in picture.boxes), *(arrow.points[0] for arrow in picture.arrows)]
    return [max(abs(x - x0) - half_width, abs(y - y0) - half_height, 0.0) for x, y in places]


class Drawing:
    """All items of one picture in a scene, found by the id that they stand for.

    A large picture comes in slices: `grow` until it says that nothing is left. What concerns all items completes it.
    """

    def __init__(self, scene: QGraphicsScene, picture: Picture, theme: Theme, language: str) -> None:
        self._scene, self.picture, self.theme, self._language = scene, picture, theme, language
        self._frames = [FrameItem(frame, theme, language) for frame in picture.frames]
        self._arrows: list[ArrowItem] = []
        self._boxes: dict[str, BoxItem] = {}
        self._unmade: Iterator[Box | Arrow] = iter((*picture.boxes, *picture.arrows))
        self._select_halo, self._hover_halo = QGraphicsPathItem(), QGraphicsPathItem()
        for halo in (self._select_halo, self._hover_halo):
            halo.setZValue(HALO_Z)
        for item in self._items():
            scene.addItem(item)
        self._selected = self._hovered = self._kind = ""
        self._accent = theme.accent
        self._layer: MarkLayer | None = None

    def put_first(self, part: QRectF) -> int:
        """What lies in a part of the picture will be made first, then what is next to it; says how many pieces do."""
        pieces: list[Box | Arrow] = [*self.picture.boxes, *self.picture.arrows]
        away = _distances(part, self.picture)
        self._unmade = iter([pieces[i] for i in sorted(range(len(pieces)), key=away.__getitem__)])
        return away.count(0.0)

    def grow(self, most: int | None = None) -> bool:
        """Makes so many more items, or all that are left; True while there may be more."""
        for piece in islice(self._unmade, most):
            item: BoxItem | ArrowItem
            if isinstance(piece, Box):
                item = self._boxes[piece.id] = BoxItem(piece, self.theme, self._language)
            else:
                item = ArrowItem(piece, self.theme)
                self._arrows.append(item)
            self._scene.addItem(item)
        return not self.is_whole

    @property
    def made(self) -> int:
        """How many boxes and arrows have items."""
        return len(self._boxes) + len(self._arrows)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the picture is left to be made."""
        return self.made >= len(self.picture.boxes) + len(self.picture.arrows)

    def _items(self) -> tuple[QGraphicsItem, ...]:
        halos = self._select_halo, self._hover_halo
        labels = (frame.label for frame in self._frames)
        return (*self._frames, *halos, *self._arrows, *labels, *self._boxes.values())

    def revise(self, picture: Picture) -> None:
        """Shows another picture of the same diagram: items that stand for the same stay, and go where it has them."""
        from calcviewer.view import revision  # nothing is changed when the window opens

        self.grow()
        before = self._items()
        self.picture = picture
        self._boxes = revision.boxes(picture, self._boxes, lambda box: BoxItem(box, self.theme, self._language))
        self._arrows = revision.arrows(picture, self._arrows, lambda arrow: ArrowItem(arrow, self.theme))
        self._frames = revision.frames(picture, self._frames, lambda one: FrameItem(one, self.theme, self._language))
        is_other = revision.exchange(self._scene, before, self._items())
        self._show_rings()
        if is_other and self._kind:
            self.light_kind(self._kind)
        if self._layer is not None:
            self._layer.follow(picture, self._pieces() if is_other else None)

    def remove(self) -> None:
        """Takes everything out of the scene, and makes no more."""
        self._unmade = iter(())
        if self._layer is not None:
            self._layer.remove()
        for item in self._items():
            self._scene.removeItem(item)

    def set_language(self, language: str) -> None:
        """Every label in another language; nothing moves."""
        self.grow()
        self._language = language
        labelled: list[FrameItem | BoxItem] = [*self._frames, *self._boxes.values()]
        for item in labelled:
            item.set_language(language)

    def set_theme(self, theme: Theme) -> None:
        """Everything in other colours."""
        self.grow()
        coloured: list[FrameItem | ArrowItem | BoxItem] = [*self._frames, *self._arrows, *self._boxes.values()]
        for item in coloured:
            item.set_theme(theme)
        self._accent = theme.accent
        self._show_rings()
        self.theme = theme
        if self._layer is not None:
            self._layer.set_theme(theme)

    def set_marks(self, marks: "Marks") -> None:
        """Marks steps and arrows, and dims what is not lit."""
        self.grow()
        if self._layer is None and marks:
            from calcviewer.view.mark_layer import MarkLayer  # nothing is marked when the window opens

            self._layer = MarkLayer(self._scene, self.picture, self._pieces(), self.theme)
        if self._layer is not None:
            self._layer.show(marks)

    def _pieces(self) -> "list[ArrowItem | BoxItem | FrameItem]":
        return [*self._arrows, *self._boxes.values(), *self._frames]

    def select(self, element_id: str) -> None:
        """Rings one element; '' rings none."""
        self._selected = element_id
        self._ring(self._select_halo, element_id, 7.0, 1.0)

    def hover(self, element_id: str) -> None:
        """Rings the element under the pointer, softly."""
        if element_id != self._hovered:
            self._hovered = element_id
            self._ring(self._hover_halo, element_id, 5.0, 0.45)

    def light_kind(self, kind: str) -> None:
        """Dims what is not of that kind; '' lights all."""
        self.grow()
        self._kind = kind
        for box in self._boxes.values():
            box.setOpacity(1.0 if kind in ("", box.box.kind) else FAINT)
        for arrow in self._arrows:
            arrow.setOpacity(1.0 if kind in ("", arrow.arrow.kind) else FAINT)

    @property
    def appearance(self) -> "tuple[Picture, str, Marks | None]":
        """All that decides how pieces are drawn: the picture, the kind that alone is not dimmed ('' for all), marks."""
        return self.picture, self._kind, (self._layer.marks or None) if self._layer is not None else None

    def paint_rings(self, painter: QPainter) -> None:
        """The rings alone, for whoever paints the rest some other way."""
        for halo in (self._select_halo, self._hover_halo):
            if halo.isVisible():
                painter.setOpacity(halo.opacity())
                painter.strokePath(halo.path(), halo.pen())
        painter.setOpacity(1.0)

    def _show_rings(self) -> None:
        self._ring(self._select_halo, self._selected, 7.0, 1.0)
        self._ring(self._hover_halo, self._hovered, 5.0, 0.45)

    def _ring(self, halo: QGraphicsPathItem, element_id: str, width: float, opacity: float) -> None:
        is_box = element_id in self.picture.box_by_id
        halo.setPath(outline(self.picture, element_id))
        made = QPen(QColor(self._accent), width if is_box else width * 1.3)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        made.setCapStyle(Qt.PenCapStyle.RoundCap)
        halo.setPen(made)
        halo.setOpacity(opacity if is_box else opacity * 0.6)
        halo.setVisible(bool(element_id))


def outline(picture: Picture, element_id: str) -> QPainterPath:
    """Around a step or a treatment, or along an arrow; empty for what is not drawn."""
    if box := picture.box_by_id.get(element_id):
        return placed_path(BOXES[box.kind].outline(box.width, box.height), box.x, box.y)
    whole = QPainterPath()
    for arrow in picture.arrows:
        if arrow.id == element_id:
            whole.addPath(curve_path(arrow.points))
    return whole


@cache
def _line_top() -> float:
    """How far below the top of its line a text begins, so that it stands in the middle."""
    return (LINE_HEIGHT_PX - QFontMetricsF(label_font()).height()) / 2
