"""Changes of whole lines: further in or out, comments, up and down, twice. Each is one step of undoing."""

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCursor

from calcviewer.core.text_edit import utf16_index
from calcviewer.editor.indentation import (
    STEP,
    are_comments,
    comment_column,
    comment_mark,
    is_blank,
    outdented,
)

KEEP = QTextCursor.MoveMode.KeepAnchor


def chosen_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The lines that the selection touches; one at whose start it ends does not count."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    if last != first and cursor.selectionEnd() == last.position():
        last = last.previous()
    found = [first]
    while found[-1] != last:
        found.append(found[-1].next())
    return found


def shift(cursor: QTextCursor, *, is_out: bool) -> None:
    """Every chosen line one level further in or out; lines without words stay."""

    def change(block: QTextBlock) -> tuple[int, int, str]:
        text = block.text()
        if is_out:
            return 0, outdented(text), ""
        return 0, 0, "" if is_blank(text) else " " * STEP

    _each(cursor, change)


def toggle_comment(cursor: QTextCursor) -> None:
    """The chosen lines become comments, or text again if all of them are comments."""
    lines = [block.text() for block in chosen_blocks(cursor)]
    if are_comments(lines):
        _each(cursor, lambda block: (*comment_mark(block.text()), ""))
        return
    if all(map(is_blank, lines)):
        _each(cursor, lambda block: (len(block.text()), len(block.text()), "# "))
        return
    column = comment_column(lines)
    _each(cursor, lambda block: (column, column, "" if is_blank(block.text()) else "# "))


def _each(cursor: QTextCursor, change: Callable[[QTextBlock], tuple[int, int, str]]) -> None:
    edit = QTextCursor(cursor.document())
    edit.beginEditBlock()
    for block in chosen_blocks(cursor):
        start, end, new = change(block)
        if start < end or new:
            text = block.text()
            edit.setPosition(block.position() + utf16_index(text, start))
            edit.setPosition(block.position() + utf16_index(text, end), KEEP)
            edit.insertText(new)
    edit.endEditBlock()


def duplicate(cursor: QTextCursor) -> None:
    """The chosen lines stand there a second time, below; the cursor stays."""
    blocks = chosen_blocks(cursor)
    words = "\n".join(block.text() for block in blocks)
    edit = QTextCursor(blocks[-1])
    edit.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.setKeepPositionOnInsert(True)
    edit.insertText("\n" + words)
    cursor.setKeepPositionOnInsert(False)


def move(cursor: QTextCursor, *, is_up: bool) -> bool:
    """The chosen lines change places with the one above or below; False at the end of the text."""
    blocks = chosen_blocks(cursor)
    other = blocks[0].previous() if is_up else blocks[-1].next()
    if not other.isValid():
        return False
    words, others = [block.text() for block in blocks], other.text()
    shift_by = len(others.encode("utf-16-le")) // 2 + 1
    anchor, position = cursor.anchor(), cursor.position()
    top, bottom = (other, blocks[-1]) if is_up else (blocks[0], other)
    edit = QTextCursor(top)
    edit.beginEditBlock()
    edit.setPosition(bottom.position() + bottom.length() - 1, KEEP)
    edit.insertText("\n".join([*words, others] if is_up else [others, *words]))
    edit.endEditBlock()
    by = -shift_by if is_up else shift_by
    last = cursor.document().characterCount() - 1
    cursor.setPosition(min(anchor + by, last))
    cursor.setPosition(min(position + by, last), KEEP)
    return True
