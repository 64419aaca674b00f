"""Colours on the lines that are looked at. Its formats are those of the layout: the text and its history know nothing.

It is no QSyntaxHighlighter, which cuts a whole file when it opens.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from calcviewer.core.text_edit import utf16_index
from calcviewer.editor.colours import Colours
from calcviewer.editor.lexer import State, cut
from calcviewer.editor.line_states import LineStates
from calcviewer.editor.tokens import Sort, Token

AT_ONCE = 150
"""So many lines are learnt in one go, about two milliseconds."""
LEARN_MS = 20
BOLD = frozenset({Sort.STRONG})
ITALIC = frozenset({Sort.COMMENT})


class Highlighter(QObject):
    """Follows one document; `colour_lines` gives colours to lines that have none. `learnt`: some may want others."""

    learnt = Signal()

    def __init__(self, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._formats: dict[Sort, QTextCharFormat] = {}
        self._states = self._new_states()
        self._idle = QTimer(self, interval=LEARN_MS)
        self._idle.timeout.connect(self._learn)
        self._idle.start()
        document.contentsChange.connect(self._on_change)

    def set_colours(self, shown: Colours) -> None:
        """Everything gets these colours when it is looked at next."""
        self._formats = {sort: _format(sort, colour) for sort, colour in shown.sorts.items()}
        self._states = self._new_states()
        self._idle.start()

    def stop(self) -> None:
        """Follows nothing any more, and takes the colours away."""
        self._idle.stop()
        self._document.contentsChange.disconnect(self._on_change)

    def begin(self, block: QTextBlock) -> State:
        """In what state a line begins."""
        return self._states.begin(block.blockNumber())

    def tokens(self, block: QTextBlock) -> Sequence[Token]:
        """The pieces of a line, in characters."""
        return cut(block.text(), self.begin(block))[0]

    def colour_lines(self, first: int, last: int) -> None:
        """Gives colours to the lines from `first` to `last`, numbered from 0, that have none."""
        if not self._formats:
            return
        changed = [
            block
            for number in self._states.uncoloured(first, min(last, self._document.blockCount() - 1))
            if self._colour(block := self._document.findBlockByNumber(number))
        ]
        if changed:
            start, end = changed[0].position(), changed[-1].position() + changed[-1].length()
            self._document.markContentsDirty(start, end - start)

    def _new_states(self) -> LineStates:
        return LineStates(self._document.blockCount(), lambda number: self._document.findBlockByNumber(number).text())

    def _colour(self, block: QTextBlock) -> bool:
        """Gives a line its colours; whether it had others. Where it had them, it need not be laid out again."""
        text = block.text()
        pieces = cut(text, self.begin(block))[0]
        if not self._states.coloured(block.blockNumber(), pieces):
            return False
        is_simple = text.isascii() or max(text) <= "\uffff"
        ranges = []
        for start, end, sort in pieces:
            made = QTextLayout.FormatRange()
            made.start = start if is_simple else utf16_index(text, start)
            made.length = (end if is_simple else utf16_index(text, end)) - made.start
            made.format = self._formats[sort]
            ranges.append(made)
        block.layout().setFormats(ranges)
        return True

    def _on_change(self, position: int, removed: int, added: int) -> None:
        document = self._document
        first = document.findBlock(position)
        last = document.findBlock(position + added)
        number = first.blockNumber()
        new = (last.blockNumber() if last.isValid() else document.blockCount() - 1) - number + 1
        old = self._states.count - (document.blockCount() - new)
        if old < 1 or (new == document.blockCount() and new > AT_ONCE):
            self._states = self._new_states()
        else:
            self._states.replace(number, old, new)
        if new <= AT_ONCE:
            self.colour_lines(number, number + new - 1)
        self._idle.start()

    def _learn(self) -> None:
        self._states.advance(self._states.known + AT_ONCE)
        if self._states.is_complete:
            self._idle.stop()
            self.learnt.emit()


def _format(sort: Sort, colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    if sort in BOLD:
        made.setFontWeight(QFont.Weight.Bold)
    if sort in ITALIC:
        made.setFontItalic(True)
    if sort is Sort.UNKNOWN_KEY:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    if sort is Sort.LINK:
        made.setFontUnderline(True)
    return made
