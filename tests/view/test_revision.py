"""A drawing after an edit: what stays, what moves, and what is still true of it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGraphicsItem, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget
from pytestqt.qtbot import QtBot

from calcviewer.core.model import Diagram, Text
from calcviewer.layout.marks import NO_MARKS, Mark, Marks
from calcviewer.layout.picture import Arrow, Box, Frame, Picture
from calcviewer.layout.theme import THEMES
from calcviewer.view.canvas import Canvas
from calcviewer.view.items import ArrowItem, BoxItem, FrameItem

DIAGRAM = Diagram("x", Text((("en", "X"),)))
WORDS = (("en", ("Step",)), ("id", ("Langkah",)))
A, B = Box("a", "process", 120, 60, 120, 40, WORDS), Box("b", "trigger", 120, 240, 120, 40, WORDS)
DRUG = Box("drug", "treatment", 380, 60, 120, 40, WORDS)
DOWN = Arrow("a -> b", "causes", "a", "b", ((120, 80), (120, 120), (120, 180), (120, 220)))
TREATS = Arrow("drug", "treats", "drug", "a", ((320, 60), (280, 60), (220, 60), (180, 60)))
FRAME = Frame("place", 40, 20, 180, 280, WORDS)
PICTURE = Picture(500, 320, (A, B, DRUG), (DOWN, TREATS), (FRAME,))
MOVED = Picture(
    700,
    420,
    (A._replace(x=320.0), B._replace(x=320.0, y=340.0), DRUG._replace(x=580.0)),
    (
        DOWN._replace(points=((320, 80), (330, 160), (300, 250), (320, 320))),
        TREATS._replace(points=((520, 60), (480, 60), (420, 60), (380, 60))),
    ),
    (FRAME._replace(x=240.0, height=380.0),),
)
C = Box("c", "finding", 380, 240, 120, 40, WORDS)
ACROSS = Arrow("b -> c", "causes", "b", "c", ((180, 240), (220, 240), (280, 240), (320, 240)))
MORE = PICTURE._replace(boxes=(A, B._replace(kind="cell"), C), arrows=(DOWN, ACROSS))


FAINTEST = 4
"""Of 255: a hundredth of a pixel makes no more."""


class Still(QProxyStyle):
    """The style of a system that is asked for little motion."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """No animation takes any time."""
        is_asked = hint == QStyle.StyleHint.SH_Widget_Animation_Duration
        return 0 if is_asked else super().styleHint(hint, option, widget, returned)


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    made = Canvas(THEMES["light"])
    qtbot.addWidget(made)
    made.resize(560, 400)
    made.show_picture(PICTURE, DIAGRAM, "en")
    made.zoom_to(0.8)
    made.show()
    return made


def seen(canvas: Canvas) -> QImage:
    return canvas.grab().toImage()


def items(canvas: Canvas) -> dict[str, QGraphicsItem]:
    found: dict[str, QGraphicsItem] = {}
    for item in canvas.scene().items():
        if isinstance(item, BoxItem):
            found[item.box.id] = item
        elif isinstance(item, ArrowItem):
            found[f"{item.arrow.id} to {item.arrow.target}"] = item
        elif isinstance(item, FrameItem):
            found[f"frame {item.frame.id}"] = item
    return found


def on_screen(canvas: Canvas, element: str) -> QPoint:
    return canvas.mapFromScene(canvas.rect_of(element).center())


def fresh(qtbot: QtBot, picture: Picture, like: Canvas, theme: str = "light") -> Canvas:
    """A canvas that has never shown anything else, at the same place."""
    made = Canvas(THEMES[theme])
    qtbot.addWidget(made)
    made.resize(like.size())
    made.show_picture(picture, DIAGRAM, "en")
    made.zoom_to(like.zoom)
    made.show()
    return made


def settled(canvas: Canvas, picture: Picture, qtbot: QtBot) -> None:
    """Revises, and waits until everything is where it belongs."""
    canvas.revise_picture(picture, DIAGRAM, "a")
    qtbot.waitUntil(lambda: canvas.is_still, timeout=5000)


def alike(one: QImage, other: QImage) -> bool:
    """The same to any eye: what Graphviz says of places is rounded, and so may an edge be that was moved."""
    if one.size() != other.size():
        return False
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs) <= FAINTEST


def whole(canvas: Canvas) -> QImage:
    canvas.fit()
    return seen(canvas)


@pytest.mark.parametrize("picture", [PICTURE, MOVED, MORE, PICTURE._replace(boxes=(A,), arrows=(), frames=())])
def test_a_revised_drawing_looks_like_one_that_is_new(canvas: Canvas, picture: Picture, qtbot: QtBot) -> None:
    settled(canvas, picture, qtbot)
    assert alike(whole(canvas), whole(fresh(qtbot, picture, canvas)))
    settled(canvas, PICTURE, qtbot)
    assert alike(whole(canvas), whole(fresh(qtbot, PICTURE, canvas)))


def test_items_stay_and_only_what_changed_is_made(canvas: Canvas, qtbot: QtBot) -> None:
    before = items(canvas)
    settled(canvas, MOVED, qtbot)
    assert items(canvas) == before
    settled(canvas, MORE, qtbot)
    after = items(canvas)
    assert after.keys() == {"a", "b", "c", "a -> b to b", "b -> c to c", "frame place"}
    assert {name for name in after if after[name] is before.get(name)} == {"a", "a -> b to b", "frame place"}


@pytest.mark.parametrize("element", ["a", "b", "drug"])
def test_what_was_clicked_keeps_its_place_and_the_zoom_stays(canvas: Canvas, element: str) -> None:
    before, zoom = on_screen(canvas, element), canvas.zoom
    for picture in (MOVED, PICTURE, MOVED):
        canvas.revise_picture(picture, DIAGRAM, element)
        assert (on_screen(canvas, element) - before).manhattanLength() <= 1
        assert canvas.zoom == zoom


def test_without_it_what_is_nearest_to_the_middle_stays(canvas: Canvas) -> None:
    canvas.centre_on("b")
    before = on_screen(canvas, "b")
    canvas.revise_picture(MOVED, DIAGRAM, "nowhere")
    assert (on_screen(canvas, "b") - before).manhattanLength() <= 1


def test_it_stays_at_the_edge_of_the_view_too(canvas: Canvas) -> None:
    canvas.zoom_to(2.0)
    canvas.centre_on("a")
    middle = on_screen(canvas, "a")
    canvas.horizontalScrollBar().setValue(canvas.horizontalScrollBar().value() + 250)
    before = on_screen(canvas, "a")
    assert before.x() < middle.x() - 100
    only = PICTURE._replace(width=140, height=90, boxes=(A,), arrows=(), frames=())
    canvas.revise_picture(only, DIAGRAM, "a")
    assert (on_screen(canvas, "a") - before).manhattanLength() <= 1


def test_steps_glide_and_a_second_change_begins_where_they_are(canvas: Canvas, qtbot: QtBot) -> None:
    before = seen(canvas)
    canvas.revise_picture(MOVED, DIAGRAM, "a")
    assert not canvas.is_still
    qtbot.waitUntil(lambda: seen(canvas) != before)
    halfway = items(canvas)["b"].scenePos()
    canvas.revise_picture(MOVED, DIAGRAM, "a")
    assert items(canvas)["b"].scenePos() == halfway
    qtbot.waitUntil(lambda: canvas.is_still, timeout=5000)
    assert alike(whole(canvas), whole(fresh(qtbot, MOVED, canvas)))


def test_nothing_glides_where_little_motion_is_wanted(canvas: Canvas, qtbot: QtBot) -> None:
    style = Still()
    style.setParent(canvas)
    canvas.setStyle(style)
    canvas.revise_picture(MOVED, DIAGRAM, "a")
    assert canvas.is_still
    assert alike(whole(canvas), whole(fresh(qtbot, MOVED, canvas)))


def test_another_diagram_ends_the_glide(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.revise_picture(MOVED, DIAGRAM, "a")
    canvas.show_picture(MORE, DIAGRAM, "en")
    assert canvas.is_still
    assert alike(whole(canvas), whole(fresh(qtbot, MORE, canvas)))


def test_the_ring_goes_with_its_step(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.set_selected("b")
    settled(canvas, MOVED, qtbot)
    other = fresh(qtbot, MOVED, canvas)
    other.set_selected("b")
    assert alike(whole(canvas), whole(other))
    settled(canvas, MOVED._replace(boxes=MOVED.boxes[:1], arrows=()), qtbot)
    other.show_picture(MOVED._replace(boxes=MOVED.boxes[:1], arrows=()), DIAGRAM, "en")
    assert alike(whole(canvas), whole(other))


def test_marks_language_theme_and_the_lit_kind_go_on(canvas: Canvas, qtbot: QtBot) -> None:
    marks = Marks(
        {"a": Mark.BLOCKED, "a -> b": Mark.STOPPED, "b": Mark.PREVENTED}, frozenset({"a", "b", "a -> b", "c"})
    )
    canvas.set_marks(marks)
    canvas.set_theme(THEMES["dark"])
    for picture in (MOVED, MORE):
        settled(canvas, picture, qtbot)
        other = fresh(qtbot, picture, canvas, "dark")
        other.set_marks(marks)
        assert alike(whole(canvas), whole(other))
    canvas.set_marks(NO_MARKS)
    canvas.set_language("id")
    canvas.light_kind("cell")
    settled(canvas, MOVED, qtbot)
    other = fresh(qtbot, MOVED, canvas, "dark")
    other.set_language("id")
    other.light_kind("cell")
    assert alike(whole(canvas), whole(other))


def test_clicks_hit_what_is_there_now(canvas: Canvas) -> None:
    canvas.revise_picture(MOVED, DIAGRAM, "a")
    assert canvas.picture is MOVED
    assert canvas.rect_of("b").center().y() == pytest.approx(340)
    assert canvas.rect_of("nowhere").isNull()


def test_a_first_picture_is_simply_shown(qtbot: QtBot) -> None:
    canvas = Canvas(THEMES["light"])
    qtbot.addWidget(canvas)
    canvas.revise_picture(PICTURE, DIAGRAM)
    assert canvas.picture is PICTURE


def test_the_overview_map_follows_a_change(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.zoom_to(3.0)
    before = canvas.map.grab().toImage()
    canvas.revise_picture(MOVED, DIAGRAM, "a")
    other = fresh(qtbot, MOVED, canvas)
    qtbot.waitUntil(lambda: canvas.map.grab().toImage() != before and canvas.map.size() == other.map.size())


@pytest.mark.parametrize("theme", THEMES)
def test_an_outdated_drawing_says_so_not_by_colour_alone(canvas: Canvas, theme: str) -> None:
    canvas.set_theme(THEMES[theme])
    grey = QImage.Format.Format_Grayscale8
    before = seen(canvas)
    canvas.set_outdated(True)
    assert seen(canvas).convertToFormat(grey) != before.convertToFormat(grey)
    canvas.set_outdated(False)
    assert seen(canvas) == before
    canvas.set_outdated(False)
    assert seen(canvas) == before


def test_an_outdated_drawing_covers_all_of_a_larger_view_in_other_colours(canvas: Canvas) -> None:
    canvas.set_outdated(True)
    canvas.resize(700, 500)
    canvas.set_theme(THEMES["high-contrast"])
    later = seen(canvas)
    canvas.set_outdated(False)
    canvas.set_outdated(True)
    assert seen(canvas) == later
