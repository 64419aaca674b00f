"""Folding: what belongs to a line is hidden and comes back; nothing is lost, changed, or hidden for good."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from calcviewer.editor.folds import last_inside
from tests.editor.conftest import Open

DIAGRAM = """title: Vein
nodes:
  stasis:
    kind: process

    text: |
      Blood hardly moves.
  clot:
    kind: tissue
edges:
- stasis -> clot
"""
TOP, STASIS, TEXT, CLOT, EDGES = 2, 3, 6, 8, 10


def inside(line: int, text: str = DIAGRAM) -> int:
    lines: list[str | None] = [*text.split("\n")]
    return last_inside(line - 1, lambda number: lines[number] if number < len(lines) else None) + 1


def test_what_belongs_to_a_line_is_told_by_indentation() -> None:
    assert [inside(line) for line in (1, TOP, STASIS, 4, TEXT, CLOT, EDGES)] == [1, 9, 7, 4, 7, 9, 11]
    assert inside(5) == 5
    assert inside(1, "") == 1
    assert last_inside(3, lambda _number: None) == 3
    assert last_inside(0, lambda number: "a:" if number == 0 else "") == 0


def test_folding_hides_and_unfolding_shows(write: Open) -> None:
    writer = write(DIAGRAM)
    writer.go(STASIS)
    writer.press("Ctrl+Shift+[")
    assert "kind: process" not in writer.shown
    assert "clot:" in writer.shown
    assert writer.text == DIAGRAM
    assert not writer.document.isModified()
    writer.press("Ctrl+Shift+]")
    assert writer.shown == DIAGRAM


def test_inside_a_step_the_key_folds_the_step(write: Open) -> None:
    writer = write(DIAGRAM)
    writer.go(4, 7)
    writer.press("Ctrl+Shift+[")
    assert "kind: process" not in writer.shown
    assert writer.editor.place() == (STASIS, 10)
    writer.press("Ctrl+Shift+[")
    assert writer.shown.startswith("title: Vein\nnodes:\nedges:")
    writer.press("Ctrl+Shift+[")
    assert writer.editor.place()[0] == TOP


def test_a_fold_in_a_fold_stays(write: Open) -> None:
    writer = write(DIAGRAM)
    for line in (STASIS, TOP):
        writer.go(line)
        writer.press("Ctrl+Shift+[")
    writer.press("Ctrl+Shift+]")
    assert "stasis:\n  clot:" in writer.shown
    writer.go(STASIS)
    writer.press("Ctrl+Shift+]")
    assert writer.shown == DIAGRAM


def test_all_steps_fold_and_unfold_at_once(write: Open) -> None:
    writer = write(DIAGRAM)
    writer.go(7, 3)
    writer.press("Ctrl+Alt+[")
    assert writer.shown == "title: Vein\nnodes:\n  stasis:\n  clot:\nedges:\n"
    assert writer.editor.place()[0] == STASIS
    writer.press("Ctrl+Alt+]")
    assert writer.shown == DIAGRAM


def test_a_cursor_that_goes_inside_opens_the_fold(write: Open) -> None:
    writer = write(DIAGRAM)
    writer.press("Ctrl+Alt+[")
    writer.go(7, 3)
    assert "Blood hardly moves." in writer.shown
    assert "kind: tissue" not in writer.shown


def test_arrow_keys_step_over_a_fold(write: Open) -> None:
    writer = write(DIAGRAM)
    writer.go(STASIS)
    writer.press("Ctrl+Shift+[", "Down")
    assert writer.editor.place()[0] == CLOT
    assert "kind: process" not in writer.shown


def test_keys_that_would_take_hidden_lines_away_show_them_first(write: Open) -> None:
    for keys in (("End", "Del"), ("Down", "Home", "Home", "Backspace")):
        writer = write(DIAGRAM)
        writer.go(STASIS)
        writer.press("Ctrl+Shift+[", *keys)
        assert (writer.text, writer.shown) == (DIAGRAM, DIAGRAM)


def test_edits_elsewhere_leave_folds_as_they_are(write: Open) -> None:
    writer = write(DIAGRAM)
    writer.go(STASIS)
    writer.press("Ctrl+Shift+[")
    writer.go(1, 12)
    writer.type("s\nx: y")
    writer.go(STASIS + 1)
    writer.press("End")
    writer.type(" # why")
    assert "stasis: # why\n  clot:" in writer.shown
    for _ in range(12):
        writer.press("Ctrl+Z")
    assert writer.text == DIAGRAM


def test_a_line_that_no_longer_holds_its_fold_lets_it_go(write: Open) -> None:
    writer = write(DIAGRAM)
    writer.go(STASIS)
    writer.press("Ctrl+Shift+[", "Home")
    for _ in range(4):
        writer.press("Tab")
    assert "kind: process" in writer.shown


def test_the_line_of_a_fold_taken_away_shows_what_was_hidden(write: Open) -> None:
    writer = write(DIAGRAM)
    writer.go(STASIS)
    writer.press("Ctrl+Shift+[")
    start = writer.document.findBlockByNumber(STASIS - 2).position()
    writer.choose(start, start + len("nodes:\n  stasis:\n"))
    writer.press("Del")
    assert writer.shown == writer.text
    writer.press("Ctrl+Z")
    assert writer.text == DIAGRAM


def test_the_gutter_folds_chooses_and_explains(write: Open) -> None:
    writer = write(DIAGRAM)
    gutter, left = writer.editor.gutter, Qt.MouseButton.LeftButton
    writer.go(STASIS)
    y = writer.editor.cursorRect().center().y()
    mark = QPoint(gutter.width() - 5, y)
    QTest.mouseClick(gutter, left, pos=mark)
    assert "kind: process" not in writer.shown
    QTest.mouseClick(gutter, left, pos=mark)
    assert writer.shown == DIAGRAM
    QApplication.sendEvent(gutter, QHelpEvent(QEvent.Type.ToolTip, mark, gutter.mapToGlobal(mark)))
    assert "Ctrl+Shift+[" in QToolTip.text()
    QTest.mouseClick(gutter, left, pos=QPoint(gutter.width() // 2, y))
    assert writer.editor.textCursor().selectedText() == "  stasis:\u2029"
    QTest.mouseClick(gutter, left, pos=QPoint(5, gutter.height() - 1))
    QToolTip.hideText()
