"""How a text looks while it is edited: colours, gutter, folds, underlines, lit lines. Keys are in `text_editor`.

Only what is in view is ever coloured, measured or painted.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from calcviewer.core.problems import Problem
from calcviewer.editor import closing
from calcviewer.editor.colours import Colours, colours
from calcviewer.editor.finding import Hit
from calcviewer.editor.folds import Folds
from calcviewer.editor.gutter import Gutter, Row
from calcviewer.editor.highlighter import Highlighter
from calcviewer.editor.indentation import STEP
from calcviewer.editor.lexer import START, State
from calcviewer.editor.painting import NO_LINES, Ground, guide_columns, paint_fold, paint_underline
from calcviewer.editor.places_on_screen import Shown
from calcviewer.editor.underlines import Underlines
from calcviewer.layout.theme import LIGHT, Theme

BASE_POINTS = 10.5
ZOOM_STEPS = (50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
MOST_COLOURED = 500
"""So many lines at most get their colours at once: between two in view may lie long folds."""
BRACKETS_NEAR = 20
"""So many lines up and down the partner of a bracket is looked for."""


class DrawnText(QPlainTextEdit):
    """Shows a document as lines with numbers and colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("textEditor")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._colours: Colours = colours(LIGHT.name)
        self._text_size, self._zoom, self._is_plain = 100, ZOOM_STEPS.index(100), False
        self._lit, self._line_here = NO_LINES, 0
        self._brackets: Sequence[tuple[int, int]] = ()
        self._highlighter: Highlighter | None = None
        self._follow(self.document())
        self.gutter = Gutter(self._rows, self)
        self.gutter.fold_toggled.connect(self._toggle_fold)
        self.updateRequest.connect(self._on_update)
        self.blockCountChanged.connect(self._on_count)
        self.cursorPositionChanged.connect(self._on_cursor)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._apply_font()

    # -- what is shown

    def set_document(self, document: QTextDocument) -> None:
        """Shows another document, whose history stays its own. Its layout must be a `QPlainTextDocumentLayout`."""
        if document is self.document():
            return
        self._let_go()
        self._follow(document)  # before the editor tells where the cursor is
        self._lit, self._brackets, self._line_here = NO_LINES, (), 0
        self.setDocument(document)
        self._document = document  # what Python has forgotten the binding deletes, whatever widget shows it
        self._apply_font()
        self._on_count()
        self._on_cursor()

    def _follow(self, document: QTextDocument) -> None:
        self._folds, self.underlines = Folds(document), Underlines(document)
        if isinstance(document.documentLayout(), QPlainTextDocumentLayout) and not self._is_plain:
            self._highlighter = Highlighter(document, self)
            self._highlighter.set_colours(self._colours)
            self._highlighter.learnt.connect(self.viewport().update)
        document.contentsChange.connect(self._mend_folds)

    def _let_go(self) -> None:
        self.document().contentsChange.disconnect(self._mend_folds)
        if self._highlighter is not None:
            self._highlighter.stop()
            self._highlighter.deleteLater()
            self._highlighter = None

    def set_is_plain(self, is_plain: bool) -> None:
        """Too long a text for colours and folds is shown without them."""
        if is_plain != self._is_plain:
            self._is_plain = is_plain
            self._folds.unfold_all()
            self._let_go()
            self._follow(self.document())
            self.viewport().update()
            self.gutter.update()

    def set_theme(self, theme: Theme) -> None:
        """Everything in the colours of a theme."""
        self._colours = colours(theme.name)
        shown = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.page),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Highlight, theme.accent),
            (QPalette.ColorRole.HighlightedText, theme.on_accent),
        ):
            shown.setColor(role, QColor(colour))
        self.setPalette(shown)
        self.gutter.set_colours(self._colours)
        if self._highlighter is not None:
            self._highlighter.set_colours(self._colours)
        self.viewport().update()

    def set_text_size(self, percent: int) -> None:
        """The size of the text in the panels, 80 to 250 %; the zoom of the editor comes on top."""
        self._text_size = percent
        self._apply_font()

    def zoom(self, steps: int) -> None:
        """Larger or smaller by so many steps; 0: as the other panels."""
        most = len(ZOOM_STEPS) - 1
        self._zoom = min(max(self._zoom + steps, 0), most) if steps else ZOOM_STEPS.index(100)
        self._apply_font()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Underlines and marks for the problems of the text as it was read."""
        self.underlines.set_problems(problems)
        self.viewport().update()
        self.gutter.update()

    def set_lines_lit(self, first: int, last: int) -> None:
        """Tints the lines of what is selected, from 1; 0, 0: none."""
        self._lit = range(first - 1, last) if first else NO_LINES
        self.viewport().update()

    # -- lines

    def begin(self, block: QTextBlock) -> State:
        """In what state a line begins; a text without colours is taken as it comes."""
        return self._highlighter.begin(block) if self._highlighter is not None else START

    def shown_lines(self, top: float, bottom: float) -> Iterator[Shown]:
        """The lines in view between two heights of the viewport, laid out."""
        layout = self.document().documentLayout()
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        y = self.blockBoundingGeometry(block).translated(offset).top()
        while block.isValid() and y <= bottom:
            if not block.isVisible():  # a fold may hide thousands of lines
                block = self._beyond(block)
                continue
            height = layout.blockBoundingRect(block).height()
            if y + height >= top:
                yield Shown(block, offset.x(), y, height)
            y += height
            block = block.next()

    def _beyond(self, hidden: QTextBlock) -> QTextBlock:
        """The line behind those that are folded away with this one."""
        found = self.document().findBlockByLineNumber(hidden.firstLineNumber())
        return found if found.blockNumber() > hidden.blockNumber() else hidden.next()

    def hits(self, block: QTextBlock) -> Sequence[Hit]:
        """The stretches of a line that somebody looks for."""
        return ()

    def _rows(self, top: float, bottom: float) -> Iterator[Row]:
        for shown in self.shown_lines(top, bottom):
            block = shown.block
            can_fold = not self._is_plain and self._folds.can_fold(block)
            problems = self.underlines.on_line(block)
            yield Row(
                shown,
                self._folds.is_folded(block) if can_fold else None,
                problems,
                block.blockNumber() == self._line_here,
            )

    def _colour_view(self) -> None:
        if self._highlighter is None:
            return
        block = self.firstVisibleBlock()
        first = last = block.blockNumber()
        rows = self.viewport().height() // max(self.fontMetrics().height(), 1) + 1
        while rows and block.isValid():
            if block.isVisible():
                last, rows, block = block.blockNumber(), rows - 1, block.next()
            else:
                block = self._beyond(block)
        self._highlighter.colour_lines(first, min(last, first + MOST_COLOURED))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """What lies under the words, the words, what lies over them."""
        self._colour_view()
        lines = list(self.shown_lines(event.rect().top(), event.rect().bottom()))
        painter = QPainter(self.viewport())
        self._ground().paint(painter, ((line, self.hits(line.block), guide_columns(line.block)) for line in lines))
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_over(painter, lines)
        painter.end()

    def _ground(self) -> Ground:
        blank = 0.0 if self._is_plain else self._blank_px
        here = self._line_here if not self.textCursor().hasSelection() else -1
        return Ground(self._colours, self.viewport().width(), blank, here, self._lit, self._brackets)

    def _paint_over(self, painter: QPainter, lines: Sequence[Shown]) -> None:
        if not lines:
            return
        by_number = {line.block.blockNumber(): line for line in lines}
        for item in self.underlines.in_lines(min(by_number), max(by_number)):
            start, end = item.cursor.selectionStart(), item.cursor.selectionEnd()
            line = by_number.get(self.document().findBlock(start).blockNumber())
            if line is not None:
                at = line.block.position()
                rects = line.rects(start - at, min(end - at, line.block.length() - 1))
                paint_underline(painter, rects, item.problem.severity, self._colours)
        for line in lines:
            if self._folds.is_folded(line.block):
                paint_fold(painter, line, self._colours)

    # -- what follows from what

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The gutter is as high as the text."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Gives the gutter its room, and more on top where there is something there."""
        top, width = self.room_on_top(), self.gutter.sizeHint().width()
        self.setViewportMargins(width, top, 0, 0)
        area = self.contentsRect()
        self.gutter.setGeometry(QRect(area.left(), area.top() + top, width, area.height() - top))

    def room_on_top(self) -> int:
        """How many px the text leaves free above it."""
        return 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What comes into view has its colours before it is painted."""
        super().scrollContentsBy(dx, dy)
        self._colour_view()

    def _on_update(self, rect: QRect, dy: int) -> None:
        if dy:
            self.gutter.scroll(0, dy)
        else:
            self.gutter.update(0, rect.y(), self.gutter.width(), rect.height())

    def _on_count(self) -> None:
        if self.gutter.set_count(self.blockCount()):
            self.arrange()

    def _on_cursor(self) -> None:
        cursor = self.textCursor()
        self._folds.reveal(cursor.block())
        here, before = cursor.blockNumber(), self._line_here
        brackets = self._matching()
        is_same = here == before and brackets == self._brackets
        self._line_here, self._brackets = here, brackets
        if not is_same or cursor.hasSelection():
            self.viewport().update()
            self.gutter.update()

    def _matching(self) -> Sequence[tuple[int, int]]:
        """The bracket at the cursor, and the one that belongs to it."""
        cursor, document = self.textCursor(), self.document()
        block, column = cursor.block(), cursor.position() - cursor.block().position()
        text = block.text()
        at = next((i for i in (column, column - 1) if 0 <= i < len(text) and text[i] in "[]{}"), None)
        if at is None or self._highlighter is None or not text.isascii():
            return ()
        number = block.blockNumber()
        for near in (0, BRACKETS_NEAR):
            first = max(number - near, 0)
            blocks = [document.findBlockByNumber(one) for one in range(first, number + near + 1)]
            lines = [(one.text(), self._highlighter.tokens(one)) for one in blocks if one.isValid()]
            partner = closing.match(lines, number - first, at)
            if partner is not None:
                return (number, at), (first + partner[0], partner[1])
        return ()

    def _mend_folds(self, at: int, _removed: int, added: int) -> None:
        document = self.document()
        first, last = document.findBlock(at), document.findBlock(at + added)
        if self._folds.mend(first, last if last.isValid() else document.lastBlock()):
            self.viewport().update()

    # -- folds

    def fold(self, block: QTextBlock) -> bool:
        """Folds what belongs to a line; a cursor in there goes to the end of that line."""
        if self._is_plain or not self._folds.fold(block):
            return False
        self._to_visible_line()
        self.gutter.update()
        return True

    def unfold(self, block: QTextBlock) -> bool:
        """Shows what is hidden below a line; whether anything was."""
        self.gutter.update()
        return self._folds.unfold(block)

    def reveal(self, block: QTextBlock) -> bool:
        """Shows a line, whatever hides it; whether anything did."""
        self.gutter.update()
        return self._folds.reveal(block)

    def fold_here(self) -> None:
        """Folds what belongs to the line of the cursor, or else what that line belongs to."""
        block = self.textCursor().block()
        while block.isValid() and not (block.isVisible() and not self._folds.is_folded(block) and self.fold(block)):
            block = self._folds.above(block)

    def unfold_here(self) -> None:
        """Shows what is hidden below the line of the cursor."""
        self.unfold(self.textCursor().block())

    def fold_all(self) -> None:
        """Folds every step, arrow and so on."""
        if not self._is_plain:
            self._folds.fold_all()
            self._to_visible_line()
            self.gutter.update()

    def unfold_all(self) -> None:
        """Shows every line."""
        self._folds.unfold_all()
        self.gutter.update()

    def _toggle_fold(self, number: int) -> None:
        block = self.document().findBlockByNumber(number)
        if not self.unfold(block):
            self.fold(block)

    def _to_visible_line(self) -> None:
        block = self.textCursor().block()
        if block.isVisible():
            return
        while not block.isVisible() and block.previous().isValid():
            block = block.previous()
        cursor = self.textCursor()
        cursor.setPosition(block.position() + block.length() - 1)
        self.setTextCursor(cursor)

    def _apply_font(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setFixedPitch(True)
        font.setPointSizeF(BASE_POINTS * self._text_size / 100 * ZOOM_STEPS[self._zoom] / 100)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.gutter.setFont(font)
        self._blank_px = QFontMetricsF(font).horizontalAdvance(" ")
        self.setTabStopDistance(STEP * self._blank_px)
        self.setCursorWidth(max(2, round(font.pointSizeF() / 7)))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.arrange()
