"""What the keys do that put something in: Enter, Tab, Backspace, quotes and brackets. On a cursor, without a widget."""

from PySide6.QtGui import QTextCursor

from calcviewer.core.text_edit import index_of_utf16
from calcviewer.editor import closing, line_changes
from calcviewer.editor.indentation import back_from, home, is_blank, new_line, on_from
from calcviewer.editor.lexer import State

KEEP = QTextCursor.MoveMode.KeepAnchor
LONGEST_LINE = 20_000
"""The reader takes no longer one either."""
MOST_PASTED = 5_000_000


def halves(cursor: QTextCursor) -> tuple[str, str]:
    """The line of the cursor, before and after it."""
    block = cursor.block()
    text, units = block.text(), cursor.position() - block.position()
    at = units if text.isascii() else index_of_utf16(text, units)
    return text[:at], text[at:]


def enter(cursor: QTextCursor, begin: State) -> None:
    """A new line with the indentation that fits. `begin`: in what state the line of the cursor begins."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    before, after = halves(cursor)
    made = new_line(before, after, begin)
    blanks = len(after) - len(after.lstrip(" ")) if made.text.startswith("\n") else 0
    cursor.setPosition(cursor.position() - made.taken)
    cursor.setPosition(cursor.position() + made.taken + blanks, KEEP)
    cursor.insertText(made.text)
    cursor.endEditBlock()


def tab(cursor: QTextCursor) -> None:
    """To the next level; several lines all at once."""
    if len(line_changes.chosen_blocks(cursor)) > 1:
        line_changes.shift(cursor, is_out=False)
        return
    start = QTextCursor(cursor)
    start.setPosition(cursor.selectionStart())
    cursor.insertText(" " * on_from(len(halves(start)[0])))


def backspace(cursor: QTextCursor, closers: "Closers") -> bool:
    """In the indentation to the level before, between an empty pair both; False where it is an ordinary Backspace."""
    if cursor.hasSelection():
        return False
    before, _after = halves(cursor)
    if closers.is_at(cursor) and before and closing.PAIRS.get(before[-1]) == _after[:1]:
        _take(cursor, 1, 1)
        return True
    if before and is_blank(before) and "\t" not in before:
        _take(cursor, back_from(len(before)), 0)
        return True
    return False


def _take(cursor: QTextCursor, before: int, after: int) -> None:
    start = cursor.position() - before
    cursor.setPosition(cursor.position() + after)
    cursor.setPosition(start, KEEP)
    cursor.removeSelectedText()


def to_start(cursor: QTextCursor, *, is_selecting: bool) -> None:
    """Home: to the first thing on the line, or to its margin."""
    block = cursor.block()
    column = home(block.text(), cursor.position() - block.position())
    cursor.setPosition(block.position() + column, KEEP if is_selecting else QTextCursor.MoveMode.MoveAnchor)


class Closers:
    """The quotes and brackets that came by themselves and still stand before the cursor's next step."""

    def __init__(self) -> None:
        self._at: list[QTextCursor] = []

    def is_at(self, cursor: QTextCursor) -> bool:
        """Whether the one that came last stands behind the cursor."""
        return bool(self._at) and self._at[-1].position() == cursor.position()

    def forget(self) -> None:
        """They are as if they had been typed."""
        self._at.clear()

    def keep_near(self, cursor: QTextCursor) -> None:
        """Those on other lines than that of the cursor are forgotten."""
        self._at = [at for at in self._at if at.block() == cursor.block()]

    def type(self, cursor: QTextCursor, typed: str, begin: State) -> bool:
        """Types one mark with what comes by itself; False where it is an ordinary key."""
        before, after = halves(cursor)
        if not cursor.hasSelection() and self.is_at(cursor) and after[:1] == typed:
            self._at.pop()
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
            return True
        if cursor.hasSelection():
            return _surround(cursor, typed)
        mark = closing.closer(typed, before, after, begin)
        if not mark:
            return False
        cursor.insertText(typed + mark)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        kept = QTextCursor(cursor)
        self._at.append(kept)
        return True


def _surround(cursor: QTextCursor, typed: str) -> bool:
    """Puts a pair around a few chosen words on one line."""
    words = cursor.selectedText()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if typed not in closing.PAIRS or "\u2029" in words or is_blank(words):
        return False
    cursor.insertText(typed + words + closing.PAIRS[typed])
    cursor.setPosition(start + 1)
    cursor.setPosition(end + 1, KEEP)
    return True
