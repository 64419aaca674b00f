"""Earlier versions, and both texts of a file that was changed twice: what the panels show, ask for, and say aloud."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from calcviewer.core.differences import differences, excerpt
from calcviewer.core.merge import merge
from calcviewer.editor.difference_view import LINE_LIMIT, DifferenceView
from calcviewer.editor.outside_panel import OutsidePanel, OutsideState, both_changed
from calcviewer.editor.versions_panel import ADDED, CHANGED, ChangedElement, Comparison, VersionRow, VersionsPanel
from calcviewer.layout.theme import THEMES

OLD = "\n".join(f"line {number}" for number in range(40))
NEW = OLD.replace("line 5\n", "line five\n").replace("line 30\n", "line thirty\nand more\n")
ROWS = (VersionRow(7, "10:42", "6.1 kB"), VersionRow(3, "2026-11-21 17:03", "6.0 kB"))


Shown = TypeVar("Shown", bound=QWidget)


def shown(qtbot: QtBot, made: Shown, width: int = 420) -> Shown:
    qtbot.addWidget(made)
    made.resize(width, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def at(view: DifferenceView) -> str:
    return view.textCursor().block().text()


def test_signs_tell_what_was_removed_and_added_without_colours(qtbot: QtBot) -> None:
    view = shown(qtbot, DifferenceView())
    for theme in THEMES.values():
        view.set_theme(theme)
        view.show_lines(excerpt(differences(OLD, NEW)))
        lines = view.toPlainText().splitlines()
        assert [line for line in lines if line[:2] != "  "] == [
            *("− line 5", "+ line five"),
            *("− line 30", "+ line thirty", "+ and more"),
        ]
        assert lines[0] == "  … 2 unchanged lines …"
    assert view.isReadOnly()


def test_the_keyboard_goes_from_change_to_change(qtbot: QtBot) -> None:
    view = shown(qtbot, DifferenceView())
    view.show_lines(differences(OLD, NEW))
    assert at(view) == "− line 5"
    for key, words in (
        (Qt.Key.Key_Down, "− line 30"),
        (Qt.Key.Key_Down, "− line 30"),
        (Qt.Key.Key_Up, "− line 5"),
        (Qt.Key.Key_Up, "− line 5"),
    ):
        QTest.keyClick(view, key, Qt.KeyboardModifier.AltModifier)
        assert at(view) == words
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert at(view) == "+ line five"
    view.set_theme(THEMES["dark"])
    assert at(view) == "+ line five"
    view.show_lines(differences("a", "b"))
    assert at(view) == "− a"
    view.show_lines(())
    assert not view.go_to_change(forward=True)


def test_odd_characters_and_endless_texts_can_be_shown(qtbot: QtBot) -> None:
    view = shown(qtbot, DifferenceView())
    view.show_lines(differences("a\u2029b", "\n".join("x" * 2 for _line in range(2 * LINE_LIMIT))))
    assert view.document().blockCount() == LINE_LIMIT
    assert view.toPlainText().startswith("− a\ufffdb\n")


def test_a_version_is_chosen_compared_and_restored(qtbot: QtBot) -> None:
    panel = shown(qtbot, VersionsPanel())
    panel.set_theme(THEMES["high-contrast"])
    heard: list[object] = []
    for signal in (panel.version_chosen, panel.restore_wanted, panel.element_chosen, panel.marks_wanted):
        signal.connect(heard.append)
    panel.show_versions(ROWS)
    assert panel.version == 7
    QTest.keyClick(panel.versions, Qt.Key.Key_Down)
    assert panel.version == 3
    elements = (ChangedElement("clot", CHANGED, "Clot"), ChangedElement("a -> b", ADDED, "A → B"))
    panel.show_comparison(Comparison(differences("a", "b"), elements, "Title and tour differ too."))
    assert [panel.elements.item(row).text() for row in (0, 1)] == ["≠  Clot: changed", "+  A → B: added since"]
    assert panel.note.text() == "Title and tour differ too."
    assert panel.text.toPlainText() == "− a\n+ b"
    panel.elements.itemActivated.emit(panel.elements.item(1))
    QTest.mouseClick(panel.restore_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(panel.marks, Qt.Key.Key_Space)
    assert heard == [7, 3, "a -> b", 3, True]
    panel.show_versions(ROWS)
    assert panel.version == 3  # what was chosen stays chosen


def test_without_a_version_the_panel_says_when_there_will_be_one(qtbot: QtBot) -> None:
    panel = shown(qtbot, VersionsPanel())
    panel.show_versions(())
    assert panel.version is None
    assert panel.note.text().startswith("There is no earlier version yet.")
    assert not panel.restore_button.isVisible()
    panel.restore_button.click()
    panel.show_versions(ROWS)
    assert panel.restore_button.isVisible()
    assert not panel.note.isVisible()
    assert not panel.marks.isEnabled()


def outside(qtbot: QtBot) -> OutsidePanel:
    mine, theirs = OLD.replace("line 5", "my line"), OLD.replace("line 5", "their line").replace("line 9", "nine")
    conflicts = merge(OLD, mine, theirs).conflicts
    panel = shown(qtbot, OutsidePanel())
    panel.set_theme(THEMES["dark"])
    pairs = [(conflict.mine, conflict.theirs) for conflict in conflicts]
    panel.show_state(OutsideState("vein", differences(theirs, mine), both_changed(pairs)))
    return panel


def test_both_texts_are_shown_and_each_way_out_is_asked_for(qtbot: QtBot) -> None:
    panel = outside(qtbot)
    heard: list[object] = []
    panel.mine_wanted.connect(lambda: heard.append("mine"))
    panel.theirs_wanted.connect(lambda: heard.append("theirs"))
    panel.merge_wanted.connect(heard.append)
    assert "“vein”" in panel.said.text()
    assert panel.conflicts.item(0).text() == "Here: my line\nFile: their line"
    QTest.mouseClick(panel.merge_button, Qt.MouseButton.LeftButton)
    panel.conflicts.setCurrentRow(0)
    QTest.keyClick(panel.conflicts, Qt.Key.Key_Space)
    for button in (panel.merge_button, panel.mine_button, panel.theirs_button):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == [frozenset(), frozenset({0}), "mine", "theirs"]


def test_what_nobody_has_to_choose_is_not_asked(qtbot: QtBot) -> None:
    panel = shown(qtbot, OutsidePanel())
    panel.show_state(OutsideState("vein", differences("a", "b"), both_changed([])))
    assert not panel.conflicts.isVisible()
    assert not panel.asked.isVisible()
    long = both_changed([(["x" * 500], [])])
    panel.show_state(OutsideState("vein", differences("a", "b"), long))
    assert panel.conflicts.item(0).text() == f"Here: {'x' * 160}…\nFile: —"


@pytest.mark.parametrize("width", [260, 700])
def test_everything_has_a_name_for_screen_readers(qtbot: QtBot, width: int) -> None:
    first, second = shown(qtbot, VersionsPanel(), width), outside(qtbot)
    first.show_versions(ROWS)
    for widget in (first.versions, first.elements, first.text, second.text, second.conflicts, first, second):
        assert widget.accessibleName()
    for button in (first.restore_button, second.merge_button, second.mine_button, second.theirs_button):
        assert button.text()
        assert button.accessibleDescription()
