"""The comparison as a table: beside the drawing, in its place, in both languages, at every width, and copied."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviewer.core.library import Place
from calcviewer.view.table_page import TablePage
from tests.app.small import CLOT
from tests.app.visitor import LEFT, Open, Visitor

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def types(shipped: Visitor) -> Visitor:
    """The diagram that compares the five types."""
    shipped.session.go(Place("compare-types"))
    shipped.wait_for_drawing("compare-types")
    return shipped


def page(visitor: Visitor) -> TablePage:
    return visitor.window.around.table_page


def tables(view: TablePage) -> list[QTextTable]:
    frames = view.document().rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]


def cell(table: QTextTable, row: int, column: int) -> str:
    first = table.cellAt(row, column).firstCursorPosition()
    first.setPosition(table.cellAt(row, column).lastPosition(), first.MoveMode.KeepAnchor)
    return first.selectedText()


def click(view: TablePage, words: str) -> None:
    """Clicks the middle of these words."""
    cursor = view.document().find(words)
    cursor.setPosition(cursor.selectionStart() + len(words) // 2)
    place = view.cursorRect(cursor).center()
    QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)


def test_it_stands_in_the_place_of_the_drawing_and_goes_again(types: Visitor) -> None:
    types.canvas.setFocus()
    types.key(Qt.Key.Key_T, CONTROL)
    assert page(types).isVisible()
    assert not types.canvas.isVisible()
    assert not types.legend.isVisible()
    assert types.is_checked("show-table")
    assert types.has_focus(page(types))
    assert page(types).accessibleName() == "Table"
    types.key(Qt.Key.Key_Escape)
    assert types.canvas.isVisible()
    assert types.legend.isVisible()
    assert not types.is_checked("show-table")


def test_presented_it_has_the_whole_screen(types: Visitor) -> None:
    types.do("present")
    assert types.details.isVisible()
    types.do("show-table")
    assert not types.details.isVisible()
    types.do("show-table")
    assert types.details.isVisible()


def test_with_room_it_is_one_table_with_a_head(types: Visitor) -> None:
    types.window.resize(1500, 800)
    types.do("show-table")
    types.settle()
    (table,) = tables(page(types))
    assert (table.rows(), table.columns()) == (10, 6)
    assert [cell(table, 0, column) for column in range(1, 6)] == [
        "Dystrophic calcification",
        "Metastatic calcification",
        "Idiopathic calcification",
        "Iatrogenic calcification",
        "Calciphylaxis",
    ]
    assert cell(table, 3, 0) == "Calcium and phosphate in the blood"
    assert cell(table, 3, 1) == "Both normal"


@pytest.mark.parametrize(("width", "size", "columns"), [(1024, 100, 2), (1366, 250, 1)])
def test_without_room_each_row_is_a_table_and_nothing_is_cut_off(
    types: Visitor, width: int, size: int, columns: int
) -> None:
    types.window.look.choose_text_size(size)
    types.window.resize(width, 700)
    types.do("show-table")
    types.settle()
    found = tables(page(types))
    assert [table.columns() for table in found] == [columns] * 9
    assert page(types).document().idealWidth() <= page(types).viewport().width()


def test_the_form_follows_the_width(types: Visitor) -> None:
    types.do("show-table")
    types.window.resize(1500, 800)
    types.settle()
    assert len(tables(page(types))) == 1
    types.window.resize(1000, 800)
    types.settle()
    assert len(tables(page(types))) == 9


def test_both_languages_stand_in_one_cell(types: Visitor) -> None:
    types.window.resize(1500, 800)
    types.do("content-both")
    types.do("show-table")
    types.settle()
    (table,) = tables(page(types))
    assert cell(table, 3, 1).split("\u2029") == ["Both normal", "Keduanya normal"]
    types.do("content-id")
    (table,) = tables(page(types))
    assert cell(table, 3, 1) == "Keduanya normal"


def test_the_details_show_it_and_lead_to_it(types: Visitor) -> None:
    assert "What starts it" in types.text
    assert "Nothing that can be found" in types.text
    types.follow("Show the table in the place of the drawing")
    assert page(types).isVisible()


def test_a_head_leads_to_its_step_in_the_drawing(types: Visitor) -> None:
    types.do("show-table")
    types.settle()
    click(page(types), "Metastatic calcification")
    assert types.place == "compare-types#metastatic"
    assert types.canvas.isVisible()


def test_the_link_back_leads_to_the_drawing(types: Visitor) -> None:
    types.do("show-table")
    click(page(types), "Back to the drawing")
    assert types.canvas.isVisible()
    types.do("show-table")
    types.do("go-canvas")
    assert types.canvas.isVisible()


def test_the_whole_table_is_copied_for_a_spreadsheet(types: Visitor) -> None:
    types.do("show-table")
    types.key(Qt.Key.Key_A, CONTROL)
    types.key(Qt.Key.Key_C, CONTROL)
    lines = QApplication.clipboard().text().split("\n")
    assert len(lines) == 10
    assert lines[0].split("\t")[1:3] == ["Dystrophic calcification", "Metastatic calcification"]
    assert lines[3].split("\t")[:3] == ["Calcium and phosphate in the blood", "Both normal", "One or both high"]
    assert {line.count("\t") for line in lines} == {5}
    assert "<table" in QApplication.clipboard().mimeData().html()


def test_another_diagram_has_no_table(types: Visitor) -> None:
    types.do("show-table")
    types.session.go(Place("overview"))
    types.wait_for_drawing("overview")
    assert types.canvas.isVisible()
    assert types.legend.isVisible()
    assert not types.is_enabled("show-table")
    assert types.window.around.actions["show-table"].toolTip() == "This diagram has no table."


def test_a_link_that_asks_for_a_table_that_is_not_there_says_so(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT.replace("Blood lingers.", "See [this](table:).")))
    visitor.wait_for_drawing("clot")
    visitor.click("stasis")
    visitor.follow("this")
    assert visitor.bar == "This diagram has no table."
    assert visitor.canvas.isVisible()
