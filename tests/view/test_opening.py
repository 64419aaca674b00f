"""A drawing that is too large to be read as a whole opens where it begins, and what is there is drawn first."""

import pytest
from PySide6.QtCore import QRectF
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


def test_what_lies_in_a_part_is_made_first_and_then_what_is_next_to_it(qtbot: QtBot) -> None:
    scene = QGraphicsScene()
    drawing = Drawing(scene, slanting("down"), LIGHT, "en")
    in_part = drawing.put_first(QRectF(SIZE - 350, 0, 350, 400))
    assert in_part == 5  # four whole ones, and one that is cut
    for count in (in_part, 2):
        drawing.grow(count)
    assert made(scene) == {f"s{i}" for i in range(7)}
    assert drawing.grow() is False
    assert len(made(scene)) == 200


def test_the_first_frame_in_an_open_window_has_all_that_is_in_view_and_little_more(qtbot: QtBot) -> None:
    canvas = Canvas(LIGHT)
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    picture = slanting("down")
    canvas.show_picture(picture, Diagram("x", Text((("en", "X"),))), "en")
    seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    in_view = {b.id for b in picture.boxes if seen.intersects(QRectF(b.x - 50, b.y - 25, 100, 50))}
    assert in_view <= made(canvas.scene())
    assert len(made(canvas.scene())) <= len(in_view) + 2


def made(scene: QGraphicsScene) -> set[str]:
    return {item.box.id for item in scene.items() if isinstance(item, BoxItem)}
