"""One row of a form: its name, what it is edited with, and what is wrong with it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from calcviewer.core.form_fields import FormRow, FormState
from calcviewer.core.problems import ERROR
from calcviewer.editor.chooser import Icons
from calcviewer.editor.signs import small_label
from calcviewer.editor.words_edit import WordsEdit
from calcviewer.i18n import _


class FormAsks(QObject):
    """What somebody asks for in a form. A path leads to a text or value; one that is not there yet is meant too."""

    text_changed = Signal(object, object, str, str)
    """The FormRow, the path of the text, the language, the words."""
    value_changed = Signal(object, object)
    value_removed = Signal(object)
    split_wanted = Signal(object)
    accepted = Signal(object)
    place_wanted = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()
    left = Signal()
    """Whoever was in a field wants to leave the form."""

    def watch(self, edit: WordsEdit) -> None:
        """Undoing in this field is undoing in the document, and Escape leaves the form."""
        edit.undo_wanted.connect(self.undo_wanted)
        edit.redo_wanted.connect(self.redo_wanted)
        edit.left.connect(self.left)


class RowWidget(QWidget):
    """Shows a row; `asks` hears what becomes of it."""

    def __init__(self, asks: FormAsks, icons: Icons, row: FormRow) -> None:
        super().__init__()
        self.asks, self.icons, self.row = asks, icons, row
        self.state: FormState | None = None
        self.label = small_label("isField")
        self._problems: list[QLabel] = []
        self.refusal = small_label("isWarning")
        self.in_text = QPushButton()
        self.in_text.clicked.connect(lambda: asks.place_wanted.emit(self.row.path))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 10)
        self.column.setSpacing(4)
        self.column.addWidget(self.label)
        self.column.addWidget(self._editor(row))
        self.column.addWidget(self.refusal)
        self.column.addWidget(self.in_text)
        self.forgive()

    def show_row(self, row: FormRow, state: FormState) -> None:
        """Shows what the file says now. What was typed and refused stays until the file says otherwise."""
        is_same = self.state is not None and row == self.row
        if is_same and not self.refusal.isHidden():
            return
        self.row, self.state = row, state
        self.label.setText(
            f"{row.label}  {_('(must be there)')}" if row.is_required and row.value is None else row.label
        )
        self.setToolTip(row.help)
        self._show(row, state)
        if not is_same:
            self._show_problems(row)

    def show_anew(self) -> None:
        """Shows the same in other colours or another language."""
        if self.state is not None:
            self._show(self.row, self.state)
            self._show_problems(self.row)

    def refuse(self, words: str) -> None:
        """Says at the field why a change was not made."""
        self.refusal.setText(f"⚠ {words}")
        self.in_text.setText(_("Change it in the text instead"))
        self.refusal.show()
        self.in_text.show()

    def forgive(self) -> None:
        """Says nothing more of a refusal: something else is asked for."""
        self.refusal.hide()
        self.in_text.hide()

    def _show_problems(self, row: FormRow) -> None:
        for old in self._problems:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._problems = []
        for problem in row.problems:
            if problem.code not in SAID_ELSEWHERE:
                label = small_label("isWarning" if problem.severity == ERROR else "isHint")
                label.setText(f"{'⚠' if problem.severity == ERROR else '△'} {problem.message}")
                self.column.addWidget(label)
                self._problems.append(label)

    def _editor(self, row: FormRow) -> QWidget:
        """What the field is edited with."""
        raise NotImplementedError

    def _show(self, row: FormRow, state: FormState) -> None:
        """Shows the value."""
        raise NotImplementedError


SAID_ELSEWHERE = frozenset({"W010"})
"""Problems that the signs beside the languages tell already."""
