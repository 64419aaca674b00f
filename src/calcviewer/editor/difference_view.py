"""Two texts as one: what was removed and what was added, line by line, with a sign before each and its words marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from calcviewer.core.differences import ADDED, REMOVED, SAME, SKIPPED, Line
from calcviewer.core.stand_in import BREAKING
from calcviewer.i18n import ngettext
from calcviewer.layout.theme import LIGHT, Theme

SIGNS = {SAME: "  ", REMOVED: "− ", ADDED: "+ ", SKIPPED: "  "}
COLOURS = {REMOVED: "stop", ADDED: "given"}
"""Sort of a line → its colour among the marks of a theme."""
GROUND, WORDS = 0.13, 0.3
"""How much of the colour lies under a changed line, and under the words that changed in it."""
LINE_LIMIT = 3000
"""So many lines are shown at most; nobody reads more of them."""
_SHOWN = str.maketrans(dict.fromkeys(BREAKING, "\ufffd"))


class DifferenceView(QPlainTextEdit):
    """Read only. Alt+Down and Alt+Up go to the next change and back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("differences")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._lines: tuple[Line, ...] = ()
        self._theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        """The colours of the moment, in the same place of the text."""
        self._theme = theme
        self._draw()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these lines, from the first change on."""
        self._lines = tuple(lines[:LINE_LIMIT])
        self._draw()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.go_to_change(forward=True)

    def go_to_change(self, *, forward: bool) -> bool:
        """Puts the cursor where the next changed lines, or those before, begin; False if there are none."""
        starts = [
            number
            for number, line in enumerate(self._lines)
            if line.sort in COLOURS and (number == 0 or self._lines[number - 1].sort not in COLOURS)
        ]
        here = self.textCursor().blockNumber()
        is_at_start = self.textCursor().atStart()
        beyond = [at for at in starts if (at > here or (at == here == 0 and is_at_start) if forward else at < here)]
        if not beyond:
            return False
        self._go_to(beyond[0] if forward else beyond[-1])
        return True

    def event(self, event: QEvent) -> bool:
        """Its own keys come before those of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow key goes from change to change."""
        step = _step(event)
        if step is None:
            super().keyPressEvent(event)
        else:
            self.go_to_change(forward=step)

    def _go_to(self, number: int) -> None:
        cursor = QTextCursor(self.document().findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        self.setTextCursor(cursor)
        self.centerCursor()

    def _draw(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(max(self.font().pointSizeF(), 1.0))
        self.document().setDefaultFont(font)
        place = self.textCursor().blockNumber()
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for number, line in enumerate(self._lines):
            if number:
                cursor.insertBlock()
            self._draw_line(cursor, line)
        cursor.endEditBlock()
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(min(place, max(len(self._lines) - 1, 0)))))

    def _draw_line(self, cursor: QTextCursor, line: Line) -> None:
        plain, block = QTextCharFormat(), QTextBlockFormat()
        plain.setForeground(QColor(self._theme.muted if line.sort == SKIPPED else self._theme.text))
        changed = QTextCharFormat(plain)
        if colour := COLOURS.get(line.sort):
            ink = self._theme.marks[colour]
            plain.setBackground(_mixed(ink, self._theme.page, GROUND))
            changed.setBackground(_mixed(ink, self._theme.page, WORDS))
            changed.setFontUnderline(True)
            block.setBackground(_mixed(ink, self._theme.page, GROUND))
        cursor.setBlockFormat(block)
        cursor.insertText(SIGNS[line.sort], plain)
        if line.sort == SKIPPED:
            words = ngettext("… {count} unchanged line …", "… {count} unchanged lines …", line.count)
            cursor.insertText(words.format(count=line.count), plain)
        is_whole = len(line.pieces) == 1
        for piece in line.pieces:
            cursor.insertText(piece.words.translate(_SHOWN), changed if piece.is_changed and not is_whole else plain)


def _step(event: QKeyEvent) -> bool | None:
    """Whether a key goes forward or back; None for every other key."""
    if event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return None
    return {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}.get(Qt.Key(event.key()))


def _mixed(ink: str, ground: str, share: float) -> QColor:
    one, other = QColor(ink), QColor(ground)
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(top * share + below * (1 - share)) for top, below in parts))
