"""The strip below a form: what the field means that somebody is in, and the buttons that write Markdown into a text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QToolButton, QVBoxLayout, QWidget

from calcviewer.editor.signs import small_label
from calcviewer.editor.words_edit import WISHES, WordsEdit
from calcviewer.i18n import N_, _
from calcviewer.view.flow import FlowLayout

BUTTONS = {
    "bold": (N_("Bold"), N_("Sets the selected words in bold (Ctrl+B)")),
    "step": (N_("Link to a step…"), N_("Makes the selected words a link to a step (Ctrl+K)")),
    "word": (N_("Word of the glossary…"), N_("Links the selected words to the glossary (Ctrl+G)")),
}


class HelpStrip(QFrame):
    """Its buttons leave the focus in the text that they help with; the keys for them work in the text itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpStrip")
        self.words = small_label("isQuiet")
        self.buttons = {wish: QToolButton() for wish in WISHES}
        self._row = QWidget()
        flow = FlowLayout(self._row)
        for wish, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, wish=wish: self._ask(wish))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 6)
        column.addWidget(self.words)
        column.addWidget(self._row)
        self.show_help("", None)

    def show_help(self, words: str, edit: QWidget | None) -> None:
        """Says these words, and shows the buttons where they are of use."""
        self.words.setText(words)
        is_long = isinstance(edit, WordsEdit) and edit.is_long
        for wish, button in self.buttons.items():
            said, tip = BUTTONS[wish]
            button.setText(_(said))
            button.setToolTip(_(tip))
        self._row.setVisible(is_long)
        self.setVisible(bool(words))

    def _ask(self, wish: str) -> None:
        edit = QApplication.focusWidget()
        if isinstance(edit, WordsEdit):
            edit.help_wanted.emit(wish)
