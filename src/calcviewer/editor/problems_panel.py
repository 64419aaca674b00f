"""The problems of the text that is edited: what is wrong, in which line, and a button that mends it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from calcviewer.core.problems import ERROR, Problem
from calcviewer.i18n import _, ngettext
from calcviewer.layout.theme import LIGHT, Theme
from calcviewer.view.flow import FlowLayout
from calcviewer.view.side_panel import SidePanel, wrapping_label

ROW_LIMIT = 50
"""So many problems are shown at once; the others are counted until some are mended."""
MARKS = {ERROR: "✕", "warning": "!"}


class ProblemRow(QFrame):
    """One problem. Emits `place_chosen` with Enter or a click, `fix_chosen` with its button."""

    place_chosen = Signal(object)
    fix_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.mark = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.mark.setObjectName("problemMark")
        self.line = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.line.setObjectName("problemLine")
        self.words = wrapping_label()
        self.words.setMinimumWidth(0)
        self.fix = QPushButton()
        self.fix.clicked.connect(self._ask_for_fix)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark)
        head.addWidget(self.line, 1)
        below = QWidget()
        buttons = FlowLayout(below)
        buttons.addWidget(self.fix)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(below)
        self.problem: Problem | None = None

    def show_problem(self, problem: Problem) -> None:
        """Says what is wrong, and what the button would do."""
        self.problem = problem
        is_error = problem.severity == ERROR
        sort = _("Error") if is_error else _("Warning")
        line = _("Line {line}").format(line=problem.span.line)
        self.mark.setText(MARKS[problem.severity])
        self.mark.setProperty("isError", is_error)
        self.mark.style().polish(self.mark)
        self.line.setText(f"{line} · {sort}")
        self.words.setText(problem.message)
        self.words.setToolTip(problem.code)
        self.fix.setText(problem.fix_words.replace("&", "&&"))
        self.fix.setVisible(problem.fix is not None)
        self.fix.setAccessibleDescription(f"{line}. {problem.message}")
        self.setAccessibleName(f"{sort}. {line}. {problem.message}")
        self.setAccessibleDescription(problem.fix_words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the place."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._ask_for_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask_for_place()
        else:
            super().keyPressEvent(event)

    def _ask_for_place(self) -> None:
        if self.problem is not None:
            self.place_chosen.emit(self.problem.span)

    def _ask_for_fix(self) -> None:
        if self.problem is not None:
            self.fix_chosen.emit(self.problem)


class ProblemsPanel(SidePanel):
    """Signals: `place_chosen(Span)`, `fix_chosen(Problem)`, `closed`."""

    place_chosen = Signal(object)
    fix_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemsPanel")
        inside = QWidget()
        inside.setObjectName("problemRows")
        self._rows_column = QVBoxLayout(inside)
        self._rows_column.setContentsMargins(0, 0, 0, 0)
        self._rows_column.setSpacing(4)
        self.more = wrapping_label()
        self._rows_column.addWidget(self.more)
        self._rows_column.addStretch(1)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.column.addWidget(self.area, 1)
        self.rows: list[ProblemRow] = []
        self._problems: tuple[Problem, ...] = ()
        self.set_theme(LIGHT)
        self.set_problems(())

    def set_theme(self, theme: Theme) -> None:
        """The colours of the rows; errors and warnings differ by their marks too."""
        stop, less = theme.marks["stop"], theme.marks["less"]
        self.setStyleSheet(f"""
            #problemsPanel, #problemRows, #problemsPanel QScrollArea {{ background: {theme.page}; }}
            #problemsPanel QLabel {{ color: {theme.text}; }}
            #problem {{ background: {theme.card}; border: 2px solid {theme.card}; border-radius: 6px; }}
            #problem:hover {{ border-color: {theme.line}; }}
            #problem:focus {{ border-color: {theme.accent}; }}
            #problemLine {{ font-weight: bold; }}
            #problemMark {{ font-weight: bold; border: 2px solid {less}; color: {less}; border-radius: 4px;
                padding: 0px 5px; }}
            #problemMark[isError="true"] {{ background: {stop}; border-color: {stop}; color: {theme.page}; }}
        """)

    def set_problems(self, problems: Sequence[Problem], name: str = "") -> None:
        """Shows the problems of a file; `name` is its name. The row that has the keyboard keeps it."""
        found = tuple(problems)
        count = len(found)
        heading = ngettext("{count} problem", "{count} problems", count).format(count=count) if count else ""
        heading = heading or _("No problems")
        self.name(f"{name}: {heading}" if name else heading)
        if found == self._problems and self.rows:
            return
        self._problems = found
        shown = found[:ROW_LIMIT]
        while len(self.rows) < len(shown):
            self._add_row()
        for row, problem in zip(self.rows, shown, strict=False):
            row.show_problem(problem)
            row.show()
        for row in self.rows[len(shown) :]:
            row.hide()
        hidden = count - len(shown)
        further = ngettext("{count} further problem is not listed.", "{count} further problems are not listed.", hidden)
        self.more.setText(further.format(count=hidden))
        self.more.setVisible(hidden > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move from row to row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, ProblemRow):
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            place = self.rows.index(watched) + by
            if by and 0 <= place < min(len(self._problems), ROW_LIMIT):
                self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
                self.area.ensureWidgetVisible(self.rows[place])
                return True
        return False

    def sizeHint(self) -> QSize:
        """Room for about three problems."""
        return QSize(320, self.fontMetrics().height() * 12)

    def _add_row(self) -> None:
        row = ProblemRow()
        row.installEventFilter(self)
        row.place_chosen.connect(self.place_chosen)
        row.fix_chosen.connect(self.fix_chosen)
        self._rows_column.insertWidget(len(self.rows), row)
        self.rows.append(row)
