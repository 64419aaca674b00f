"""One field of words: when it tells what was typed, and that showing never eats a key."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from calcviewer.editor.words_edit import WordsEdit

SOON_MS = 2000


class Page(QWidget):
    """A field, another place for the focus, and what the field told."""

    def __init__(self, is_long: bool = False) -> None:
        super().__init__()
        self.edit, self.other = WordsEdit(is_long), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.edit)
        column.addWidget(self.other)
        self.told: list[str] = []
        self.edit.words_changed.connect(self.told.append)
        self.edit.show_words("Slow flow")


def page(qtbot: QtBot, is_long: bool = False) -> Page:
    made = Page(is_long)
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    made.activateWindow()
    made.edit.setFocus()
    qtbot.waitUntil(made.edit.hasFocus)
    made.edit.moveCursor(QTextCursor.MoveOperation.End)
    return made


def test_what_is_shown_is_not_told(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.other.setFocus()
    assert made.told == []
    assert not made.edit.is_pending


def test_what_is_typed_is_told_once_nobody_types(qtbot: QtBot) -> None:
    made = page(qtbot)
    QTest.keyClicks(made.edit, " here ")
    assert made.told == []
    qtbot.waitUntil(lambda: made.told == ["Slow flow here"], timeout=SOON_MS)
    QTest.keyClicks(made.edit, "now")
    made.other.setFocus()
    assert made.told == ["Slow flow here", "Slow flow here now"]


def test_an_emptied_field_is_told_when_it_is_left(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.edit.selectAll()
    QTest.keyClick(made.edit, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(made.edit.words_changed, wait=500):
        pass
    made.other.setFocus()
    assert made.told == [""]


def test_showing_the_same_words_moves_nothing(qtbot: QtBot) -> None:
    made = page(qtbot)
    QTest.keyClicks(made.edit, " a")
    made.edit.tell()
    QTest.keyClicks(made.edit, " b")
    made.edit.show_words("Slow flow a")  # what was told comes back while somebody types on
    assert made.edit.words() == "Slow flow a b"
    made.edit.tell()
    assert made.told == ["Slow flow a", "Slow flow a b"]


def test_other_words_are_shown_around_the_cursor(qtbot: QtBot) -> None:
    made = page(qtbot)
    cursor = made.edit.textCursor()
    cursor.setPosition(4)
    made.edit.setTextCursor(cursor)
    made.edit.show_words("Slow 🙂 flow")
    assert made.edit.words() == "Slow 🙂 flow"
    assert made.edit.textCursor().position() == 4
    made.edit.show_words("Very slow 🙂 flow")
    assert made.edit.toPlainText()[made.edit.textCursor().position() :].endswith("flow")
    assert made.told == []


@pytest.mark.parametrize(
    ("key", "modifiers", "signal"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "undo_wanted"),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, "redo_wanted"),
    ],
)
def test_undoing_is_asked_of_the_document_after_what_was_typed_is_told(
    qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier, signal: str
) -> None:
    made = page(qtbot)
    QTest.keyClicks(made.edit, "s")
    with qtbot.waitSignal(getattr(made.edit, signal), timeout=SOON_MS):
        QTest.keyClick(made.edit, key, modifiers)
    assert made.told == ["Slow flows"]
    assert made.edit.words() == "Slow flows"


def test_a_field_of_one_line_has_no_line_ends(qtbot: QtBot) -> None:
    made = page(qtbot)
    data = QMimeData()
    data.setText(" and\nmore ")
    made.edit.insertFromMimeData(data)
    QTest.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.told == ["Slow flowand more"]


def test_a_long_field_has_line_ends_and_keys_for_markdown(qtbot: QtBot) -> None:
    made = page(qtbot, is_long=True)
    QTest.keyClick(made.edit, Qt.Key.Key_Return)
    QTest.keyClicks(made.edit, "more")
    assert made.edit.words() == "Slow flow\nmore"
    wishes: list[str] = []
    made.edit.help_wanted.connect(wishes.append)
    for key in (Qt.Key.Key_B, Qt.Key.Key_K, Qt.Key.Key_G):
        QTest.keyClick(made.edit, key, Qt.KeyboardModifier.ControlModifier)
    assert wishes == ["bold", "step", "word"]
    data = QMimeData()
    data.setText("\nlast")
    made.edit.insertFromMimeData(data)
    assert made.edit.words() == "Slow flow\nmore\nlast"


def test_selected_words_are_wrapped_and_stay_selected(qtbot: QtBot) -> None:
    made = page(qtbot, is_long=True)
    made.edit.selectAll()
    made.edit.wrap("**", "**")
    assert made.edit.words() == "**Slow flow**"
    assert made.edit.textCursor().selectedText() == "Slow flow"


def test_a_field_is_as_high_as_its_words(qtbot: QtBot) -> None:
    made = page(qtbot, is_long=True)
    low = made.edit.height()
    made.edit.show_words("\n".join("abcdefgh"))
    assert made.edit.height() > low
    made.edit.show_words("\n".join(str(number) for number in range(60)))
    assert made.edit.height() < 600


def test_the_tab_key_leaves_the_field(qtbot: QtBot) -> None:
    made = page(qtbot)
    QTest.keyClick(made.edit, Qt.Key.Key_Tab)
    assert made.other.hasFocus()
