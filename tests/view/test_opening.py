"""A drawing that is too large to be read as a whole opens where it begins, and what is there is drawn first."""

import pytest
from PySide6.QtWidgets import QApplication, QGraphicsScene
from pytestqt.qtbot import QtBot

from calcviewer.core.model import Diagram, Text
from calcviewer.layout.picture import Box, Picture
from calcviewer.layout.theme import THEMES
from calcviewer.view.canvas import Canvas
from calcviewer.view.items import BoxItem, Drawing

LIGHT = THEMES["light"]
SIZE = 20_000.0


def slanting(direction: str) -> Picture:
    """200 boxes from one corner to the other one: nothing stands in the middle of the first row."""
    places = [(SIZE - SIZE * i / 200, SIZE * i / 200 + 40) for i in range(200)]
    boxes = [
        Box(f"s{i}", "process", *((y, x) if direction == "right" else (x, y)), 100, 50, ())
        for i, (x, y) in enumerate(places)
    ]
    return Picture(SIZE, SIZE, tuple(reversed(boxes)), direction=direction)


@pytest.mark.parametrize("direction", ["down", "right"])
def test_a_large_drawing_opens_where_it_begins(qtbot: QtBot, direction: str) -> None:
    canvas = Canvas(LIGHT)
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    canvas.show_picture(slanting(direction), Diagram("x", Text((("en", "X"),))), "en")
    first = canvas.mapFromScene(canvas.rect_of("s0").center())
    assert canvas.viewport().rect().contains(first)


def test_what_is_in_view_is_painted_before_the_rest_is_made(qtbot: QtBot) -> None:
    canvas = Canvas(LIGHT)
    qtbot.addWidget(canvas)
    canvas.show_picture(slanting("down"), Diagram("x", Text((("en", "X"),))), "en")
    QApplication.processEvents()

    def made() -> int:
        return sum(isinstance(item, BoxItem) for item in canvas.scene().items())

    assert 0 < made() < 200
    canvas.resize(900, 600)
    canvas.show()
    qtbot.waitUntil(lambda: made() == 200)


def test_what_is_near_is_drawn_first(qtbot: QtBot) -> None:
    scene = QGraphicsScene()
    drawing = Drawing(scene, slanting("down"), LIGHT, "en", near=(SIZE, 0.0))
    drawing.grow(3)
    assert {item.box.id for item in scene.items() if isinstance(item, BoxItem)} == {"s0", "s1", "s2"}
