"""The panel of What-if: treatments to tick, what is blocked and cut, the answer in words, and A against B."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from calcviewer.activities.what_if.question import SLOTS
from calcviewer.activities.what_if.treatments import TreatmentList, TreatmentRow
from calcviewer.core.in_words import NOTICE
from calcviewer.core.problems import visible
from calcviewer.i18n import _
from calcviewer.layout.theme import Theme
from calcviewer.view.details import Details
from calcviewer.view.flow import FlowLayout
from calcviewer.view.side_panel import SidePanel, wrapping_label
from calcviewer.view.story import Part

LEAST_WIDTH_PX, LEAST_HEIGHT_PX = 280, 48
CHIP_LENGTH = 28
SHARES = [220, 420]


@dataclass(frozen=True)
class PanelState:
    """What the panel shows. `chips` are (id, label) of what is blocked or cut by hand."""

    treatments: tuple[TreatmentRow, ...]
    chips: tuple[tuple[str, str], ...]
    summary: str
    parts: tuple[Part, ...]
    at: int = 0
    is_comparing: bool = False
    is_empty: bool = True


class WhatIfPanel(SidePanel):
    """Signals: `toggled(id)`, `slot_chosen(0 or 1)`, `asked(action)`, `link_activated(link)`, `closed`."""

    toggled = Signal(str)
    slot_chosen = Signal(int)
    asked = Signal(str)
    link_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.treatments = TreatmentList()
        self.treatments.toggled.connect(self.toggled)
        self.answer = Details(theme)
        self.answer.setObjectName("answer")
        self.answer.link_activated.connect(self.link_activated)
        for widget in (self.treatments, self.answer):
            widget.setMinimumHeight(LEAST_HEIGHT_PX)
        self.summary, self.notice = wrapping_label(), wrapping_label()
        self.notice.setProperty("isQuiet", True)
        self._chips = FlowLayout()
        self.chips: dict[str, QPushButton] = {}
        self.keep, self.alone, self.reset = QPushButton(), QPushButton(), QPushButton()
        self.keep.clicked.connect(lambda: self.asked.emit("compare"))
        self.alone.clicked.connect(lambda: self.asked.emit("stop-comparing"))
        self.reset.clicked.connect(lambda: self.asked.emit("reset"))
        self._slots = QButtonGroup(self)
        self.slots = tuple(QToolButton() for _name in SLOTS)
        for at, button in enumerate(self.slots):
            button.setText(SLOTS[at])
            button.setCheckable(True)
            self._slots.addButton(button)
            button.clicked.connect(lambda _checked=False, at=at: self.slot_chosen.emit(at))
        self._lay_out()

    def _lay_out(self) -> None:
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, 6)
        upper.addWidget(self.treatments, 1)
        upper.addLayout(self._chips)
        choices = FlowLayout()
        for widget in (*self.slots, self.keep, self.alone, self.reset):
            choices.addWidget(widget)
        bottom = QWidget()
        lower = QVBoxLayout(bottom)
        lower.setContentsMargins(0, 6, 0, 0)
        lower.addLayout(choices)
        lower.addWidget(self.summary)
        lower.addWidget(self.answer, 1)
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.addWidget(top)
        self.halves.addWidget(bottom)
        self.halves.setSizes(SHARES)
        self.halves.setChildrenCollapsible(False)
        self.column.addWidget(self.halves, 1)
        self.column.addWidget(self.notice)

    def show_state(self, state: PanelState, languages: tuple[str, ...]) -> None:
        """Shows everything as `state` says, in the language of the moment; says nothing back."""
        self._name_everything()
        self._show_treatments(state.treatments)
        self._show_chips(state.chips)
        for at, button in enumerate(self.slots):
            button.setVisible(state.is_comparing)
            button.setChecked(at == state.at)
        self.keep.setVisible(not state.is_comparing and not state.is_empty)
        self.alone.setVisible(state.is_comparing)
        self.reset.setVisible(not state.is_empty)
        self.summary.setText(state.summary)
        self.answer.show_story(state.parts, languages[:1], {})

    def set_theme(self, theme: Theme) -> None:
        """The answer in other colours."""
        self.answer.set_theme(theme)

    def _name_everything(self) -> None:
        self.name(_("What if …?"))
        self.answer.setAccessibleName(_("Answer"))
        self.notice.setText(_(NOTICE))
        self.keep.setText(_("Compare"))
        self.keep.setToolTip(_("Keeps this as A; what you change then is B"))
        self.alone.setText(_("Stop comparing"))
        self.reset.setText(_("Reset"))
        self.reset.setToolTip(_("Takes every block and treatment back"))
        for name, button in zip(SLOTS, self.slots, strict=True):
            button.setToolTip(_("Show {name} in the drawing, and change it").format(name=name))
            button.setAccessibleName(_("Show {name} in the drawing, and change it").format(name=name))

    def _show_treatments(self, rows: Sequence[TreatmentRow]) -> None:
        """The list takes no more room than it needs, and no more than its share."""
        is_other, column, needed = self.treatments.show_rows(rows), self.treatments.widget(), LEAST_HEIGHT_PX
        if rows and column is not None:
            needed += column.heightForWidth(max(self.treatments.width(), LEAST_WIDTH_PX))
        if is_other or not rows:
            self.halves.setSizes([min(needed, SHARES[0]), sum(SHARES) - min(needed, SHARES[0])])

    def _show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        had_focus = any(chip.hasFocus() for chip in self.chips.values())
        for chip in self.chips.values():
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for element, label in chips:
            chip = QPushButton(f"{visible(label, CHIP_LENGTH)}  ✕".replace("&", "&&"))
            chip.setProperty("isChip", True)
            chip.setAccessibleName(_("Lift: {name}").format(name=label))
            chip.setToolTip(_("Lift: {name}").format(name=label))
            chip.clicked.connect(lambda _checked=False, element=element: self.toggled.emit(element))
            self._chips.addWidget(chip)
            chip.show()
            self.chips[element] = chip
        if had_focus:
            next(iter(self.chips.values()), self.answer).setFocus()
