"""A text in a form: each of its languages with what is missing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from calcviewer.core.form_fields import Sign, Words
from calcviewer.core.paragraphs import flowing
from calcviewer.editor.signs import language_name, said_of, small_label
from calcviewer.editor.words_edit import WordsEdit
from calcviewer.i18n import _

NARROW_PX = 420
"""Below this width one language stands under the other."""


class LanguageField(QWidget):
    """One language of a text."""

    accepted = Signal()

    def __init__(self, words: Words, is_long: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = words.language
        self.edit = WordsEdit(is_long)
        self.label = small_label("isQuiet")
        self.label.setBuddy(self.edit)
        self.still_right = QPushButton()
        self.still_right.clicked.connect(self.accepted)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.label, 1)
        head.addWidget(self.still_right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.edit)
        column.addStretch(1)

    def show_words(self, words: Words, name: str, help_words: str) -> None:
        """Shows what the file says, and whether something is missing."""
        said = said_of(words)
        self.label.setText(said)
        if self.label.property("isSigned") != (words.sign is not Sign.NONE):
            self.label.setProperty("isSigned", words.sign is not Sign.NONE)
            self.label.style().polish(self.label)
        self.still_right.setText(_("Still right"))
        self.still_right.setToolTip(_("The translation fits the changed words; the mark goes"))
        self.still_right.setAccessibleName(f"{_('Still right')}: {name}, {language_name(words.language)}")
        self.still_right.setVisible(words.sign is Sign.STALE)
        self.edit.setAccessibleName(f"{name}, {said}")
        self.edit.setAccessibleDescription(help_words)
        self.edit.show_words(flowing(words.words) if self.edit.is_long else words.words)


class TextField(QWidget):
    """Every language of one text, side by side where there is room."""

    words_changed = Signal(str, str)
    """Language and words."""
    accepted = Signal()
    split_wanted = Signal()
    help_wanted = Signal(str, object)
    """One of WISHES, and the WordsEdit that is to be helped. Asked by a key."""
    field_made = Signal(object)

    def __init__(self, is_long: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_long = is_long
        self.fields: dict[str, LanguageField] = {}
        self._languages = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._languages.setContentsMargins(0, 0, 0, 0)
        self.split = QPushButton()
        self.split.clicked.connect(self.split_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._languages)
        column.addWidget(self.split, 0, Qt.AlignmentFlag.AlignLeft)

    def show_texts(self, texts: tuple[Words, ...], name: str, help_words: str) -> None:
        """Shows the languages; where other languages are there than before, their fields are made anew."""
        if [words.language for words in texts] != list(self.fields):
            self._make_fields(texts)
        for words in texts:
            self.fields[words.language].show_words(words, name, help_words)
        self.split.setVisible("" in self.fields)
        self.split.setText(_("Write each language separately"))

    def _make_fields(self, texts: tuple[Words, ...]) -> None:
        for old in self.fields.values():
            self._languages.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.fields = {}
        for words in texts:
            made = LanguageField(words, self._is_long)
            made.edit.words_changed.connect(lambda said, code=words.language: self.words_changed.emit(code, said))
            made.edit.help_wanted.connect(lambda wish, edit=made.edit: self.help_wanted.emit(wish, edit))
            made.accepted.connect(self.accepted)
            self._languages.addWidget(made, 1, Qt.AlignmentFlag.AlignTop)
            self.fields[words.language] = made
            self.field_made.emit(made.edit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where both have room."""
        super().resizeEvent(event)
        narrow = NARROW_PX * max(1.0, self.fontMetrics().height() / 20)
        is_wide = event.size().width() >= narrow
        self._languages.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
