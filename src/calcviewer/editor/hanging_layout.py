"""A layout in which the rows of a line that is broken begin where its words begin, so that the indentation is seen."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock
from PySide6.QtWidgets import QPlainTextDocumentLayout

MOST_SHARE = 0.5
"""Rows are never moved in by more than this part of the width."""


class HangingLayout(QPlainTextDocumentLayout):
    """Qt lays a line out; where it takes several rows, they are laid out again further in."""

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Only the lines that there are now: one line that has got other colours is painted alone.

        WORKAROUND: Qt adds what went to what came, and takes more lines than one; then everything is painted.
        """
        super().documentChanged(position, 0, max(added, 1))

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The room of a line, with its rows in their places."""
        found = super().blockBoundingRect(block)
        if block.lineCount() < 2:
            return found
        layout = block.layout()
        is_plain = layout.lineCount() > 1 and layout.lineAt(1).x() <= self.document().documentMargin()
        return super().blockBoundingRect(block) if is_plain and self._hang(block) else found

    def _hang(self, block: QTextBlock) -> bool:
        """Lays the rows of a broken line out anew; whether anything had to be done."""
        layout, text = block.layout(), block.text()
        first = layout.lineAt(0)
        margin, width = first.x(), first.width()
        if not text.startswith(" "):
            return False
        blank = QFontMetricsF(self.document().defaultFont()).horizontalAdvance(" ")
        hang = min((len(text) - len(text.lstrip(" "))) * blank, width * MOST_SHARE)
        y = 0.0
        layout.beginLayout()
        row = layout.createLine()
        while row.isValid():
            further = hang if y else 0.0
            row.setLineWidth(width - further)
            row.setPosition(QPointF(margin + further, y))
            y += row.height()
            row = layout.createLine()
        layout.endLayout()
        if layout.lineCount() != block.lineCount():
            block.setLineCount(layout.lineCount())
            self.documentSizeChanged.emit(self.documentSize())
        return True
