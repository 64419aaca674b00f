"""What each row of the table of commands does with an editor; `commands` says with which keys."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from calcviewer.editor import line_changes

if TYPE_CHECKING:
    from calcviewer.editor.text_editor import TextEditor


def handlers(editor: "TextEditor") -> Mapping[str, Callable[[], object]]:
    """By the id of the row."""
    return {
        **_edits(editor),
        **_looks(editor),
        "complete": lambda: editor.completion_wanted.emit(True),
        "definition": lambda: editor.place_followed.emit(*editor.place()),
        "rename": editor.rename_wanted.emit,
        "fix": lambda: editor.fix_wanted.emit(editor.place()[0]),
        "field-help": lambda: editor.help_wanted.emit(*editor.place(), editor.cursor_point()),
    }


def _edits(editor: "TextEditor") -> Mapping[str, Callable[[], object]]:
    return {
        "undo": editor.undo,
        "redo": editor.redo,
        "cut": editor.cut,
        "copy": editor.copy,
        "paste": editor.paste,
        "select-all": editor.selectAll,
        "comment": lambda: line_changes.toggle_comment(editor.textCursor()),
        "duplicate": lambda: _then_show(editor, line_changes.duplicate),
        "move-up": lambda: _then_show(editor, lambda cursor: line_changes.move(cursor, is_up=True)),
        "move-down": lambda: _then_show(editor, lambda cursor: line_changes.move(cursor, is_up=False)),
    }


def _looks(editor: "TextEditor") -> Mapping[str, Callable[[], object]]:
    return {
        "find": lambda: editor.searching.open(can_replace=False),
        "replace": lambda: editor.searching.open(can_replace=True),
        "find-next": lambda: editor.searching.step(False),
        "find-previous": lambda: editor.searching.step(True),
        "fold": editor.fold_here,
        "unfold": editor.unfold_here,
        "fold-all": editor.fold_all,
        "unfold-all": editor.unfold_all,
        "wrap": lambda: _toggle_wrap(editor),
        "zoom-in": lambda: editor.zoom(1),
        "zoom-out": lambda: editor.zoom(-1),
        "zoom-normal": lambda: editor.zoom(0),
    }


def _then_show(editor: "TextEditor", change: Callable[[QTextCursor], object]) -> None:
    cursor = editor.textCursor()
    for block in line_changes.chosen_blocks(cursor):  # whole steps are not moved unseen
        editor.unfold(block)
    change(cursor)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def _toggle_wrap(editor: "TextEditor") -> None:
    mode = QPlainTextEdit.LineWrapMode
    is_wrapped = editor.lineWrapMode() != mode.NoWrap
    editor.setLineWrapMode(mode.NoWrap if is_wrapped else mode.WidgetWidth)
    editor.ensureCursorVisible()
