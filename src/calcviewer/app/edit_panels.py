"""The right side while a diagram is edited: its text, and whatever else stands beside it, each with a tab."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from calcviewer.app.forms import Forms
from calcviewer.core.problems import Span
from calcviewer.core.text_edit import utf16_index
from calcviewer.i18n import _

if TYPE_CHECKING:
    from calcviewer.app.editing import Editing
    from calcviewer.app.main_window import MainWindow

TEXT_SHARE = 0.46
"""So much of the window is for text and form; the rest is for the drawing."""
ROOMY_PX = 1600
"""From this width on the library stays beside drawing and text."""


class EditPanels:
    """Joins the widgets of `editor` to the documents. Made when the mode is first entered."""

    def __init__(self, window: "MainWindow", editing: "Editing") -> None:
        self._window, self._editing = window, editing
        self._sizes: list[int] = []
        self.hides_sidebar = False
        self.text_editor = QPlainTextEdit()
        self.text_panel = QWidget()
        column = QVBoxLayout(self.text_panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text_editor)
        self.forms = Forms(window, editing)
        editing.document_changed.connect(self._show_document)
        self._show_document()

    def show(self, is_shown: bool) -> None:
        """The panels take their room, or give it back."""
        window, side = self._window, self._window.around.side
        if is_shown:
            self._sizes = window.splitter.sizes()
            self.hides_sidebar = window.settings.is_sidebar_visible and window.width() < ROOMY_PX
            side.show_panel(self.forms.panel, _("Form"))
            side.show_panel(self.text_panel, _("Text"))
        else:
            self.hides_sidebar = False
            side.hide_panel(self.text_panel)
            side.hide_panel(self.forms.panel)
        self._share_room(is_shown)

    def _share_room(self, is_shown: bool) -> None:
        splitter = self._window.splitter
        if not is_shown:
            splitter.setSizes(self._sizes)
            return
        library = 0 if self.hides_sidebar else self._sizes[0]
        rest = sum(self._sizes) - library
        text = round(rest * TEXT_SHARE)
        splitter.setSizes([library, rest - text, text])

    def refresh(self) -> None:
        """Everything in the words and colours of the moment."""
        self._window.around.side.name_panel(self.text_panel, _("Text"))
        self._window.around.side.name_panel(self.forms.panel, _("Form"))
        self.forms.set_look()

    def show_place(self, span: Span) -> None:
        """Brings the text to the front, at this place of it."""
        self._window.around.side.show_panel(self.text_panel, _("Text"))
        block = self.text_editor.document().findBlockByNumber(span.line - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + utf16_index(block.text(), span.column - 1))
        self.text_editor.setTextCursor(cursor)
        self.text_editor.setFocus()

    def _show_document(self) -> None:
        document = self._editing.document
        if document is not None:
            self.text_editor.setDocument(document.text_document)
        self.text_editor.setReadOnly(document is None or self._editing.is_shipped)
