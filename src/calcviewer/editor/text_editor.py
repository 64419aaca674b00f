"""The text of a diagram as somebody writes it. Values in, signals out: it knows neither the file nor the window.

The document that it is given keeps the only history of undoing; every change here is a change of that document.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from calcviewer.core.problems import Problem
from calcviewer.core.text_edit import Edits, in_utf16, index_of_utf16
from calcviewer.editor import line_changes, typing_keys
from calcviewer.editor.closing import PAIRS
from calcviewer.editor.commands import BY_KEYS, COMMANDS
from calcviewer.editor.doing import handlers
from calcviewer.editor.drawn_text import DrawnText
from calcviewer.editor.finding import Hit
from calcviewer.editor.indentation import without_tabs
from calcviewer.editor.searching import Searching
from calcviewer.editor.typing_keys import LONGEST_LINE, MOST_PASTED, Closers
from calcviewer.editor.underlines import position
from calcviewer.i18n import _

PARAGRAPH = "\u2029"
_FROM_THE_BAR = frozenset({"find", "replace", "find-next", "find-previous"})
_CLOSING = frozenset((*PAIRS, *PAIRS.values()))
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class TextEditor(DrawnText):
    """Lines and columns count from 1, in characters; so does `index` in the whole text, from 0."""

    place_changed = Signal(int, int)
    place_followed = Signal(int, int)
    completion_wanted = Signal(bool)
    help_wanted = Signal(int, int, QPoint)
    rename_wanted = Signal()
    fix_wanted = Signal(int)
    change_refused = Signal()
    said = Signal(str)
    _searching: Searching | None = None  # asked for while the base class is made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closers = Closers()
        self._reason = ""
        self._do = handlers(self)
        self.gutter.line_chosen.connect(self._choose_line)
        self.cursorPositionChanged.connect(self._tell_place)
        self.textChanged.connect(self._on_text)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word in the language of the interface."""
        self.setAccessibleName(_("Text of the diagram"))
        self._describe()
        if self._searching is not None:
            self._searching.bar.retranslate()

    # -- the document, and places in it

    def set_document(self, document: QTextDocument) -> None:
        """Shows another document, whose history stays its own."""
        self._closers.forget()
        super().set_document(document)
        if self._searching is not None:
            self._searching.text_changed()

    def set_read_only_reason(self, words: str) -> None:
        """Why nothing can be changed; '' where it can be. The cursor moves all the same."""
        self._reason = words
        flag = Qt.TextInteractionFlag
        if words:
            self.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
        else:
            self.setTextInteractionFlags(flag.TextEditorInteraction)
        self.setTabChangesFocus(bool(words))
        self._describe()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Underlines, marks, and words for whoever cannot see them."""
        super().set_problems(problems)
        self._describe()

    def go_to(self, line: int, column: int, *, is_centred: bool = True) -> None:
        """Puts the cursor there, and shows it."""
        cursor = self.textCursor()
        cursor.setPosition(position(self.document(), line, column))
        self.setTextCursor(cursor)
        if is_centred:
            self.centerCursor()
        else:
            self.ensureCursorVisible()

    def place(self) -> tuple[int, int]:
        """Line and column of the cursor."""
        cursor = self.textCursor()
        return cursor.blockNumber() + 1, len(typing_keys.halves(cursor)[0]) + 1

    def index(self) -> int:
        """How many characters of the text stand before the cursor."""
        text, units = self.document().toRawText(), self.textCursor().position()
        return units if len(text) == self.document().characterCount() - 1 else index_of_utf16(text, units)

    def insert(self, edits: Edits) -> None:
        """Changes stretches of the text, whose indices count characters, as one step of undoing."""
        text = self.document().toRawText()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, end, new in reversed(in_utf16(text, sorted(edits, key=lambda edit: (edit.start, edit.end)))):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)
        cursor.endEditBlock()
        self.ensureCursorVisible()

    def cursor_point(self) -> QPoint:
        """Where something about the cursor belongs: below it, on the screen."""
        return self.viewport().mapToGlobal(self.cursorRect().bottomLeft())

    def hits(self, block: QTextBlock) -> Sequence[Hit]:
        """What the find bar looks for."""
        return self._searching.hits(block) if self._searching is not None else ()

    # -- keys

    def do(self, name: str) -> None:
        """What a row of the table of commands says."""
        row = next(row for row in COMMANDS if row.id == name)
        if row.is_change and self.isReadOnly():
            self.change_refused.emit()
            return
        self._do[name]()

    def event(self, event: QEvent) -> bool:
        """The keys of the editor are its own before they are the window's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            row = BY_KEYS.get(keys_of(event))
            if row is not None and (self.hasFocus() or row.id in _FROM_THE_BAR):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commands, then what helps while typing, then what every text does."""
        row = BY_KEYS.get(keys_of(event))
        if not self.hasFocus() and self._searching is not None and self._searching.is_open:
            if row is not None and row.id in _FROM_THE_BAR:  # what a field of the bar has left over
                self.do(row.id)
            return
        if row is not None:
            self.do(row.id)
        elif self.isReadOnly():
            self._press_where_nothing_changes(event)
        elif not self._type(event):
            super().keyPressEvent(event)
        if (
            row is None
            and not self.isReadOnly()
            and ((event.text().isprintable() and event.text()) or event.key() in _REMOVING)
        ):
            self.completion_wanted.emit(False)

    def _press_where_nothing_changes(self, event: QKeyEvent) -> None:
        has_no_other_key = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        is_typing = (bool(event.text()) and event.text().isprintable()) or event.key() in (*_REMOVING, *_ENTER)
        if is_typing and has_no_other_key:
            self.change_refused.emit()
        else:
            super().keyPressEvent(event)

    def _type(self, event: QKeyEvent) -> bool:
        """Whether the key was one of those that help."""
        cursor, key = self.textCursor(), event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        has_control = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
        typed = event.text()
        if key in _ENTER and not has_control:
            typing_keys.enter(cursor, self.begin(cursor.block()))
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shift):
            line_changes.shift(cursor, is_out=True)
        elif key == Qt.Key.Key_Tab and not has_control:
            typing_keys.tab(cursor)
        elif key == Qt.Key.Key_Home and not has_control:
            typing_keys.to_start(cursor, is_selecting=shift)
        elif key in _REMOVING and not has_control and self._opens_fold(cursor, key):
            return True
        elif key == Qt.Key.Key_Backspace and not has_control and not shift:
            if not typing_keys.backspace(cursor, self._closers):
                return False
        elif typed and typed.isprintable() and not self._has_room(len(typed)):
            return True
        elif typed not in _CLOSING or not self._closers.type(cursor, typed, self.begin(cursor.block())):
            return False
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _opens_fold(self, cursor: QTextCursor, key: int) -> bool:
        """A key that would take hidden lines away shows them first."""
        if cursor.hasSelection():
            return False
        if key == Qt.Key.Key_Backspace:
            return cursor.atBlockStart() and self.reveal(cursor.block().previous())
        return cursor.atBlockEnd() and self.unfold(cursor.block())

    def _has_room(self, count: int) -> bool:
        if self.textCursor().block().length() - 1 + count <= LONGEST_LINE:
            return True
        self.said.emit(_("A line can have at most {limit} characters.").format(limit=f"{LONGEST_LINE:,}"))
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words from an input method, if the line has room for them."""
        if not event.commitString() or self._has_room(len(event.commitString())):
            super().inputMethodEvent(event)

    # -- what comes from elsewhere, and goes there

    def createMimeDataFromSelection(self) -> QMimeData:
        """The chosen words as they are; Qt would make blanks of no-break spaces."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace(PARAGRAPH, "\n"))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, but no files: those are the window's."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words from the clipboard or dropped, without tabs; not what is too much for a diagram."""
        if not self.canInsertFromMimeData(source):
            return
        text = source.text()
        if len(text) > MOST_PASTED:
            limit = f"{MOST_PASTED:,}"
            self.said.emit(_("That is too much to paste; the limit is {limit} characters.").format(limit=limit))
            return
        text = without_tabs(text)
        if self._has_room(max(map(len, text.split("\n")))):
            self._closers.forget()
            cursor = self.textCursor()
            cursor.insertText(text)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    # -- the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With Ctrl it asks for where a word is defined."""
        self._closers.forget()
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_control and event.button() == Qt.MouseButton.LeftButton:
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
            self.place_followed.emit(*self.place())
            return
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it makes the text larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Under the pointer, the words of a problem; elsewhere somebody else may know what to say."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cursor = self.cursorForPosition(event.pos())
            problem = self.underlines.at(cursor.position())
            if problem is not None:
                QToolTip.showText(event.globalPos(), problem.message, self.viewport())
            else:
                QToolTip.hideText()
                column = len(typing_keys.halves(cursor)[0]) + 1
                self.help_wanted.emit(cursor.blockNumber() + 1, column, event.globalPos())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the keys do, with the keys beside it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in COMMANDS:
            if not row.is_shown:
                continue
            if row.starts_section:
                menu.addSeparator()
            action = menu.addAction(_(row.text))
            action.setShortcut(QKeySequence(row.keys[0]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setEnabled(self._can_do(row.id) and not (row.is_change and self.isReadOnly()))
            action.triggered.connect(lambda _checked=False, name=row.id: self.do(name))
        menu.popup(event.globalPos())

    def _can_do(self, name: str) -> bool:
        document = self.document()
        has_choice = self.textCursor().hasSelection()
        can: Mapping[str, bool] = {
            "undo": document.isUndoAvailable(),
            "redo": document.isRedoAvailable(),
            "cut": has_choice,
            "copy": has_choice,
            "paste": self.canPaste(),
        }
        return can.get(name, True)

    # -- find bar, and what others are told

    @property
    def searching(self) -> Searching:
        """Find and replace; made when somebody first asks."""
        if self._searching is None:
            self._searching = Searching(self)
            self._searching.changed.connect(self._on_search)
        return self._searching

    def room_on_top(self) -> int:
        """The find bar stands above the text."""
        if self._searching is None or not self._searching.is_open:
            return 0
        bar, area = self._searching.bar, self.contentsRect()
        scroll = self.verticalScrollBar()
        width = area.width() - (scroll.width() if scroll.isVisible() else 0)
        height = bar.heightForWidth(width) if bar.hasHeightForWidth() else bar.sizeHint().height()
        bar.setGeometry(QRect(area.left(), area.top(), width, height))
        return height

    def _on_search(self) -> None:
        self.arrange()
        self.viewport().update()

    def _on_text(self) -> None:
        if self._searching is not None:
            self._searching.text_changed()

    def _tell_place(self) -> None:
        self._closers.keep_near(self.textCursor())
        if self._searching is not None:
            self._searching.cursor_moved()
        self._describe()
        self.place_changed.emit(*self.place())

    def _describe(self) -> None:
        """For whoever hears the text: why it is read-only, what is wrong with the line."""
        problems = self.underlines.on_line(self.textCursor().block())
        words = " ".join(filter(None, (self._reason, *(problem.message for problem in problems))))
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def _choose_line(self, number: int) -> None:
        cursor = QTextCursor(self.document().findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()


def keys_of(event: QKeyEvent) -> str:
    """The keys as the table names them."""
    if event.key() in (0, Qt.Key.Key_unknown, Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta):
        return ""
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
