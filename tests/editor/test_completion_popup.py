"""The list of what could be typed: keys of the editor, a click, help beside it, its place in the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from calcviewer.core.completion import Suggestion
from calcviewer.editor.completion_popup import CompletionPopup
from calcviewer.layout.theme import THEMES

ITEMS = (
    Suggestion("kind: ", "Kind", "What sort of step this is."),
    Suggestion("label: ", "Label", "The few words that stand in the box."),
    Suggestion("clot", "clot"),
)


@pytest.fixture
def editor(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def popup(editor: QPlainTextEdit) -> CompletionPopup:
    made = CompletionPopup(editor)
    made.show_items(ITEMS, editor.mapToGlobal(QPoint(20, 20)), editor)
    return made


def test_the_keys_of_the_editor_move_in_the_list(qtbot: QtBot, editor: QPlainTextEdit, popup: CompletionPopup) -> None:
    assert popup.current() == ITEMS[0]
    for key, expected in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_Up, 2),
        (Qt.Key.Key_PageUp, 0),
    ):
        QTest.keyClick(editor, key)
        assert popup.current() == ITEMS[expected]
    assert editor.hasFocus()
    assert editor.toPlainText() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_enter_and_tab_choose(qtbot: QtBot, editor: QPlainTextEdit, popup: CompletionPopup, key: Qt.Key) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Down)
    with qtbot.waitSignal(popup.chosen, timeout=1000) as chosen:
        QTest.keyClick(editor, key)
    assert chosen.args == [ITEMS[1]]
    assert not popup.isVisible()
    assert editor.toPlainText() == ""
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "\n"


def test_escape_and_leaving_the_editor_dismiss(qtbot: QtBot, editor: QPlainTextEdit, popup: CompletionPopup) -> None:
    with qtbot.waitSignal(popup.dismissed, timeout=1000):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert popup.current() is None
    popup.show_items(ITEMS, editor.mapToGlobal(QPoint(20, 20)), editor)
    with qtbot.waitSignal(popup.dismissed, timeout=1000):
        editor.clearFocus()


def test_letters_still_reach_the_editor(editor: QPlainTextEdit, popup: CompletionPopup) -> None:
    QTest.keyClicks(editor, "ki")
    QTest.keyClick(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.toPlainText() == "ki"
    assert popup.isVisible()


def test_a_click_chooses(qtbot: QtBot, popup: CompletionPopup) -> None:
    item = popup.list.topLevelItem(2)
    assert item is not None
    with qtbot.waitSignal(popup.chosen, timeout=1000) as chosen:
        QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=popup.list.visualItemRect(item).center())
    assert chosen.args == [ITEMS[2]]


def test_each_line_says_itself_with_its_help(popup: CompletionPopup) -> None:
    item = popup.list.topLevelItem(0)
    assert item is not None
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "kind. Kind. What sort of step this is."
    assert popup.help.text() == "Kind\n\nWhat sort of step this is."
    assert popup.list.accessibleName() == "What could be typed here"


def test_it_stays_inside_the_window_and_above_the_last_line(editor: QPlainTextEdit, popup: CompletionPopup) -> None:
    for point in (QPoint(590, 290), QPoint(-5, 2), QPoint(300, 150)):
        popup.show_items(ITEMS * 9, editor.mapToGlobal(point), editor)
        assert editor.rect().contains(popup.geometry())
        assert not popup.geometry().contains(point - QPoint(0, 8))


def test_nothing_to_offer_shows_nothing(editor: QPlainTextEdit, popup: CompletionPopup) -> None:
    popup.show_items((), QPoint(), editor)
    assert not popup.isVisible()
    popup.show_items(ITEMS[2:], editor.mapToGlobal(QPoint(20, 20)), editor)
    assert not popup.help.isVisible()


def test_another_editor_can_have_it(qtbot: QtBot, editor: QPlainTextEdit, popup: CompletionPopup) -> None:
    other = QPlainTextEdit()
    qtbot.addWidget(other)
    other.resize(500, 300)
    other.show()
    popup.show_items(ITEMS, other.mapToGlobal(QPoint(20, 20)), other)
    assert popup.window() is other
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert popup.isVisible()
    popup.setParent(editor)  # the windows may go in any order


def test_it_follows_the_theme(popup: CompletionPopup) -> None:
    for theme in THEMES.values():
        popup.set_theme(theme)
        assert theme.accent in popup.styleSheet()
