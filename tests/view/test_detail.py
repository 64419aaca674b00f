"""A large drawing while somebody moves it and when that rests: what is on the screen, whoever painted it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviewer.core.model import Diagram, Text
from calcviewer.layout.marks import NO_MARKS, STRENGTH, Level, Mark, Marks
from calcviewer.layout.picture import Arrow, Box, Frame, Picture
from calcviewer.layout.theme import THEMES
from calcviewer.view import detail
from calcviewer.view.canvas import FEW, Canvas
from calcviewer.view.coarse import CELL, Crowd

WORDS = (("en", ("A label of", "two lines")),)
DIAGRAM = Diagram("x", Text((("en", "X"),)))
IN_A_ROW, STEP = 40, 130
KINDS = ("trigger", "process", "cell", "mediator")
LIGHT = THEMES["light"]
SETTLED = 3
"""So many times the same: on a busy machine a timer may come later than it was asked to."""


def grid(count: int) -> Picture:
    """Boxes in rows, each with an arrow to the next one, and a frame around the first."""
    at = [((i % IN_A_ROW + 0.5) * STEP, (i // IN_A_ROW + 0.5) * STEP) for i in range(count)]
    boxes = tuple(Box(f"s{i}", KINDS[i % 4], *at[i], 100, 50, WORDS) for i in range(count))
    ends = [(*at[i], *at[i + 1]) for i in range(count - 1)]
    arrows = tuple(
        Arrow(f"s{i} -> s{i + 1}", "causes", f"s{i}", f"s{i + 1}", ((x, y), (x + 30, y + 60), (a - 30, b + 60), (a, b)))
        for i, (x, y, a, b) in enumerate(ends)
    )
    frame = Frame("f", 2, 2, STEP - 4, STEP - 4, WORDS)
    return Picture(IN_A_ROW * STEP, (count // IN_A_ROW + 1) * STEP, boxes, arrows, (frame,))


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    return shown(qtbot, grid(800))


def shown(qtbot: QtBot, picture: Picture) -> Canvas:
    made = Canvas(LIGHT)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_picture(picture, DIAGRAM, "en")
    made.show()
    made.fit()
    at_rest(qtbot, made)
    return made


def screen(canvas: Canvas) -> QImage:
    """What stands there: to grab the widget would paint it once more."""
    QApplication.processEvents()
    return canvas.screen().grabWindow(canvas.winId()).toImage()


def at_rest(qtbot: QtBot, canvas: Canvas) -> QImage:
    """The screen when nothing has changed there for longer than it takes to come to rest."""
    seen = [QImage()]

    def is_settled() -> bool:
        qtbot.wait(detail.REST_MS + 40)
        seen.append(screen(canvas))
        return len(seen) > SETTLED and all(image == seen[-1] for image in seen[-SETTLED:])

    qtbot.waitUntil(is_settled, timeout=20_000)
    return seen[-1]


def piece_by_piece(qtbot: QtBot, canvas: Canvas, monkeypatch: pytest.MonkeyPatch) -> QImage:
    """The same view, painted by nothing but its items, all in one go."""
    with monkeypatch.context() as patch:
        patch.setattr(detail, "RESTING", 10**9)
        canvas.viewport().update()
        return at_rest(qtbot, canvas)


def is_alike(one: QImage, other: QImage) -> bool:
    """The same but for what Qt leaves at the edges of a strip when it scrolls."""
    a, b = bytes(one.constBits()), bytes(other.constBits())
    differences = [abs(x - y) for x, y in zip(a, b, strict=True) if x != y]
    return one.size() == other.size() and len(differences) < 500 and max(differences, default=0) <= 40


class Painted(QObject):
    """Keeps what was painted of a widget, frame by frame."""

    def __init__(self) -> None:
        super().__init__()
        self.regions: list[QRegion] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(event.region())
        return False


def drag(canvas: Canvas, by: QPoint, steps: int = 4) -> None:
    at = canvas.viewport().rect().center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    for number in range(1, steps + 1):
        QTest.mouseMove(canvas.viewport(), at + by * number)
        QApplication.processEvents()
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at + by * steps)


def zoom_and_drag(canvas: Canvas) -> None:
    canvas.zoom_by(2.5)
    drag(canvas, QPoint(31, -17))


def until_the_map_is_gone(canvas: Canvas) -> None:
    zoom_and_drag(canvas)
    assert canvas.map.isVisible()
    canvas.zoom_by(1.1)
    canvas.fit()
    assert not canvas.map.isVisible()


MOVES: dict[str, Callable[[Canvas], None]] = {
    "zoomed in": lambda canvas: canvas.zoom_by(1.7),
    "zoomed out": lambda canvas: canvas.zoom_by(0.6),
    "dragged": lambda canvas: drag(canvas, QPoint(-37, 23)),
    "dragged after a zoom": zoom_and_drag,
    "zoomed until the map is gone": until_the_map_is_gone,
    "centred": lambda canvas: canvas.centre_on("s500"),
}


@pytest.mark.parametrize("move", MOVES)
def test_at_rest_every_piece_is_there(qtbot: QtBot, canvas: Canvas, move: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MOVES[move](canvas)
    assert is_alike(at_rest(qtbot, canvas), piece_by_piece(qtbot, canvas, monkeypatch))


def test_while_it_is_zoomed_boxes_have_their_places_and_colours_but_no_words(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.zoom_by(1.5)
    moving, kinds = screen(canvas), set()
    for box in canvas.picture.boxes:
        at = canvas.mapFromScene(QPointF(box.x, box.y))  # between the two lines of the label
        if canvas.viewport().rect().adjusted(9, 9, -9, -9).contains(at) and not canvas.map.geometry().contains(at):
            kinds.add(box.kind)
            assert moving.pixelColor(at) == QColor(LIGHT.colours(box.kind).fill)
    assert kinds == set(KINDS)
    assert at_rest(qtbot, canvas) != moving


def test_the_map_makes_no_hole_in_a_frame_of_zooming_and_nothing_is_painted_under_it_in_a_drag(
    qtbot: QtBot, canvas: Canvas
) -> None:
    painted = Painted()
    canvas.viewport().installEventFilter(painted)
    canvas.zoom_to(1.0)
    at_rest(qtbot, canvas)
    below = canvas.map.geometry().center()
    assert canvas.map.isVisible()

    painted.regions.clear()
    canvas.zoom_by(1.25)
    QApplication.processEvents()
    assert [region.rectCount() for region in painted.regions] == [1]
    assert painted.regions[0].contains(below)

    at_rest(qtbot, canvas)
    painted.regions.clear()
    drag(canvas, QPoint(3, 2))
    assert painted.regions
    assert not any(region.contains(below) for region in painted.regions)


def test_what_is_dimmed_is_dimmed_while_it_moves(canvas: Canvas) -> None:
    lit, dark = canvas.picture.boxes[420], canvas.picture.boxes[424]  # of one kind
    canvas.set_marks(Marks(lit=frozenset({lit.id})))
    canvas.centre_on(lit.id)
    canvas.zoom_by(1.2)
    seen = screen(canvas)
    page, fill = QColor(LIGHT.page), QColor(LIGHT.colours(lit.kind).fill)
    colour = seen.pixelColor(canvas.mapFromScene(QPointF(dark.x, dark.y)))
    assert seen.pixelColor(canvas.mapFromScene(QPointF(lit.x, lit.y))) == fill
    wanted = fill.blue() * STRENGTH[Level.DIM] + page.blue() * (1 - STRENGTH[Level.DIM])
    assert abs(colour.blue() - wanted) <= 1


def test_what_is_blocked_is_hollow_while_it_moves_and_whole_at_rest(
    qtbot: QtBot, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = canvas.picture.boxes[420]
    canvas.set_marks(Marks({box.id: Mark.PREVENTED}))
    canvas.centre_on(box.id)
    canvas.zoom_by(1.2)
    beside_arrows = QPointF(box.x - 35, box.y - 12)
    assert screen(canvas).pixelColor(canvas.mapFromScene(beside_arrows)) == QColor(LIGHT.page)
    assert is_alike(at_rest(qtbot, canvas), piece_by_piece(qtbot, canvas, monkeypatch))
    canvas.set_marks(NO_MARKS)
    canvas.zoom_by(1.01)
    fill = QColor(LIGHT.colours(box.kind).fill)
    assert screen(canvas).pixelColor(canvas.mapFromScene(beside_arrows)) == fill


def test_a_kind_that_is_lit_is_lit_while_it_moves(canvas: Canvas) -> None:
    lit, dark = canvas.picture.boxes[420], canvas.picture.boxes[421]
    canvas.centre_on(lit.id)
    canvas.light_kind(lit.kind)
    canvas.zoom_by(1.2)
    seen = screen(canvas)
    assert seen.pixelColor(canvas.mapFromScene(QPointF(lit.x, lit.y))) == QColor(LIGHT.colours(lit.kind).fill)
    assert seen.pixelColor(canvas.mapFromScene(QPointF(dark.x, dark.y))) != QColor(LIGHT.colours(dark.kind).fill)


def test_the_ring_of_the_selection_is_there_while_it_moves(canvas: Canvas) -> None:
    box = canvas.picture.boxes[420]
    canvas.set_selected(box.id)
    canvas.centre_on(box.id)
    canvas.zoom_by(1.5)
    seen, at = screen(canvas), canvas.mapFromScene(QPointF(box.x - box.width / 2 - 2, box.y))
    around = [seen.pixelColor(at.x() + x, at.y()) for x in (-1, 0, 1)]
    assert QColor(LIGHT.accent) in around


@pytest.mark.parametrize("theme", ["dark", "high-contrast"])
def test_a_theme_is_seen_while_it_moves(canvas: Canvas, theme: str) -> None:
    canvas.zoom_by(1.2)
    screen(canvas)
    canvas.set_theme(THEMES[theme])
    canvas.zoom_by(1.2)
    box = canvas.picture.boxes[420]
    canvas.centre_on(box.id)
    assert screen(canvas).pixelColor(canvas.mapFromScene(QPointF(box.x, box.y))) == QColor(
        THEMES[theme].colours(box.kind).fill
    )


def test_a_small_drawing_looks_the_same_while_it_moves(qtbot: QtBot) -> None:
    picture = grid(FEW // 2)
    assert len(picture.boxes) + len(picture.arrows) <= FEW
    canvas = shown(qtbot, picture)
    canvas.zoom_by(1.3)
    drag(canvas, QPoint(13, 7))
    moving = screen(canvas)
    assert at_rest(qtbot, canvas) == moving


def test_the_overview_map_of_a_large_drawing_has_its_marks(qtbot: QtBot, canvas: Canvas) -> None:
    canvas.zoom_to(1.0)
    before = canvas.map.grab().toImage()
    canvas.set_marks(Marks(lit=frozenset()))
    qtbot.waitUntil(lambda: canvas.map.grab().toImage() != before)


def test_another_drawing_is_painted_after_a_large_one(
    qtbot: QtBot, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.zoom_by(1.5)
    canvas.show_picture(grid(900), DIAGRAM, "en")
    canvas.fit()
    assert is_alike(at_rest(qtbot, canvas), piece_by_piece(qtbot, canvas, monkeypatch))
    canvas.zoom_by(1.5)
    canvas.clear()
    assert at_rest(qtbot, canvas).pixelColor(450, 300) == QColor(LIGHT.page)


def test_a_crowd_is_about_as_large_as_what_lies_there() -> None:
    picture = grid(800)
    crowd = Crowd(picture)
    rects = [QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height) for box in picture.boxes]
    spans = [QRectF(QPointF(*a.points[0]), QPointF(*a.points[-1])).normalized() for a in picture.arrows]
    pieces = [*rects, *(span.adjusted(0, -1, 0, 1) for span in spans)]
    for width, height in ((2600, 2000), (25, 2600), (4000, 20), (900, 600)):
        parts = [QRectF(x, y, width, height) for x, y in ((0, 0), (37, 11), (70, 90), (100, 55), (130, 120))]
        cut = sum(rect.intersects(part) for rect in pieces for part in parts)
        assert 0.6 < sum(map(crowd.count_in, parts)) / cut < 2.2, (width, height)
    assert crowd.count_in(QRectF(-3 * CELL, 0, CELL, CELL)) == 0
