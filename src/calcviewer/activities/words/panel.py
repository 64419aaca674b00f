"""What is lit, told in sentences, to be read and copied."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from calcviewer.i18n import _
from calcviewer.view.side_panel import SidePanel, wrapping_label


class WordsPanel(SidePanel):
    """A preview of the sentences. Emits `copy_asked`, and `closed`."""

    copy_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = QPlainTextEdit(readOnly=True)
        self.preview.setObjectName("wordsPreview")
        self.copy = QPushButton()
        self.copy.clicked.connect(self.copy_asked)
        self.note = wrapping_label()
        self.note.setProperty("isQuiet", True)
        self.column.addWidget(self.preview, 1)
        self.column.addWidget(self.note)
        self.column.addWidget(self.copy)

    def say(self, note: str) -> None:
        """What was done with the words, below them."""
        self.note.setText(note)
        self.preview.setAccessibleDescription(note)

    def show_sentences(self, heading: str, sentences: Sequence[str]) -> None:
        """The sentences, one paragraph each."""
        self.name(heading)
        self.preview.setAccessibleName(_("Preview of the words"))
        self.preview.setPlainText("\n\n".join(sentences) or _("Nothing is lit. Trace a step first."))
        self.say("")
        self.copy.setText(_("Copy"))
        self.copy.setEnabled(bool(sentences))
