"""Two languages, two choices: what the diagrams say, and what the menus say. Neither moves anything."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from calcviewer import paths
from calcviewer.core.library import Place
from tests.app.visitor import Open, Visitor

CATALOGUE = paths.resource("locale", "id", "LC_MESSAGES", "calcviewer.mo")
needs_catalogue = pytest.mark.skipif(not CATALOGUE.is_file(), reason="the Indonesian catalogue is not compiled")


def places(visitor: Visitor) -> dict[str, QPointF]:
    """Where every box stands on screen."""
    return {box.id: visitor.canvas.mapFromScene(box.x, box.y).toPointF() for box in visitor.picture.boxes}


def item_places(visitor: Visitor) -> list[tuple[float, float, float, float]]:
    """The rectangle of every outline and curve in the drawing; labels apart, which change their width."""
    rects = (item.sceneBoundingRect() for item in visitor.canvas.scene().items() if item.type() == 2)
    return sorted((r.x(), r.y(), r.width(), r.height()) for r in rects)


def test_every_label_and_title_changes_and_nothing_moves(shipped: Visitor) -> None:
    shipped.do("go-outline")
    shipped.click("infection")
    shipped.do("zoom-fit")
    picture, boxes, items = shipped.picture, places(shipped), item_places(shipped)
    zoom, english = shipped.canvas.zoom, shipped.canvas.grab().toImage()
    shipped.do("content-id")
    assert shipped.window.title.text() == "Gambaran umum kalsifikasi distrofik"
    assert shipped.window.windowTitle() == "Gambaran umum kalsifikasi distrofik – CalcViewer"
    assert "Mulai di sini" in shipped.shelf
    assert "Infeksi (parasit, TB)" in shipped.text
    assert "Infeksi yang sering mengapur" in shipped.text
    row = shipped.outline_row
    assert row is not None
    assert row.text(0) == "Infeksi (parasit, TB)"
    assert shipped.canvas.grab().toImage() != english
    assert shipped.picture is picture
    assert (places(shipped), item_places(shipped), shipped.canvas.zoom) == (boxes, items, zoom)
    shipped.do("content-both")
    assert (places(shipped), item_places(shipped)) == (boxes, items)
    shipped.do("content-en")
    assert shipped.canvas.grab().toImage() == english
    assert (places(shipped), item_places(shipped), shipped.canvas.zoom) == (boxes, items, zoom)


@pytest.mark.parametrize("diagram", ["arterial-atherosclerosis", "core-mechanism", "compare-types"])
@pytest.mark.parametrize("size", [(1024, 600), (1366, 768)])
def test_a_title_of_another_length_moves_nothing_either(shipped: Visitor, diagram: str, size: tuple[int, int]) -> None:
    shipped.window.resize(*size)
    shipped.session.go(Place(diagram))
    shipped.wait_for_drawing(diagram)
    shipped.settle()
    boxes, zoom = places(shipped), shipped.canvas.zoom
    for language in ("id", "both", "en"):
        shipped.do(f"content-{language}")
        shipped.settle()
        assert (places(shipped), shipped.canvas.zoom) == (boxes, zoom), language


def test_both_languages_stand_side_by_side(shipped: Visitor) -> None:
    shipped.do("content-both")
    shipped.click("infection")
    for words in (
        "Infection (parasites, TB)",
        "Infeksi (parasit, TB)",
        "The infections that often",
        "Infeksi yang sering",
    ):
        assert words in shipped.text
    assert shipped.window.title.text() == "Dystrophic calcification at a glance"


@needs_catalogue
def test_both_languages_begin_with_that_of_the_menus(shipped: Visitor) -> None:
    shipped.do("interface-id")
    shipped.do("content-both")
    assert shipped.window.title.text() == "Gambaran umum kalsifikasi distrofik"


@pytest.mark.parametrize("language", ["en", "id", "both"])
def test_the_choice_of_the_content_is_marked(shipped: Visitor, language: str) -> None:
    shipped.do(f"content-{language}")
    marked = {name for name in ("en", "id", "both") if shipped.is_checked(f"content-{name}")}
    assert marked == {language}


@needs_catalogue
def test_the_menus_change_and_the_content_stays(shipped: Visitor) -> None:
    titles = [action.text() for action in shipped.window.menuBar().actions()]
    english = {action.objectName(): action.text() for action in shipped.window.actions() if action.objectName()}
    shipped.do("interface-id")
    assert shipped.window.title.text() == "Dystrophic calcification at a glance"
    assert [action.text() for action in shipped.window.menuBar().actions()] != titles
    unchanged = {name for name, text in english.items() if shipped.window.around.actions[name].text() == text}
    assert unchanged <= {"interface-id", "interface-en"}
    assert "Tujuan" in shipped.text or "tujuan" in shipped.text
    shipped.do("interface-en")
    assert [action.text() for action in shipped.window.menuBar().actions()] == titles


@needs_catalogue
def test_the_hint_speaks_the_new_language(start: Open) -> None:
    visitor = start(None)
    english = visitor.bar
    visitor.do("interface-id")
    assert visitor.bar not in ("", english)


@needs_catalogue
@pytest.mark.parametrize("text", ["", "["])
def test_the_empty_canvas_speaks_the_new_language(start: Open, library: Callable[..., Path], text: str) -> None:
    visitor = start(library(broken=text))
    english = visitor.empty.title.text(), visitor.empty.hint.text(), visitor.buttons_of_the_empty_canvas
    visitor.do("interface-id")
    visitor.settle()
    indonesian = visitor.empty.title.text(), visitor.empty.hint.text(), visitor.buttons_of_the_empty_canvas
    assert all(one != other for one, other in zip(english, indonesian, strict=True))


@pytest.mark.parametrize(
    ("variable", "language"), [("id_ID.UTF-8", "id"), ("en_GB.UTF-8", "en"), ("de_DE.UTF-8", "en")]
)
def test_the_first_start_follows_the_system(
    start: Open, monkeypatch: pytest.MonkeyPatch, variable: str, language: str
) -> None:
    monkeypatch.setenv("LANG", variable)
    visitor = start(None)
    titles = {"id": "Gambaran umum kalsifikasi distrofik", "en": "Dystrophic calcification at a glance"}
    assert visitor.window.title.text() == titles[language]
    assert visitor.is_checked(f"interface-{language}")
    assert visitor.is_checked(f"content-{language}")


def test_a_screen_reader_hears_the_language_that_is_read(shipped: Visitor) -> None:
    shipped.click("infection")
    shipped.do("content-id")
    assert "Infeksi (parasit, TB)" in shipped.canvas.accessibleDescription()


@pytest.mark.parametrize("language", ["en", "id", "both"])
def test_search_results_stay_open_when_the_language_changes(shipped: Visitor, language: str) -> None:
    shipped.do("search")
    shipped.type("makrofag")
    shipped.wait(lambda: bool(shipped.hits))
    shipped.do(f"content-{language}")
    assert shipped.hits
