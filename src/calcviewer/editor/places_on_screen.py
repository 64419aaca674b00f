"""Where lines and stretches of a text stand in the window: the blocks in view, and rectangles of their parts."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine


class Shown(NamedTuple):
    """A line of the text that is in view: wrapped, it has several rows. `left` is where its column 0 would stand."""

    block: QTextBlock
    left: float
    top: float
    height: float

    def rects(self, start: int, end: int) -> Iterator[QRectF]:
        """Where a stretch of the line stands, row by row; `start` and `end` count UTF-16 units."""
        layout = self.block.layout()
        for number in range(layout.lineCount()):
            row = layout.lineAt(number)
            first, last = row.textStart(), row.textStart() + row.textLength()
            if end < first or start > last or (start == last and number + 1 < layout.lineCount()):
                continue
            x, x_end = _x(row, max(start, first)), _x(row, min(end, last))
            yield QRectF(self.left + x, self.top + row.y(), x_end - x, row.height())

    @property
    def row_height(self) -> float:
        """The height of its first row."""
        layout = self.block.layout()
        return layout.lineAt(0).height() if layout.lineCount() else self.height

    @property
    def text_end(self) -> float:
        """Where the words of its first row end."""
        layout = self.block.layout()
        if not layout.lineCount():
            return self.left
        row = layout.lineAt(0)
        return self.left + row.x() + row.naturalTextWidth()


def _x(row: QTextLine, units: int) -> float:
    found: Any = row.cursorToX(units)  # (x, units), which the stub does not say
    return float(found[0])
