"""A picture painted by Qt: PNG with the right size, colours and title, whatever is in it."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from calcviewer.core.loader import load_diagram
from calcviewer.core.model import Diagram
from calcviewer.exporting import paint
from calcviewer.layout.engine import find_engine
from calcviewer.layout.marks import Mark, Marks
from calcviewer.layout.picture import EMPTY, Picture
from calcviewer.layout.pipeline import Drawer
from calcviewer.layout.theme import THEMES
from calcviewer.view.measurer import QtMeasurer
from tests.app.small import CLOT

Drawn = tuple[Diagram, Picture]


@pytest.fixture
def clot(qtbot: QtBot) -> Drawn:
    diagram = load_diagram(CLOT, "clot").diagram
    assert diagram is not None
    return diagram, Drawer(QtMeasurer(), find_engine).draw(diagram)


@pytest.fixture
def painted(clot: Drawn) -> Callable[..., QImage]:
    def paint_it(language: str = "en", theme: str = "light", scale: float = 2.0) -> QImage:
        return QImage.fromData(paint.to_png(clot[1], clot[0], language, THEMES[theme], scale))

    return paint_it


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0, 3.0])
def test_the_size_follows_the_scale(clot: Drawn, painted: Callable[..., QImage], scale: float) -> None:
    image = painted(scale=scale)
    assert (image.width(), image.height()) == (round(clot[1].width * scale), round(clot[1].height * scale))


@pytest.mark.parametrize("theme", THEMES)
def test_the_ground_has_the_colour_of_the_page(painted: Callable[..., QImage], theme: str) -> None:
    assert painted(theme=theme).pixelColor(1, 1).name() == THEMES[theme].page


@pytest.mark.parametrize("theme", THEMES)
def test_boxes_have_the_colours_of_their_kind(clot: Drawn, painted: Callable[..., QImage], theme: str) -> None:
    image = painted(theme=theme, scale=1.0)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    for box in clot[1].boxes:
        assert THEMES[theme].colours(box.kind).fill in colours, box.kind


def test_marks_are_painted(clot: Drawn) -> None:
    plain, dimmed, marked = (
        QImage.fromData(paint.to_png(clot[1], clot[0], "en", THEMES["light"], 1.0, marks))
        for marks in (Marks(), Marks(lit=frozenset({"stone"})), Marks({"clot": Mark.BLOCKED}))
    )
    clot_box, stone = (clot[1].box_by_id[step] for step in ("clot", "stone"))
    inside = round(clot_box.left + 6), round(clot_box.y)
    assert plain.pixelColor(*inside).name() == THEMES["light"].colours("process").fill
    assert dimmed.pixelColor(*inside).lightness() > plain.pixelColor(*inside).lightness()
    assert marked.pixelColor(*inside).name() == THEMES["light"].page
    lit = round(stone.left + 8), round(stone.y)
    assert dimmed.pixelColor(*lit) == plain.pixelColor(*lit)


def test_the_languages_differ_and_the_boxes_do_not(painted: Callable[..., QImage]) -> None:
    english, indonesian = painted("en"), painted("id")
    assert english != indonesian
    assert english.size() == indonesian.size()
    assert (english.text("Title"), indonesian.text("Title")) == ("A clot", "Bekuan")


def test_the_same_picture_is_the_same_file(clot: Drawn) -> None:
    files = [paint.to_png(clot[1], clot[0], "en", THEMES["light"], 2.0) for _time in range(2)]
    assert files[0] == files[1]


@pytest.mark.parametrize(("width", "height"), [(40_000.0, 100.0), (100.0, 40_000.0)])
def test_a_huge_drawing_becomes_as_large_as_a_picture_can_be(clot: Drawn, width: float, height: float) -> None:
    huge = clot[1]._replace(width=width, height=height)
    image = QImage.fromData(paint.to_png(huge, clot[0], "en", THEMES["light"], 2.0))
    assert max(image.width(), image.height()) == paint.LARGEST_SIDE


def test_a_drawing_of_nothing_is_one_point(clot: Drawn) -> None:
    image = QImage.fromData(paint.to_png(EMPTY, clot[0], "en", THEMES["light"], 2.0))
    assert (image.width(), image.height()) == (1, 1)
