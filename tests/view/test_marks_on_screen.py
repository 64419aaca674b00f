"""Marks on the canvas: what an item is asked to do, and that nothing is left when they go."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGraphicsItem
from pytestqt.qtbot import QtBot

from calcviewer.core.model import Diagram, Text
from calcviewer.layout.marks import NO_MARKS, Mark, Marks
from calcviewer.layout.picture import Arrow, Box, Frame, Picture
from calcviewer.layout.theme import THEMES
from calcviewer.view.canvas import Canvas

WORDS = (("en", ("Step",)),)
PICTURE = Picture(
    500,
    320,
    boxes=(
        Box("a", "process", 120, 60, 120, 40, WORDS),
        Box("b", "trigger", 120, 240, 120, 40, WORDS),
        Box("drug", "treatment", 380, 60, 120, 40, WORDS),
    ),
    arrows=(
        Arrow("a -> b", "causes", "a", "b", ((120, 80), (120, 120), (120, 180), (120, 220))),
        Arrow("drug", "treats", "drug", "a", ((320, 60), (280, 60), (220, 60), (180, 60))),
    ),
    frames=(Frame("place", 40, 20, 180, 280, WORDS),),
)
CASES = [
    Marks(lit=frozenset({"a"})),
    Marks({"a": Mark.BLOCKED, "a -> b": Mark.STOPPED, "b": Mark.PREVENTED, "drug": Mark.GIVEN}),
    Marks({"a": Mark.MAY_INCREASE, "a -> b": Mark.CUT, "b": Mark.REDUCED}, frozenset({"a", "b"})),
]


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    made = Canvas(THEMES["light"])
    qtbot.addWidget(made)
    made.resize(560, 400)
    made.show_picture(PICTURE, Diagram("x", Text((("en", "X"),))), "en")
    made.fit()
    return made


def seen(canvas: Canvas) -> QImage:
    return canvas.grab().toImage()


@pytest.mark.parametrize("marks", CASES)
def test_marks_are_seen_and_leave_nothing_behind(canvas: Canvas, marks: Marks) -> None:
    before = seen(canvas)
    canvas.set_marks(marks)
    assert seen(canvas) != before
    canvas.set_marks(NO_MARKS)
    assert seen(canvas) == before


@pytest.mark.parametrize("marks", CASES)
def test_every_case_can_be_told_from_the_others_in_grey(canvas: Canvas, marks: Marks) -> None:
    grey = QImage.Format.Format_Grayscale8
    pictures = []
    for case in (NO_MARKS, *CASES):
        canvas.set_marks(case)
        pictures.append(seen(canvas).convertToFormat(grey))
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[:i])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("marks", CASES)
def test_a_theme_that_comes_later_shows_the_same(canvas: Canvas, marks: Marks, theme: str) -> None:
    canvas.set_marks(marks)
    canvas.set_theme(THEMES[theme])
    later = seen(canvas)
    canvas.set_marks(NO_MARKS)
    canvas.set_marks(marks)
    assert seen(canvas) == later


def test_marks_change_no_opacity_and_make_no_items_for_steps(canvas: Canvas) -> None:
    before = len(canvas.scene().items())
    counts = set()
    for marks in CASES:
        canvas.set_marks(marks)
        counts.add(len(canvas.scene().items()) - before)
    assert counts == {4}  # three veils and the signs, however much is marked
    pieces: list[QGraphicsItem] = [item for item in canvas.scene().items() if item.parentItem() is None]
    assert {round(item.opacity(), 2) for item in pieces} <= {1.0, 0.45}  # 0.45 is the ring under the pointer


def test_a_new_picture_has_no_marks(canvas: Canvas) -> None:
    before = seen(canvas)
    canvas.set_marks(CASES[1])
    canvas.clear()
    canvas.show_picture(PICTURE, Diagram("x", Text((("en", "X"),))), "en")
    canvas.fit()
    assert seen(canvas) == before


def test_a_canvas_without_picture_takes_marks_in_its_stride(canvas: Canvas) -> None:
    canvas.clear()
    before = seen(canvas)
    canvas.set_marks(CASES[0])
    assert seen(canvas) == before


def test_the_overview_map_has_all_of_a_new_drawing(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.show()
    canvas.show_picture(PICTURE._replace(width=2000, height=1500), Diagram("x", Text((("en", "X"),))), "en")
    qtbot.waitUntil(canvas.map.isVisible)
    at_once = canvas.map.grab().toImage()
    canvas.set_theme(THEMES["light"])  # makes it anew
    assert canvas.map.grab().toImage() == at_once


def test_the_overview_map_follows(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.show()
    canvas.zoom_to(2.0)
    before = canvas.map.grab().toImage()
    canvas.set_marks(Marks(lit=frozenset()))
    qtbot.waitUntil(lambda: canvas.map.grab().toImage() != before)
