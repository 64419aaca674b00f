"""What helps while somebody types: suggestions beside the cursor, what a word means, where an id is defined."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QToolTip

from calcviewer.core.completion import Suggestion, suggestions
from calcviewer.core.definition import defined_at, name_at
from calcviewer.core.hover import hover
from calcviewer.core.known import Known, known
from calcviewer.core.places import Places
from calcviewer.core.text_edit import TextEdit, utf16_index
from calcviewer.editor.completion_popup import CompletionPopup
from calcviewer.i18n import _
from calcviewer.view.announcement import announce

if TYPE_CHECKING:
    from calcviewer.app.editing import Editing
    from calcviewer.app.main_window import MainWindow
    from calcviewer.editor.text_editor import TextEditor
    from calcviewer.layout.theme import Theme

LEAST_TYPED = 1
"""From so many letters on suggestions come by themselves."""


class TypingHelp(QObject):
    """Answers the questions of one text editor."""

    def __init__(self, window: "MainWindow", editing: "Editing", editor: "TextEditor") -> None:
        super().__init__(window)
        self._window, self._editing, self._editor = window, editing, editor
        self._stops: list[QTextCursor] = []
        self.popup = CompletionPopup()
        self.popup.chosen.connect(self._take)
        editor.completion_wanted.connect(self._suggest)
        editor.help_wanted.connect(self._explain)
        editor.place_followed.connect(self._go_to_definition)
        editor.rename_wanted.connect(self._rename)
        editor.place_changed.connect(self._leave_popup)
        editor.installEventFilter(self)
        editor.verticalScrollBar().valueChanged.connect(self.popup.dismiss)

    def set_theme(self, theme: "Theme") -> None:
        """The popup in the colours of the moment."""
        self.popup.set_theme(theme)

    @property
    def _known(self) -> Known:
        session = self._window.session
        return known(session.library, session.diagram)

    # -- what could be typed ------------------------------------------------------------------------------------

    def _suggest(self, is_asked: bool) -> None:
        document = self._editing.document
        if document is None:
            return
        index = self._editor.index()
        found = suggestions(document.text(), index, self._known, self._window.language)
        if not is_asked:
            typed = index - found[0].start if found else 0
            is_whole = any(each.insert == document.text()[each.start : each.end] for each in found)
            found = () if typed < LEAST_TYPED or is_whole else found
        self.popup.show_items(found, self._editor.cursor_point(), self._editor)

    def _leave_popup(self, _line: int, _column: int) -> None:
        """The popup belongs to one word; a cursor that goes elsewhere leaves it."""
        chosen = self.popup.current()
        if chosen is not None and not chosen.start <= self._editor.index() <= chosen.end + 1:
            self.popup.dismiss()

    def _take(self, chosen: Suggestion) -> None:
        self._editor.insert((TextEdit(chosen.start, chosen.end, chosen.insert),))
        document = self._editor.document()
        text = self._editing.document.text() if self._editing.document is not None else ""
        at = utf16_index(text, chosen.start)
        self._stops = []
        for start, end in chosen.stops:
            cursor = QTextCursor(document)
            cursor.setPosition(at + utf16_index(chosen.insert, start))
            cursor.setPosition(at + utf16_index(chosen.insert, end), QTextCursor.MoveMode.KeepAnchor)
            self._stops.append(cursor)
        self._editor.setFocus()
        self._go_to_stop()

    def _go_to_stop(self) -> bool:
        """The next place of a snippet that is to be filled in."""
        if not self._stops:
            return False
        self._editor.setTextCursor(self._stops.pop(0))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab goes through the places of a snippet; Esc, or a look elsewhere, ends that."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._stops:
            if event.key() == Qt.Key.Key_Tab and not self.popup.isVisible():
                return self._go_to_stop()
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._stops = []
        return super().eventFilter(watched, event)

    # -- what stands there ----------------------------------------------------------------------------------------

    def _index(self, line: int, column: int) -> int:
        document = self._editing.document
        return Places(document.text()).offset(line, column) if document is not None else 0

    def _explain(self, line: int, column: int, at: QPoint) -> None:
        document = self._editing.document
        if document is None:
            return
        found = hover(document.text(), self._index(line, column), self._known, self._window.language)
        if found is not None:
            words = "\n\n".join(filter(None, (found.title, found.words)))
            QToolTip.showText(at, words, self._editor.viewport())
            announce(self._editor, words)

    def _rename(self) -> None:
        """Another id for the step or treatment that the cursor is at, everywhere where the file names it."""
        document, diagram = self._editing.document, self._window.session.shown
        if document is None or diagram is None:
            return
        name = name_at(document.text(), self._editor.index())
        if name in diagram.node_by_id or name in diagram.treatment_by_id:
            self._window.session.select(name)
            self._window.do("rename-id")
        else:
            self._window.say(_("Put the cursor on the id of a step or a treatment first."), topic="edit")

    def _go_to_definition(self, line: int, column: int) -> None:
        document = self._editing.document
        if document is None:
            return
        name = name_at(document.text(), self._index(line, column))
        span = defined_at(self._editing.result, name) if name and self._editing.is_read else None
        if span is not None:
            self._editor.go_to(span.line, span.column)
        elif name and ("#" in name or name in self._window.session.library.paths):
            self._window.follow(name)
