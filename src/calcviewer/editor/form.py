"""The form of an element, made from a `FormState`. It asks for changes (`asks`) and never makes one."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from calcviewer.core.form_fields import FormRow, FormState, Sort
from calcviewer.core.problems import ERROR
from calcviewer.core.values import Path
from calcviewer.editor.field_rows import ROWS
from calcviewer.editor.form_row import FormAsks, RowWidget
from calcviewer.editor.form_style import form_style
from calcviewer.editor.help_strip import HelpStrip
from calcviewer.editor.signs import small_label
from calcviewer.i18n import _
from calcviewer.layout.shapes import ARROWS, BOXES
from calcviewer.layout.theme import Theme
from calcviewer.view.legend_icons import LEGEND_ICON, legend_icon

ALWAYS_SHOWN = frozenset({Sort.TEXT, Sort.CHOICE, Sort.CHOICES, Sort.NAME})
"""Fields of these sorts are shown even where the file does not have them; others wait under *More fields*."""


class ElementForm(QWidget):
    """Rows for the fields of one element. A row that is shown again keeps its cursor and what is being typed.

    Below them stands what the field means that somebody is in.
    """

    def __init__(
        self, theme: Theme, points: float = 11.0, has_heading: bool = True, parent: QWidget | None = None
    ) -> None:
        """`has_heading`: the form says itself what is edited."""
        super().__init__(parent)
        self._has_heading = has_heading
        self.setObjectName("form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.help = HelpStrip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.help)
        self.asks = FormAsks(self)
        self.state: FormState | None = None
        self.rows: list[RowWidget] = []
        self._shape: object = None
        self._icons: dict[str, QIcon] = {}
        self._is_all_shown = False
        self.set_look(theme, points)
        self._show_empty()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def set_look(self, theme: Theme, points: float) -> None:
        """The form in other colours, or with words of another size."""
        self._theme = theme
        self._icons.clear()
        self.setStyleSheet(form_style(theme, points))
        if self.state is not None:
            for widget in self.rows:
                widget.show_anew()

    def icon(self, kind: str) -> QIcon:
        """The picture of a kind, drawn once."""
        if kind not in self._icons:
            self._icons[kind] = legend_icon(kind, self._theme) if kind in BOXES or kind in ARROWS else QIcon()
        return self._icons[kind]

    def show_form(self, state: FormState | None) -> None:
        """Shows the form of an element as the file says it now; None: nothing is selected."""
        self.state = state
        if state is None:
            self._show_empty()
            return
        shape = _shape(state)
        if shape != self._shape:
            self._shape = shape
            self._build(state)
        self._name(state)
        for widget, row in zip(self.rows, state.rows, strict=True):
            widget.show_row(row, state)
        self._order_tabs()

    def take_focus(self) -> None:
        """The keyboard goes to the first field, or to the form itself where there is none."""
        page = self.area.widget()
        layout = page.layout() if page is not None else None
        first = next((one for one in _in_order(layout) if _takes_keys(one) and one.isVisible()), None)
        (first or self.area).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, path: Path, words: str) -> None:
        """Says at the field of that path why a change was not made; '' says nothing more of it."""
        alike = (widget for widget in self.rows if path[: len(widget.row.path)] == widget.row.path)
        widget = next(alike, None)
        if widget is not None and words:
            widget.refuse(words)
            self.area.ensureWidgetVisible(widget.refusal)
        elif widget is not None:
            widget.forgive()

    def tell(self) -> None:
        """Tells at once what was typed in any field."""
        from calcviewer.editor.words_edit import WordsEdit

        for edit in self.findChildren(WordsEdit):
            edit.tell()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Says what the field means that somebody came to."""
        widget = next((widget for widget in self.rows if now is not None and widget.isAncestorOf(now)), None)
        if widget is not None:
            self.help.show_help(f"{widget.row.label}: {widget.row.help}", now)

    # -- making it ------------------------------------------------------------------------------------------------

    def _show_empty(self) -> None:
        self._shape, self.rows = None, []
        words = small_label("isQuiet")
        words.setText(_("Select a step, an arrow or a treatment in the drawing, or choose above what to edit."))
        self._put([words])
        self.setAccessibleName(_("Form"))

    def _put(self, widgets: list[QWidget]) -> None:
        page = QWidget()
        page.setObjectName("formPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 10, 14, 10)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        self.area.setWidget(page)
        self.help.show_help("", None)

    def _build(self, state: FormState) -> None:
        self.heading, self.picture = small_label("isHeading"), QLabel()
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.picture)
        row.addWidget(self.heading, 1)
        self.problems = small_label("isWarning")
        self.rows = [ROWS[row.sort](self.asks, self.icon, row) for row in state.rows]
        self.more = QPushButton(flat=True)
        self.more.setCheckable(True)
        self.more.setChecked(self._is_all_shown)
        self.more.toggled.connect(self._show_more)
        self._quiet: list[QWidget] = []
        shown: list[QWidget] = [head, self.problems]
        for is_quiet in (False, True):
            heading = ""
            for widget in (widget for widget in self.rows if _is_quiet(widget.row, state) is is_quiet):
                target = self._quiet if is_quiet else shown
                if widget.row.heading not in ("", heading):
                    heading = widget.row.heading
                    title = small_label("isHeading")
                    title.setText(heading)
                    target.append(title)
                target.append(widget)
        self._put([*shown, self.more, *self._quiet])
        self._show_more(self._is_all_shown)
        self.area.verticalScrollBar().setValue(0)

    def _show_more(self, is_all: bool) -> None:
        self._is_all_shown = is_all
        count = sum(isinstance(widget, RowWidget) for widget in self._quiet)
        self.more.setText(_("Fewer fields") if is_all else _("More fields ({count})").format(count=count))
        self.more.setVisible(count > 0)
        for widget in self._quiet:
            widget.setVisible(is_all)

    def _name(self, state: FormState) -> None:
        entry = state.entry
        self.heading.setText(entry.label)
        has_picture = entry.kind in BOXES or entry.kind in ARROWS
        self.picture.setPixmap(
            self.icon(entry.kind).pixmap(LEGEND_ICON) if has_picture else QIcon().pixmap(QSize(1, 1))
        )
        self.picture.setVisible(has_picture and self._has_heading)
        self.heading.setVisible(self._has_heading)
        said = (f"{'⚠' if problem.severity == ERROR else '△'} {problem.message}" for problem in state.problems)
        self.problems.setText("\n".join(said))
        self.problems.setVisible(bool(state.problems))
        self.setAccessibleName(f"{_('Form')}: {entry.label}")

    def _order_tabs(self) -> None:
        """The Tab key goes from above to below, however the fields were made."""
        page = self.area.widget()
        layout = page.layout() if page is not None else None
        focusable = [widget for widget in _in_order(layout) if _takes_keys(widget)]
        for one, next_one in pairwise(focusable):
            QWidget.setTabOrder(one, next_one)


def _shape(state: FormState) -> object:
    """What makes two states the same form, so that its rows can stay."""
    depth = len(state.entry.path)
    rows = tuple((row.path[depth:], row.sort, row.heading) for row in state.rows)
    return state.record.name, state.entry.element or state.entry.path, rows


def _is_quiet(row: FormRow, state: FormState) -> bool:
    """Whether a field waits under *More fields*: not there yet, not needed, and seldom wanted."""
    if row.heading:
        return all(other.value is None for other in state.rows if other.heading == row.heading)
    return row.value is None and not row.is_required and row.sort not in ALWAYS_SHOWN


def _takes_keys(widget: QWidget) -> bool:
    """Whether the Tab key stops at a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _in_order(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout and of those inside of it, as they are laid out."""
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        widget = item.widget() if item is not None else None
        inner = widget.layout() if widget is not None else (item.layout() if item is not None else None)
        if widget is not None:
            yield widget
        yield from _in_order(inner)
