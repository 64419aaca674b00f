"""The strip at the left of the text: numbers of lines, marks of problems, marks to fold. Keys do the same."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from calcviewer.core.problems import ERROR, Problem
from calcviewer.editor.colours import Colours
from calcviewer.editor.places_on_screen import Shown
from calcviewer.i18n import _

LEAST_DIGITS = 3


class Row(NamedTuple):
    """A line beside which the gutter stands: `fold` is None where nothing can be folded, else whether it is."""

    shown: Shown
    fold: bool | None
    problems: Sequence[Problem]
    is_here: bool


class Gutter(QWidget):
    """Emits `fold_toggled` and `line_chosen` with a line from 0. `rows(top, bottom)` gives what is in view."""

    fold_toggled = Signal(int)
    line_chosen = Signal(int)

    def __init__(self, rows: Callable[[float, float], Iterable[Row]], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._colours: Colours | None = None
        self._digits = LEAST_DIGITS
        self.setMouseTracking(True)

    def set_colours(self, shown: Colours) -> None:
        """Paints in these."""
        self._colours = shown
        self.update()

    def set_count(self, lines: int) -> bool:
        """Room for numbers up to that one; whether it has become another room."""
        digits = max(len(str(lines)), LEAST_DIGITS)
        is_other = digits != self._digits
        self._digits = digits
        return is_other

    @property
    def mark_px(self) -> int:
        """The side of a mark."""
        return round(self.fontMetrics().height() * 0.9)

    def sizeHint(self) -> QSize:
        """Problem mark, number, fold mark."""
        return QSize(2 * self.mark_px + self.fontMetrics().horizontalAdvance("0") * self._digits + 8, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in view."""
        if self._colours is None:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.fillRect(event.rect(), QColor(self._colours.gutter))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in self._rows(event.rect().top(), event.rect().bottom()):
            self._paint_row(painter, row, self._colours)

    def _paint_row(self, painter: QPainter, row: Row, shown: Colours) -> None:
        mark, top, height = self.mark_px, row.shown.top, row.shown.row_height
        painter.setPen(QColor(shown.number_here if row.is_here else shown.number))
        number = QRectF(mark, top, self.width() - 2 * mark - 4, height)
        painter.drawText(number, Qt.AlignmentFlag.AlignRight, str(row.shown.block.blockNumber() + 1))
        painter.setPen(Qt.PenStyle.NoPen)
        middle = top + height / 2
        if row.problems:
            severity = row.problems[0].severity
            painter.setBrush(QColor(shown.problems[severity]))
            _paint_problem(painter, QPointF(mark / 2 + 1, middle), mark * 0.36, is_error=severity == ERROR)
        if row.fold is not None:
            painter.setBrush(QColor(shown.number_here if row.fold else shown.number))
            _paint_chevron(painter, QPointF(self.width() - mark / 2 - 1, middle), mark * 0.26, is_folded=row.fold)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On a fold mark it folds, elsewhere it chooses the line."""
        row = self._row_at(event.position().y())
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        number = row.shown.block.blockNumber()
        if row.fold is not None and event.position().x() >= self.width() - self.mark_px - 4:
            self.fold_toggled.emit(number)
        else:
            self.line_chosen.emit(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more; the text does not hear of it."""
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Under the pointer, the words of the problem or what the fold mark does."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row_at(event.pos().y())
            QToolTip.showText(event.globalPos(), self._words(row, event.pos().x()) if row else "", self)
            return True
        return super().event(event)

    def _words(self, row: Row, x: float) -> str:
        if row.fold is not None and x >= self.width() - self.mark_px - 4:
            return _("Unfold (Ctrl+Shift+])") if row.fold else _("Fold (Ctrl+Shift+[)")
        return "\n".join(problem.message for problem in row.problems)

    def _row_at(self, y: float) -> Row | None:
        return next((row for row in self._rows(y, y) if row.shown.top <= y < row.shown.top + row.shown.height), None)


def _paint_problem(painter: QPainter, middle: QPointF, radius: float, *, is_error: bool) -> None:
    """An error is a disc, a warning a triangle."""
    if is_error:
        painter.drawEllipse(middle, radius, radius)
        return
    corners = ((0.0, -radius), (radius, radius * 0.8), (-radius, radius * 0.8))
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))


def _paint_chevron(painter: QPainter, middle: QPointF, radius: float, *, is_folded: bool) -> None:
    corners = ((-radius, -radius), (radius, 0.0), (-radius, radius))
    points = corners if is_folded else tuple((y, x) for x, y in corners)
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))
