"""Typing in the editor: from a key to the text repainted, at random places of long files; and the time to open one."""

import os
import random
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Wanted
from benchmarks.graphs import diagram_text
from benchmarks.plan import Plan

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument
    from PySide6.QtWidgets import QPlainTextEdit

FRAME_MS = 16.0
OURS_MS = 5.0
OPENED_MS = 100.0
SIZE = (640, 700)
STEPS = {"3,000 lines": 430, "33,000 lines": 4720}
"""About seven lines come of a step."""
KEYS = "abc xyz:-\"'[{,#>|\n\b"


def measure(plan: Plan) -> list[Figure]:
    """In every size: random keys at random places, the same with a bare text widget, and opening."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    figures: list[Figure] = []
    for name, steps in STEPS.items():
        text = diagram_text(steps // (20 if plan.is_quick else 1))
        places = 5 if plan.is_quick else 25
        few = " (quick: a twentieth)" if plan.is_quick else ""
        ours, bare = list(_keys(text, places, is_bare=False)), list(_keys(text, places, is_bare=True))
        opened = [_opened(text) for _round in range(max(3, plan.runs))]
        figures += [
            Figure("typing", f"key → text repainted, {name}{few}", "ms", tuple(ours), "bare text widget", tuple(bare),
                   Wanted("p99", FRAME_MS), _NOTE),
            Figure("typing", f"of which ours, {name}{few}", "ms", tuple(_excess(ours, bare)),
                   wanted=Wanted("p99", OURS_MS)),
            Figure("typing", f"editor opened, {name}{few}", "ms", tuple(opened), wanted=Wanted("max", OPENED_MS)),
        ]  # fmt: skip
    _forget()
    return figures


_NOTE = "Key → text repainted: random keys at random places, Enter, quotes, brackets and Backspace among them."


def _excess(ours: Sequence[float], bare: Sequence[float]) -> Iterator[float]:
    for one, other in zip(ours, bare, strict=True):
        yield max(one - other, 0.0)


def _keys(text: str, places: int, *, is_bare: bool) -> Iterator[float]:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    editor = _editor(text, is_bare=is_bare)
    chance = random.Random(1)
    special = {"\n": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}
    for _place in range(places):
        block = editor.document().findBlockByNumber(chance.randrange(editor.blockCount()))
        cursor = editor.textCursor()
        cursor.setPosition(block.position() + chance.randrange(block.length()))
        editor.setTextCursor(cursor)
        editor.centerCursor()
        QApplication.processEvents()
        for key in chance.choices(KEYS, k=20):
            start = time.perf_counter()
            if key in special:
                QTest.keyClick(editor, special[key])
            else:
                QTest.keyClicks(editor, key)
            QApplication.sendEvent(editor, QEvent(QEvent.Type.UpdateRequest))  # paints what the key has left to paint
            took = (time.perf_counter() - start) * 1e3
            QApplication.processEvents()
            yield took
    editor.close()
    editor.deleteLater()  # left to Python, it would be gone in the middle of what its timer does


def _opened(text: str) -> float:
    """From a document that is there to its first lines painted."""
    from PySide6.QtWidgets import QApplication

    from calcviewer.editor.text_editor import TextEditor

    editor = _editor("", is_bare=False)
    assert isinstance(editor, TextEditor)
    document = _document(text)
    start = time.perf_counter()
    editor.set_document(document)
    editor.viewport().repaint()
    took = (time.perf_counter() - start) * 1e3
    QApplication.processEvents()
    editor.close()
    editor.deleteLater()
    return took


_KEPT: list[object] = []
"""WORKAROUND: the binding deletes a document that Python has forgotten, whatever widget shows it."""


def _document(text: str) -> "QTextDocument":
    from PySide6.QtGui import QTextDocument

    from calcviewer.editor.hanging_layout import HangingLayout

    document = QTextDocument()
    document.setDocumentLayout(HangingLayout(document))
    document.setPlainText(text)
    _KEPT.append(document)
    return document


def _forget() -> None:
    """All editors and documents: a long one goes on laying out its lines, into what is measured next."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    _KEPT.clear()


def _editor(text: str, *, is_bare: bool) -> "QPlainTextEdit":
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from calcviewer.app.main import make_application
    from calcviewer.editor.text_editor import TextEditor
    from calcviewer.layout.theme import LIGHT

    make_application()
    made: QPlainTextEdit
    if is_bare:
        made = QPlainTextEdit()
        made.setDocument(_document(text))
    else:
        made = TextEditor()
        made.set_theme(LIGHT)
        made.set_document(_document(text))
    made.resize(*SIZE)
    made.show()
    QApplication.processEvents()
    return made
