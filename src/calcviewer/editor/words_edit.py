"""One field of words in a form: one line or several, as high as its words need. It has no undoing of its own."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

QUIET_MS = 300
MOST_LINES, FEWEST_LINES = 14, 3
ROOM_PX = 14
"""What the frame and the space inside it take of the height."""
WISHES: Mapping[str, Qt.Key] = {"bold": Qt.Key.Key_B, "step": Qt.Key.Key_K, "word": Qt.Key.Key_G}
"""What a text of several lines can be helped with, and the keys for it, with Ctrl."""
PARAGRAPH = "\u2029"
"""What stands between two lines in Qt's raw text."""
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class WordsEdit(QPlainTextEdit):
    """Emits `words_changed` once nobody has typed for a while, or when it is left; emptied words only when it is left.

    Words that are shown never replace what was typed and not told yet.
    """

    words_changed = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    help_wanted = Signal(str)
    """One of WISHES: a key for it was pressed."""
    left = Signal()
    """The Escape key: back to where one came from."""

    def __init__(self, is_long: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_long = is_long
        self._known = ""
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet)
        self.textChanged.connect(self._quiet.start)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that is not told yet."""
        return self.words() != self._known

    def words(self) -> str:
        """What stands in the field, without blanks at its ends."""
        return self._typed().strip()

    def _typed(self) -> str:
        return self.document().toRawText().replace(PARAGRAPH, "\n")

    def show_words(self, words: str) -> None:
        """Shows what the file says now; the cursor keeps its place. What is being typed stays."""
        words = words.strip()
        if self.is_pending:
            self._known = words if self.words() != words else self.words()
            return
        self._known = words
        if words != self.words():
            self._replace(words)

    def _replace(self, words: str) -> None:
        old, cursor = self._typed(), self.textCursor()
        most = min(len(old), len(words))
        head = next((at for at in range(most) if old[at] != words[at]), most)
        tail = next((at for at in range(most - head) if old[-1 - at] != words[-1 - at]), most - head)
        self.blockSignals(True)
        cursor.setPosition(_units(old[:head]))
        cursor.setPosition(_units(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words[head : len(words) - tail])
        self.blockSignals(False)
        self._quiet.stop()
        self._grow()

    def tell(self) -> None:
        """Tells at once what was typed."""
        self._quiet.stop()
        if self.is_pending:
            self._known = self.words()
            self.words_changed.emit(self._known)

    def _on_quiet(self) -> None:
        if self.words() or not self.hasFocus():
            self.tell()

    def wrap(self, before: str, after: str) -> None:
        """Puts something before and after the selected words."""
        cursor = self.textCursor()
        words = cursor.selectedText().replace(PARAGRAPH, "\n")
        cursor.insertText(f"{before}{words}{after}")
        cursor.setPosition(cursor.position() - _units(after))
        if words:
            cursor.setPosition(cursor.position() - _units(words), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    # -- keys ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undoing belongs to the whole document; a field of one line has no line ends."""
        for key, signal in ((_UNDO, self.undo_wanted), (_REDO, self.redo_wanted)):
            if event.matches(key):
                self.tell()
                signal.emit()
                return
        if wish := self._wish(event):
            self.help_wanted.emit(wish)
        elif not self.is_long and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tell()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Inside of a text its own keys come before those of the window."""
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and (self._wish(event) or event.key() == Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)

    def _wish(self, event: QKeyEvent) -> str:
        if not self.is_long or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return ""
        return next((wish for wish, key in WISHES.items() if key == event.key()), "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever leaves the field is done with it, unless only a menu or another window came up."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.tell()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pastes plain words; into a field of one line without line ends."""
        words = source.text()
        self.insertPlainText(words if self.is_long else " ".join(words.split()))

    # -- height -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words into other lines."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """As wide as it may be, as high as its words."""
        return QSize(160, self.height())

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(80, self.height())

    def _grow(self) -> None:
        lines = round(self.document().size().height())
        shown = min(max(lines, FEWEST_LINES if self.is_long else 1), MOST_LINES)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        height = shown * self.fontMetrics().lineSpacing() + round(2 * self.document().documentMargin()) + ROOM_PX
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)


def _units(words: str) -> int:
    """How long words are for Qt, which counts some characters twice."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
