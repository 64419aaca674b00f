"""Earlier versions of a file: which there are, what each differs in, as elements of the drawing and as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidgetItem, QPushButton, QSplitter, QWidget

from calcviewer.core.differences import Line
from calcviewer.editor.difference_view import DifferenceView
from calcviewer.editor.list_style import list_style, wrapping_list
from calcviewer.i18n import N_, _
from calcviewer.layout.theme import Theme
from calcviewer.view.side_panel import SidePanel, wrapping_label

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
SIGNS = {ADDED: "+", REMOVED: "−", CHANGED: "≠"}
WORDS = {ADDED: N_("{label}: added since"), REMOVED: N_("{label}: removed since"), CHANGED: N_("{label}: changed")}
ROLE = Qt.ItemDataRole.UserRole
SHARES = (3, 3, 6)


@dataclass(frozen=True)
class VersionRow:
    """One version to choose. `when` and `size` are words; `number` is what the signals name it by."""

    number: int
    when: str
    size: str


@dataclass(frozen=True)
class ChangedElement:
    """A step, arrow or treatment that the text of now has, or has not, or has otherwise than that version."""

    id: str
    sort: str
    label: str


@dataclass(frozen=True)
class Comparison:
    """What the text of now differs in from the chosen version. `note` says what the lists cannot."""

    lines: tuple[Line, ...] = ()
    elements: tuple[ChangedElement, ...] = ()
    note: str = ""


class VersionsPanel(SidePanel):
    """Asks by signals; `version_chosen` wants a comparison, `marks_wanted` the changes on the drawing or none."""

    version_chosen = Signal(int)
    restore_wanted = Signal(int)
    element_chosen = Signal(str)
    marks_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = wrapping_label()
        self.versions, self.elements, self.text = wrapping_list(), wrapping_list(), DifferenceView()
        self.marks = QCheckBox()
        self.marks.toggled.connect(self.marks_wanted)
        self.restore_button = QPushButton()
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setChildrenCollapsible(False)
        for number, part in enumerate((self.versions, self.elements, self.text)):
            self.parts.addWidget(part)
            self.parts.setStretchFactor(number, SHARES[number])
        self.column.addWidget(self.note)
        self.column.addWidget(self.parts, 1)
        self.column.addWidget(self.marks)
        self.column.addWidget(self.restore_button)
        self.versions.currentItemChanged.connect(self._on_version)
        self.elements.itemActivated.connect(self._on_element)
        self.elements.itemClicked.connect(self._on_element)
        self.restore_button.clicked.connect(self._on_restore)
        self.retranslate()

    @property
    def version(self) -> int | None:
        """The number of the chosen version."""
        item: QListWidgetItem | None = self.versions.currentItem()
        return None if item is None else int(item.data(ROLE))

    def retranslate(self) -> None:
        """Every word that does not come from outside, in the language of the moment."""
        self.name(_("Earlier versions"))
        self.versions.setAccessibleName(_("Earlier versions, the newest first"))
        self.elements.setAccessibleName(_("What changed in the drawing"))
        self.text.setAccessibleName(_("What changed in the text"))
        self.text.setAccessibleDescription(_("− stands before a line of that version, + before one of now."))
        self.marks.setText(_("Mark the changes in the drawing"))
        self.restore_button.setText(_("Restore this version"))
        self.restore_button.setAccessibleDescription(_("Undo brings back what stands there now."))
        self.restore_button.setToolTip(_("Undo brings back what stands there now."))

    def set_theme(self, theme: Theme) -> None:
        """The colours of the moment."""
        self.setStyleSheet(list_style(theme, self.fontMetrics().height()))
        self.text.set_theme(theme)

    def show_versions(self, rows: Sequence[VersionRow]) -> None:
        """Lists the versions and chooses the newest, which says so; without any, the panel says when there will be."""
        kept = self.version
        with QSignalBlocker(self.versions):
            self.versions.clear()
            for row in rows:
                item = QListWidgetItem(f"{row.when}  ·  {row.size}", self.versions)
                item.setData(ROLE, row.number)
        for widget in (self.parts, self.marks, self.restore_button):
            widget.setVisible(bool(rows))
        self.show_comparison(Comparison())
        if not rows:
            self.note.setText(_("There is no earlier version yet. Whenever you save, what the file held is kept here."))
            return
        numbers = [row.number for row in rows]
        self.versions.setCurrentRow(numbers.index(kept) if kept in numbers else 0)

    def show_comparison(self, found: Comparison) -> None:
        """What differs from the chosen version."""
        self.note.setText(found.note)
        self.note.setVisible(bool(found.note))
        self.elements.clear()
        for element in found.elements:
            words = _(WORDS[element.sort]).format(label=element.label)
            item = QListWidgetItem(f"{SIGNS[element.sort]}  {words}", self.elements)
            item.setData(ROLE, element.id)
        self.elements.setVisible(bool(found.elements))
        self.text.setVisible(bool(found.lines))
        self.marks.setEnabled(bool(found.elements))
        self.text.show_lines(found.lines)

    def _on_version(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.version_chosen.emit(item.data(ROLE))

    def _on_element(self, item: QListWidgetItem) -> None:
        self.element_chosen.emit(item.data(ROLE))

    def _on_restore(self) -> None:
        if self.version is not None:
            self.restore_wanted.emit(self.version)
