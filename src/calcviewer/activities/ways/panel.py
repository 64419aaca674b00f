"""The list of paths or loops at the right side; the chosen one is lit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QListWidget, QListWidgetItem, QWidget

from calcviewer.i18n import _
from calcviewer.view.side_panel import SidePanel, wrapping_label


@dataclass(frozen=True)
class WaysState:
    """What the panel shows. `ends` are (id, label) of the steps to choose from; without any there is no choice."""

    heading: str
    note: str
    lines: tuple[str, ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    end: str = ""


class WaysPanel(SidePanel):
    """Signals: `end_chosen(id)`, `way_chosen(row)`, `closed`."""

    end_chosen = Signal(str)
    way_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.end = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.end.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.end.setMinimumContentsLength(12)
        completer = self.end.completer()
        assert completer is not None
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.end.activated.connect(lambda index: self.end_chosen.emit(self.end.itemData(index)))
        self.note = wrapping_label()
        self.ways = QListWidget()
        self.ways.setWordWrap(True)
        self.ways.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.ways.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.ways.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ways.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.ways.currentRowChanged.connect(self.way_chosen)
        for widget in (self.end, self.note, self.ways):
            self.column.addWidget(widget, 1 if widget is self.ways else 0)

    def show_state(self, state: WaysState, row: int) -> None:
        """Shows the list with this row chosen; says nothing back."""
        self.name(state.heading)
        self.ways.setAccessibleName(state.heading)
        self.end.setAccessibleName(_("The step where the paths end"))
        self._offer(state.ends, state.end)
        self.note.setText(state.note)
        with QSignalBlocker(self.ways):
            self.ways.clear()
            for words in state.lines:
                QListWidgetItem(words, self.ways)
            self.ways.setCurrentRow(row)

    def _offer(self, ends: Sequence[tuple[str, str]], chosen: str) -> None:
        self.end.setVisible(bool(ends))
        with QSignalBlocker(self.end):
            self.end.clear()
            for step, label in ends:
                self.end.addItem(label, step)
            self.end.setCurrentIndex(self.end.findData(chosen) if chosen else -1)
            edit = self.end.lineEdit()
            if edit is not None:
                edit.setPlaceholderText(_("Choose or type a step, or click it"))
