"""Two diagrams side by side: what they share is numbered, twins are ringed, the details follow the side."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QPen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsPathItem, QGraphicsSimpleTextItem, QPushButton

from calcviewer.app.comparison import Comparison
from calcviewer.app.settings import Settings, SettingsFile
from calcviewer.core.library import CONVERGENCE, Place
from calcviewer.layout.engine import find_engine
from calcviewer.layout.picture import Picture
from calcviewer.view.badges import BADGE_Z
from calcviewer.view.canvas import Canvas
from calcviewer.view.items import HALO_Z
from tests.app.small import CLOT, chain
from tests.app.visitor import LEFT, Open, Visitor

Key = Qt.Key
NOTHING = Qt.KeyboardModifier.NoModifier


class Both:
    """A visitor who has asked for a second diagram."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        visitor.do("compare")
        made = visitor.window.around.comparison
        assert made is not None
        self.comparison: Comparison = made
        self.second, self.panel, self.bar = made.second, made.panel, made.bar
        self.canvas = made.panel.canvas
        visitor.settle()

    def wait_for_second(self, diagram: str = "") -> Picture:
        self.visitor.wait(lambda: self.second.picture is not None and diagram in ("", self.second.diagram_id))
        self.visitor.settle()
        return self.picture

    @property
    def picture(self) -> Picture:
        assert self.second.picture is not None
        return self.second.picture

    @property
    def pair(self) -> tuple[str, str]:
        return self.visitor.session.diagram_id, self.second.diagram_id

    @property
    def choices(self) -> list[str]:
        return [self.panel.choice.itemText(row) for row in range(self.panel.choice.count())]

    @property
    def rows(self) -> list[str]:
        return [self.bar.rows.item(row).text() for row in range(self.bar.rows.count())]

    def choose(self, diagram: str) -> None:
        """Takes another one from the list over the second drawing."""
        choice = self.panel.choice
        row = choice.findData(diagram)
        assert row >= 0
        choice.setCurrentIndex(row)
        choice.activated.emit(row)
        if self.second.diagram is not None:
            self.wait_for_second(diagram)

    def click(self, element: str) -> None:
        """Clicks a step of the second drawing."""
        self.canvas.centre_on(element)
        box = self.picture.box_by_id[element]
        place = self.canvas.mapFromScene(QPointF(box.x, box.y))
        QTest.mouseClick(self.canvas.viewport(), LEFT, NOTHING, place)

    def press(self, name: str) -> None:
        QTest.mouseClick(self.panel.button(name), LEFT)
        self.visitor.settle()

    def numbers(self, canvas: Canvas) -> list[int]:
        """The numbers on the steps of a drawing."""
        discs = [item for item in canvas.scene().items() if isinstance(item, QGraphicsEllipseItem)]
        words = [piece for disc in discs if disc.zValue() == BADGE_Z for piece in disc.childItems()]
        return sorted(int(piece.text()) for piece in words if isinstance(piece, QGraphicsSimpleTextItem))

    def ringed(self, canvas: Canvas, picture: Picture) -> set[str]:
        """The steps with a broken ring."""
        rings = [
            item for item in canvas.scene().items() if isinstance(item, QGraphicsPathItem) and is_broken(item.pen())
        ]
        middles = {(item.pos().x(), item.pos().y()) for item in rings if item.zValue() == HALO_Z}
        return {box.id for box in picture.boxes if (box.x, box.y) in middles}


def is_broken(pen: QPen) -> bool:
    return pen.style() == Qt.PenStyle.CustomDashLine and pen.widthF() > 4


@pytest.fixture
def both(shipped: Visitor) -> Both:
    """Infection beside injection granuloma, which shares most with it."""
    shipped.session.go(Place("infection"))
    shipped.wait_for_drawing("infection")
    made = Both(shipped)
    made.wait_for_second()
    return made


@pytest.fixture
def pair(start: Open, library: Callable[..., Path]) -> Callable[..., Both]:
    """`pair(first, second, …)` opens the first of these diagrams and compares it."""

    def open_both(*texts: str) -> Both:
        visitor = start(library(**{f"d{number}": text for number, text in enumerate(texts)}))
        visitor.wait(lambda: visitor.session.index.also_in is not None)
        return Both(visitor)

    return open_both


def test_the_diagram_that_shares_most_stands_beside(both: Both) -> None:
    assert both.pair == ("infection", "injection-granuloma")
    assert both.panel.choice.currentText() == "Injection granuloma: drug into fat, necrosis and calcium"
    assert both.visitor.has_focus(both.panel.choice)
    assert "Infection pathway: tuberculosis and parasites" not in both.choices
    assert both.choices[-1] == "Where the pathways meet"
    first, second = both.comparison.pair.sizes()
    assert abs(first - second) <= 2


def test_what_both_share_has_the_same_numbers_and_a_list(both: Both) -> None:
    assert both.bar.label.text() == "7 shared steps:"
    assert both.rows[2] == "Caseous necrosis ↔ Fat necrosis"
    assert len(both.rows) == 7
    # a parasite that dies is necrosis too, and calcium comes twice
    assert both.numbers(both.visitor.canvas) == [1, 2, 3, 3, 4, 4, 5, 6, 7]
    assert both.numbers(both.canvas) == [1, 2, 3, 4, 5, 6, 7]


def test_a_step_on_the_left_rings_its_twin_on_the_right_and_brings_it_into_view(both: Both) -> None:
    both.canvas.zoom_to(1.5)
    both.canvas.centre_on("short-needle")
    both.visitor.click("caseous-necrosis")
    assert both.ringed(both.canvas, both.picture) == {"fat-necrosis"}
    assert both.ringed(both.visitor.canvas, both.visitor.picture) == set()
    box = both.picture.box_by_id["fat-necrosis"]
    assert both.canvas.viewport().rect().contains(both.canvas.mapFromScene(QPointF(box.x, box.y)))
    assert both.visitor.text.startswith("Tissue change Extension Caseous necrosis")


def test_a_step_on_the_right_rings_all_its_twins_and_the_details_tell_its_story(both: Both) -> None:
    both.visitor.click("granuloma-tb")
    both.click("fat-necrosis")
    assert both.second.element == "fat-necrosis"
    assert both.visitor.place == "infection#"
    assert both.ringed(both.visitor.canvas, both.visitor.picture) == {"caseous-necrosis", "dying-parasite"}
    assert both.ringed(both.canvas, both.picture) == set()
    assert "Fat necrosis" in both.visitor.text
    both.visitor.click("granuloma-tb")
    assert both.second.element == ""
    assert both.visitor.text.startswith("Tissue change")
    assert both.ringed(both.canvas, both.picture) == {"granuloma"}


def test_links_of_the_second_story_stay_on_its_side(both: Both) -> None:
    both.click("fat-necrosis")
    both.visitor.follow("Scar formation")
    assert (both.second.element, both.visitor.place) == ("scar", "infection#")
    both.visitor.follow("Infection pathway: tuberculosis and parasites")  # also in
    assert both.visitor.place == "infection#capsule"
    assert both.second.element == ""
    both.visitor.follow("Injection granuloma: drug into fat, necrosis and calcium")
    assert both.second.element == "scar"


def test_a_link_to_a_third_diagram_opens_it_on_the_left(both: Both) -> None:
    both.click("fat-necrosis")
    both.visitor.follow("Tumour pathway: sarcoma and bone-sarcoma metastasis")
    both.visitor.wait_for_drawing("tumour")
    assert both.pair == ("tumour", "injection-granuloma")
    assert both.visitor.place == "tumour#tumour-necrosis"
    assert both.ringed(both.canvas, both.picture) == {"fat-necrosis"}


def test_a_link_that_leads_nowhere_is_said_on_both_sides(pair: Callable[..., Both]) -> None:
    lost = CLOT.replace("It hardens.", "See [there](#nowhere).")
    both = pair(CLOT, lost)
    both.wait_for_second()
    both.click("clot")
    both.visitor.follow("there")
    assert both.visitor.bar == "This link leads nowhere: d1#nowhere"


def test_a_row_of_the_list_shows_both(both: Both) -> None:
    rows = both.bar.rows
    QTest.mouseClick(rows.viewport(), LEFT, NOTHING, rows.visualItemRect(rows.item(0)).center())
    assert both.visitor.place == "infection#macrophage"
    assert both.ringed(both.canvas, both.picture) == {"macrophage"}
    rows.setFocus()
    rows.setCurrentRow(2)
    both.visitor.key(Key.Key_Return)
    assert both.visitor.place == "infection#caseous-necrosis"


def test_another_diagram_can_be_chosen(both: Both) -> None:
    both.choose("trauma")
    assert both.pair == ("infection", "trauma")
    assert both.numbers(both.canvas)
    assert max(both.numbers(both.canvas)) == len(both.rows)


def test_it_can_be_compared_with_where_all_pathways_meet(both: Both) -> None:
    both.choose(CONVERGENCE)
    both.visitor.click("caseous-necrosis")
    assert both.ringed(both.canvas, both.picture) == {"necrosis"}


def test_the_diagram_on_the_right_opened_on_the_left_changes_sides(both: Both) -> None:
    both.visitor.session.go(Place("injection-granuloma", "scar"))
    both.wait_for_second("infection")
    assert both.pair == ("injection-granuloma", "infection")
    assert both.visitor.place == "injection-granuloma#scar"
    assert both.ringed(both.canvas, both.picture) == {"capsule"}


@pytest.mark.parametrize("side", ["left", "right"])
def test_swapping_keeps_what_is_selected(both: Both, side: str) -> None:
    both.visitor.click("capsule") if side == "left" else both.click("scar")
    both.press("swap")
    both.wait_for_second("infection")
    both.visitor.wait_for_drawing("injection-granuloma")
    assert both.second.element == ("capsule" if side == "left" else "")
    assert both.visitor.session.element == ("scar" if side == "right" else "")
    both.press("swap")
    both.wait_for_second("injection-granuloma")
    assert both.pair == ("infection", "injection-granuloma")


def test_the_second_can_be_opened_on_its_own(both: Both) -> None:
    both.click("scar")
    both.press("alone")
    both.visitor.wait_for_drawing("injection-granuloma")
    assert both.visitor.place == "injection-granuloma#scar"
    assert not both.panel.isVisible()


def test_closed_nothing_of_it_is_left_and_it_opens_again(both: Both) -> None:
    both.click("scar")
    both.press("close")
    assert not both.panel.isVisible()
    assert not both.bar.isVisible()
    assert both.numbers(both.visitor.canvas) == []
    assert both.ringed(both.visitor.canvas, both.visitor.picture) == set()
    assert both.visitor.text.startswith("Infection pathway: tuberculosis and parasites")
    assert both.visitor.has_focus(both.visitor.canvas)
    assert both.visitor.legend.isVisible()
    both.visitor.do("compare")
    both.wait_for_second("injection-granuloma")
    assert both.numbers(both.canvas) == [1, 2, 3, 4, 5, 6, 7]


def test_by_keyboard_there_and_back_and_out(both: Both) -> None:
    visitor = both.visitor
    visitor.key(Key.Key_F6)
    assert visitor.has_focus(visitor.canvas)
    visitor.key(Key.Key_F6)
    assert visitor.has_focus(both.canvas)
    visitor.key(Key.Key_Down)
    assert both.second.element
    assert visitor.session.element == ""
    visitor.key(Key.Key_Return)
    assert visitor.has_focus(visitor.details)
    visitor.key(Key.Key_Escape)
    assert both.second.element == ""
    assert both.panel.isVisible()
    visitor.key(Key.Key_Escape)
    assert not both.panel.isVisible()
    assert visitor.place == "infection#"


def test_zoom_goes_to_the_drawing_that_has_the_keyboard(both: Both) -> None:
    visitor = both.visitor
    first, second = visitor.canvas.zoom, both.canvas.zoom
    both.canvas.setFocus()
    visitor.do("zoom-in")
    assert both.canvas.zoom > second
    visitor.do("zoom-fit")
    visitor.do("zoom-actual")
    assert both.canvas.zoom == pytest.approx(1)
    visitor.do("zoom-out")
    assert visitor.canvas.zoom == pytest.approx(first)
    visitor.canvas.setFocus()
    visitor.do("zoom-in")
    assert visitor.canvas.zoom > first


def test_asked_for_again_the_list_of_diagrams_has_the_keyboard(both: Both) -> None:
    both.canvas.setFocus()
    both.visitor.do("compare")
    assert both.visitor.has_focus(both.panel.choice)


def test_a_screen_reader_hears_the_twin(both: Both) -> None:
    both.visitor.click("caseous-necrosis")
    assert both.visitor.canvas.accessibleDescription().endswith(
        "Shared with Injection granuloma: drug into fat, necrosis and calcium: Fat necrosis."
    )
    both.click("fat-necrosis")
    assert both.canvas.accessibleDescription().endswith(
        "Shared with Infection pathway: tuberculosis and parasites: Caseous necrosis, Dying or dead parasite."
    )
    assert both.canvas.accessibleName() == "Second drawing"
    assert both.bar.rows.accessibleName() == "7 shared steps:"
    said = both.bar.rows.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "3: Caseous necrosis ↔ Fat necrosis"
    assert all(both.panel.button(name).accessibleName() for name in ("swap", "alone", "close"))
    assert both.panel.choice.accessibleName()


def test_languages_and_colours_reach_both(both: Both) -> None:
    both.click("fat-necrosis")
    both.visitor.do("content-id")
    assert "Nekrosis lemak" in both.visitor.text
    assert both.rows[2] == "Nekrosis kaseosa ↔ Nekrosis lemak"
    assert both.panel.choice.currentText().startswith("Granuloma injeksi")
    both.visitor.do("interface-id")
    assert both.bar.label.text() == "7 langkah bersama:"
    assert both.panel.button("swap").accessibleName() == "Tukar kedua diagram"
    both.visitor.do("theme-dark")
    theme = both.visitor.window.look.theme
    assert both.canvas.backgroundBrush().color().name() == theme.page
    assert both.numbers(both.canvas) == [1, 2, 3, 4, 5, 6, 7]
    assert both.ringed(both.visitor.canvas, both.visitor.picture) == {"caseous-necrosis", "dying-parasite"}


def test_diagrams_that_share_nothing_say_so(pair: Callable[..., Both]) -> None:
    alone = CLOT.replace("stasis", "rush").replace("clot", "lump").replace("stone", "end")
    both = pair(CLOT, alone)
    both.wait_for_second()
    assert both.bar.label.text() == "These two diagrams share no step."
    assert both.rows == []
    assert both.numbers(both.canvas) == []


def test_one_shared_step_is_one(pair: Callable[..., Both]) -> None:
    both = pair(CLOT, CLOT.replace("stasis", "rush").replace("clot", "lump"))
    both.wait_for_second()
    assert both.bar.label.text() == "1 shared step:"
    assert both.rows == ["Stone"]


def test_a_broken_second_diagram_says_what_is_wrong_and_comes_when_it_is_mended(pair: Callable[..., Both]) -> None:
    both = pair(CLOT, "format: 1\ntitle: [")
    assert both.panel.empty.isVisible()
    assert both.panel.empty.title.text() == "d1.yaml cannot be drawn yet"
    assert "Line " in both.panel.empty.hint.text()
    assert both.bar.label.text() == ""
    both.visitor.click("clot")
    assert both.visitor.place == "d0#clot"
    both.visitor.do("content-id")
    assert both.panel.empty.isVisible()
    both.second.library.paths["d1"].write_text(CLOT)
    both.comparison.watch.look()
    both.wait_for_second("d1")
    assert both.canvas.isVisible()
    assert both.numbers(both.canvas) == [1, 2, 3]


def test_a_broken_first_diagram_harms_nobody(pair: Callable[..., Both]) -> None:
    both = pair("format: 1\ntitle: [", CLOT, CLOT)
    both.wait_for_second("d1")
    assert both.visitor.empty.isVisible()
    both.click("clot")
    assert "Clot" in both.visitor.text
    both.press("swap")
    assert both.panel.empty.isVisible()
    assert both.pair == ("d1", "d0")


def test_a_library_of_one_diagram_has_nothing_to_compare(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT))
    visitor.wait_for_drawing("clot")
    Both(visitor)
    assert visitor.bar == "There is no other diagram in this library to compare with."
    assert visitor.window.around.comparing is None


def test_another_library_ends_it(both: Both, library: Callable[..., Path]) -> None:
    both.visitor.window.open_path(library(clot=CLOT))
    both.visitor.wait_for_drawing("clot")
    assert not both.panel.isVisible()


def test_in_a_narrow_window_the_drawings_stand_one_above_the_other_and_the_library_makes_room(both: Both) -> None:
    visitor = both.visitor
    visitor.window.resize(1024, 600)
    visitor.settle()
    assert both.comparison.pair.orientation() == Qt.Orientation.Vertical
    assert not visitor.sidebar.isVisible()
    assert not visitor.is_checked("show-library")
    visitor.do("show-library")
    assert visitor.sidebar.isVisible()
    assert visitor.is_checked("show-library")
    visitor.do("show-library")
    assert not visitor.sidebar.isVisible()
    visitor.do("show-library")
    visitor.window.resize(1900, 900)
    visitor.settle()
    assert both.comparison.pair.orientation() == Qt.Orientation.Horizontal
    both.press("close")
    assert visitor.sidebar.isVisible()


@pytest.mark.parametrize("size", [100, 250])
def test_what_is_shared_can_be_read_whole_at_any_text_size(both: Both, size: int) -> None:
    both.visitor.window.resize(1366, 768)
    both.visitor.window.look.choose_text_size(size)
    both.visitor.settle()
    rows = both.bar.rows
    seen = rows.viewport().rect()
    places = [rows.visualItemRect(rows.item(row)) for row in range(rows.count())]
    assert all(place.left() >= 0 and place.right() <= seen.right() for place in places)
    assert seen.contains(places[0])
    assert both.visitor.window.width() == 1366


def test_the_next_start_knows_nothing_of_it(start: Open) -> None:
    visitor = start(None)
    visitor.wait_for_drawing("overview")
    both = Both(visitor)
    both.wait_for_second()
    assert not visitor.sidebar.isVisible()
    visitor.close()
    again = start(None)
    again.wait_for_drawing("overview")
    assert again.sidebar.isVisible()
    assert again.window.around.comparing is None


def rows_of_menu(visitor: Visitor) -> dict[str, QAction]:
    return {action.text(): action for action in visitor.menu().actions() if not action.isSeparator()}


def test_the_right_button_on_the_second_drawing(both: Both) -> None:
    box = both.picture.box_by_id["scar"]
    place = both.canvas.mapFromScene(QPointF(box.x, box.y))
    QTest.mouseClick(both.canvas.viewport(), Qt.MouseButton.RightButton, NOTHING, place)
    rows = rows_of_menu(both.visitor)
    assert list(rows)[:2] == ["Show the details", "Centre this"]
    rows["Show the details"].trigger()
    both.visitor.menu().close()
    assert both.second.element == "scar"
    both.canvas.menu_requested.emit("", both.canvas.mapToGlobal(place))
    rows = rows_of_menu(both.visitor)
    assert list(rows) == ["Swap the two diagrams", "Open this diagram on its own", "Close the comparison"]
    both.visitor.menu().close()
    rows["Close the comparison"].trigger()
    assert not both.panel.isVisible()


@pytest.fixture
def engine(tmp_path: Path) -> Callable[[str], Path]:
    """`engine(commands)` is the Graphviz of the next start, and does that; written again it does something else."""
    path = tmp_path / "my dot"
    SettingsFile().write(Settings(graphviz=str(path), is_hint_seen=True))

    def write(commands: str) -> Path:
        path.write_text(f"#!/bin/sh\n{commands}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return write


@pytest.mark.skipif(sys.platform == "win32", reason="the engine of this story is a shell script")
def test_a_slow_drawing_can_be_stopped_and_asked_for_again(
    engine: Callable[[str], Path], pair: Callable[..., Both]
) -> None:
    engine("sleep 600")
    both = pair(CLOT, chain(5))
    both.visitor.wait(lambda: both.panel.empty.title.text() == "The drawing is being laid out …")
    button(both, "Stop").click()
    assert both.panel.empty.title.text() == "The drawing was stopped."
    engine(f'exec "{find_engine().path}" "$@"')
    button(both, "Try again").click()
    both.wait_for_second("d1")
    assert both.canvas.isVisible()


@pytest.mark.skipif(sys.platform == "win32", reason="the engine of this story is a shell script")
def test_a_graphviz_that_fails_is_said_on_that_side_and_another_one_draws(
    engine: Callable[[str], Path], pair: Callable[..., Both]
) -> None:
    engine("echo '<html>'")
    both = pair(CLOT, chain(5))
    both.visitor.wait(lambda: "makes no sense" in both.panel.empty.title.text())
    assert both.panel.empty.isVisible()
    both.visitor.do("own-graphviz")
    both.wait_for_second("d1")
    both.visitor.wait_for_drawing("d0")
    assert both.canvas.isVisible()


def button(both: Both, words: str) -> QPushButton:
    return next(b for b in both.panel.empty.findChildren(QPushButton) if b.text() == words)
