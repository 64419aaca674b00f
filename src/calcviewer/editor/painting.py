"""What is painted under and over the words: lit lines, the line of the cursor, guides, hits, brackets, underlines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock

from calcviewer.core.problems import ERROR
from calcviewer.editor.colours import Colours
from calcviewer.editor.indentation import STEP, indent_of, is_blank
from calcviewer.editor.places_on_screen import Shown

NO_LINES = range(0)
WAVE_PX = 3.0


@dataclass(frozen=True)
class Ground:
    """What lies under the words. Lines are numbered from 0; `hits` are stretches of one line in UTF-16 units."""

    colours: Colours
    width: float
    blank_px: float
    """The width of a blank; 0: no guides."""
    line_here: int = -1
    lit: range = NO_LINES
    brackets: Sequence[tuple[int, int]] = ()
    """(line, column) of the two that belong together."""

    def paint(self, painter: QPainter, lines: Iterable[tuple[Shown, Sequence[tuple[int, int]], int]]) -> None:
        """`lines` are those in view, each with the hits on it and the column of its last guide."""
        for shown, hits, guides in lines:
            self._paint_line(painter, shown)
            self._paint_guides(painter, shown, guides)
            for start, end in hits:
                self._paint_boxes(painter, shown.rects(start, end), self.colours.hit, self.colours.hit_frame)
            number = shown.block.blockNumber()
            for line, column in self.brackets:
                if line == number:
                    boxes = shown.rects(column, column + 1)
                    self._paint_boxes(painter, boxes, self.colours.bracket, self.colours.text)

    def _paint_line(self, painter: QPainter, shown: Shown) -> None:
        number = shown.block.blockNumber()
        whole = QRectF(0, shown.top, self.width, shown.height)
        if number in self.lit:
            painter.fillRect(whole, QColor(self.colours.lit))
            painter.fillRect(QRectF(0, shown.top, 3, shown.height), QColor(self.colours.lit_bar))
        elif number == self.line_here:
            painter.fillRect(whole, QColor(self.colours.line))

    def _paint_guides(self, painter: QPainter, shown: Shown, guides: int) -> None:
        if not self.blank_px:
            return
        left = shown.left + shown.block.document().documentMargin()
        for column in range(0, guides, STEP):
            x = round(left + column * self.blank_px)
            painter.fillRect(QRectF(x, shown.top, 1, shown.height), QColor(self.colours.guide))

    def _paint_boxes(self, painter: QPainter, boxes: Iterable[QRectF], fill: str, frame: str) -> None:
        painter.setBrush(QColor(fill))
        painter.setPen(QColor(frame))
        for box in boxes:
            painter.drawRect(box.adjusted(-0.5, 0.5, 0.5, -1.5))


def guide_columns(block: QTextBlock) -> int:
    """Up to which column the guides of a line reach: its indentation, on a blank line that of the lines around it."""
    text = block.text()
    if not is_blank(text):
        return indent_of(text)
    return min((indent_of(text) for text in (_said(block, 1), _said(block, -1)) if text), default=0)


def _said(block: QTextBlock, way: int) -> str:
    for _far in range(20):
        block = block.next() if way > 0 else block.previous()
        if not block.isValid():
            return ""
        if not is_blank(block.text()):
            return block.text()
    return ""


def paint_underline(painter: QPainter, rects: Iterable[QRectF], severity: str, colours: Colours) -> None:
    """An error is a wave, a warning a row of dashes."""
    pen = QPen(QColor(colours.problems[severity]), 1.6)
    if severity != ERROR:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    for rect in rects:
        if severity == ERROR:
            painter.drawPolyline(QPolygonF(list(_wave(rect))))
        else:
            painter.drawLine(rect.bottomLeft() - QPointF(0, 1), rect.bottomRight() - QPointF(0, 1))


def _wave(rect: QRectF) -> Iterator[QPointF]:
    x, is_low = rect.left(), True
    while x < rect.right() + WAVE_PX and x < rect.left() + 4000:
        yield QPointF(min(x, max(rect.right(), rect.left() + WAVE_PX)), rect.bottom() - (1.0 if is_low else WAVE_PX))
        x, is_low = x + WAVE_PX, not is_low


def paint_fold(painter: QPainter, shown: Shown, colours: Colours) -> None:
    """Behind a folded line: three points in a frame say that lines are hidden."""
    height = shown.row_height
    box = QRectF(shown.text_end + height * 0.4, shown.top + height * 0.2, height * 1.3, height * 0.6)
    painter.setPen(QColor(colours.number))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    painter.setBrush(QColor(colours.number))
    for step in (-1, 0, 1):
        painter.drawEllipse(box.center() + QPointF(step * height * 0.3, 0), height * 0.06, height * 0.06)
