"""The treatments of a diagram to be ticked, each with its effect and evidence in view."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from calcviewer.i18n import _
from calcviewer.view.side_panel import wrapping_label


@dataclass(frozen=True)
class TreatmentRow:
    """One treatment: its effect and evidence stand in a line `below`; the caution is told when asked for."""

    id: str
    label: str
    below: str
    caution: str
    is_on: bool


class TreatmentList(QScrollArea):
    """A column of boxes to tick, with words that are broken where the panel ends. Emits `toggled(id)`."""

    toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatments")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.boxes: dict[str, QCheckBox] = {}
        self._labels: dict[QObject, QCheckBox] = {}
        self._rows: tuple[TreatmentRow, ...] = ()

    def show_rows(self, rows: Sequence[TreatmentRow]) -> bool:
        """Shows these rows; the same ones keep their boxes and the keyboard's place. Whether there are others now."""
        words = [(row.id, row.label, row.below, row.caution) for row in rows]
        is_other = words != [(row.id, row.label, row.below, row.caution) for row in self._rows]
        self._rows = tuple(rows)
        if is_other:
            self._build(rows)
        for row in rows:
            with QSignalBlocker(self.boxes[row.id]):
                self.boxes[row.id].setChecked(row.is_on)
        self.setVisible(bool(rows))
        return is_other

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the words is a click on the box before them."""
        if event.type() == QEvent.Type.MouseButtonRelease and watched in self._labels:
            self._labels[watched].click()
        return super().eventFilter(watched, event)

    def _build(self, rows: Sequence[TreatmentRow]) -> None:
        had_focus = next((name for name, box in self.boxes.items() if box.hasFocus()), "")
        column = QWidget()
        grid = QGridLayout(column)
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows), 1)
        self.boxes, self._labels = {}, {}
        for at, row in enumerate(rows):
            box, label = QCheckBox(), wrapping_label()
            label.setText(f"{row.label}\n{row.below}")
            label.installEventFilter(self)
            for widget in (box, label):
                widget.setToolTip(row.caution)
            box.setAccessibleName(f"{row.label}. {row.below}")
            box.setAccessibleDescription(row.caution)
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            box.toggled.connect(lambda _checked=False, name=row.id: self.toggled.emit(name))
            grid.addWidget(box, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, at, 1)
            self.boxes[row.id], self._labels[label] = box, box
        self.setAccessibleName(_("Treatments to switch on"))
        self.setWidget(column)
        column.show()
        if had_focus in self.boxes:
            self.boxes[had_focus].setFocus()
