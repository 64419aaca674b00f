"""The bar over the text that finds and replaces. It says what to look for; the editor shows and changes."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from calcviewer.editor.finding import Wanted
from calcviewer.i18n import _
from calcviewer.view.flow import FlowLayout


class FindBar(QWidget):
    """`wanted_changed` as somebody types; `step_wanted(is_back)`, `replace_wanted(words, is_all)`; `closed` on Esc."""

    wanted_changed = Signal()
    step_wanted = Signal(bool)
    replace_wanted = Signal(str, bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.words, self.new_words = QLineEdit(), QLineEdit()
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.case, self.whole, self.pattern = QCheckBox(), QCheckBox(), QCheckBox()
        self.previous, self.next, self.close_button = QToolButton(), QToolButton(), QToolButton()
        self.replace, self.replace_all = QPushButton(), QPushButton()
        for button, mark in ((self.previous, "↑"), (self.next, "↓"), (self.close_button, "✕")):
            button.setText(mark)
            button.setAutoRaise(True)
        for option in (self.case, self.whole, self.pattern):
            option.toggled.connect(self.wanted_changed)
        self._join()
        self._arrange()
        self.retranslate()
        self.hide()

    def _join(self) -> None:
        self.words.textChanged.connect(self.wanted_changed)
        self.previous.clicked.connect(lambda: self.step_wanted.emit(True))
        self.next.clicked.connect(lambda: self.step_wanted.emit(False))
        self.replace.clicked.connect(lambda: self.replace_wanted.emit(self.new_words.text(), False))
        self.replace_all.clicked.connect(lambda: self.replace_wanted.emit(self.new_words.text(), True))
        self.close_button.clicked.connect(self.closed)
        for field in (self.words, self.new_words):
            field.installEventFilter(self)

    def _arrange(self) -> None:
        find = QHBoxLayout()
        find.addWidget(self.words, 1)
        for button in (self.previous, self.next, self.close_button):
            find.addWidget(button)
        replace = QHBoxLayout()
        replace.addWidget(self.new_words, 1)
        replace.addWidget(self.replace)
        replace.addWidget(self.replace_all)
        options = FlowLayout()
        for widget in (self.case, self.whole, self.pattern, self.count):
            options.addWidget(widget)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 6, 6)
        grid.setSpacing(4)
        grid.addLayout(find, 0, 0)
        grid.addLayout(replace, 1, 0)
        grid.addLayout(options, 2, 0)

    def retranslate(self) -> None:
        """Every word in the language of the interface."""
        labelled: tuple[tuple[QAbstractButton, str, str], ...] = (
            (self.case, _("Capitals"), _("Capital and small letters are different")),
            (self.whole, _("Whole words"), _("Not inside of longer words")),
            (self.pattern, _("Pattern"), _("What is looked for is a regular expression")),
            (self.replace, _("Replace"), _("Replace this one and go to the next")),
            (self.replace_all, _("Replace all"), _("Replace all at once; one undo takes all of it back")),
        )
        for button, words, hint in labelled:
            button.setText(words)
            button.setToolTip(hint)
            button.setAccessibleName(words)
            button.setAccessibleDescription(hint)
        for mark, words in (
            (self.previous, _("The one before (Ctrl+Shift+G)")),
            (self.next, _("The next one (Ctrl+G)")),
            (self.close_button, _("Close (Esc)")),
        ):
            mark.setToolTip(words)
            mark.setAccessibleName(words)
        for field, words in ((self.words, _("Find")), (self.new_words, _("Replace with"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self.setAccessibleName(_("Find and replace"))

    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(self.words.text(), self.case.isChecked(), self.whole.isChecked(), self.pattern.isChecked())

    def open(self, words: str, *, can_replace: bool) -> None:
        """Shows itself with these words, or with the last ones, all of them chosen."""
        for widget in (self.new_words, self.replace, self.replace_all):
            widget.setVisible(can_replace)
        if words:
            self.words.setText(words)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def say(self, words: str, reason: str = "") -> None:
        """What was found, beside the buttons; `reason` is there for whoever points at it."""
        self.count.setText(words)
        self.count.setToolTip(reason)
        self.count.setMinimumHeight(self.case.sizeHint().height())
        self.words.setAccessibleDescription(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back; in the lower field it replaces."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and watched is self.new_words:
                self.replace_wanted.emit(self.new_words.text(), False)
                return True
            if is_enter:
                self.step_wanted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Its keys are its own before they are the window's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.key() == Qt.Key.Key_Escape or is_step(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Ctrl+G goes on, with Shift back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif is_step(event):
            self.step_wanted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


def is_step(event: QKeyEvent) -> bool:
    """Whether these are the keys for the next hit or the one before."""
    return event.key() == Qt.Key.Key_G and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
