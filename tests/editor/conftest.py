"""An editor over a document of its own, and what a person at the keyboard does with it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviewer.app.main import make_application
from calcviewer.editor.hanging_layout import HangingLayout
from calcviewer.editor.text_editor import TextEditor
from calcviewer.layout.theme import LIGHT
from tests.conftest import Silence

PARAGRAPH = "\u2029"


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it."""
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    return make_application()


@pytest.fixture(autouse=True)
def quiet_menus(silence: Silence) -> None:
    """What the offscreen platform cannot do for a menu."""
    silence.expect(r"This plugin does not support (raise\(\)|grabbing the (keyboard|mouse))")


class Writer:
    """Somebody who writes."""

    def __init__(self, editor: TextEditor, document: QTextDocument) -> None:
        self.editor, self.document = editor, document

    @property
    def text(self) -> str:
        return self.document.toRawText().replace(PARAGRAPH, "\n")

    @property
    def shown(self) -> str:
        """The lines that are not folded away."""
        blocks = [self.document.findBlockByNumber(number) for number in range(self.document.blockCount())]
        return "\n".join(block.text() for block in blocks if block.isVisible())

    def press(self, *keys: str) -> None:
        for key in keys:
            QTest.keySequence(self.editor, key)

    def type(self, words: str) -> None:
        for number, line in enumerate(words.split("\n")):
            if number:
                self.press("Return")
            QTest.keyClicks(self.editor, line)

    def go(self, line: int, column: int = 1) -> None:
        self.editor.go_to(line, column)

    def choose(self, start: int, end: int) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)


Open = Callable[[str], Writer]


def document_of(text: str) -> QTextDocument:
    """A document with its layout, as a diagram is edited in."""
    document = QTextDocument()
    document.setDocumentLayout(HangingLayout(document))
    document.setPlainText(text)
    document.setModified(False)
    return document


@pytest.fixture
def write(qtbot: QtBot) -> Open:
    """`write(text)`: an editor with that text, shown and focused."""

    def open_text(text: str) -> Writer:
        document = document_of(text)
        editor = TextEditor()
        qtbot.addWidget(editor)
        document.setParent(editor)
        editor.set_theme(LIGHT)
        editor.set_document(document)
        editor.resize(500, 400)
        editor.show()
        editor.activateWindow()
        editor.setFocus()
        qtbot.waitUntil(editor.hasFocus)
        return Writer(editor, document)

    return open_text
