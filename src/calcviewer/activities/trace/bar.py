"""The bar above the drawing while something is lit: what it is, in words, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from calcviewer.activities.trace.tracing import FARTHEST_CHOICE
from calcviewer.core.problems import visible
from calcviewer.core.trace import Direction
from calcviewer.i18n import N_, _, ngettext
from calcviewer.view.flow import FlowLayout

DIRECTIONS: Mapping[Direction, str] = {
    Direction.CAUSES: N_("Its causes"),
    Direction.EFFECTS: N_("Its effects"),
    Direction.BOTH: N_("Both"),
}
BUTTONS: Mapping[str, str] = {
    "solo": N_("Only this"),
    "neighbours": N_("Only neighbours"),
    "in-words": N_("In words"),
    "whole": N_("Back to the whole diagram"),
}
"""Rows of the table of actions, under names that are short enough for a button."""

MOST_LETTERS = 110
"""The names of a long loop would fill the screen; the list beside has them all."""


@dataclass(frozen=True)
class BarState:
    """What the bar shows. `direction` is None while a path or a loop is lit: that has no direction to choose."""

    sentence: str
    direction: Direction | None = None
    limit: int | None = None
    is_alone: bool = False
    """Whether only what is lit is drawn."""


class TraceBar(QFrame):
    """Signals: `direction_chosen(Direction)`, `limit_chosen(int)` (0 is all the way), `asked(action)`."""

    direction_chosen = Signal(object)
    limit_chosen = Signal(int)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("traceBar")
        self.sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.close_button = QToolButton(autoRaise=True)
        self.close_button.setText("✕")
        self.close_button.clicked.connect(lambda: self.asked.emit("trace-end"))
        self._group = QButtonGroup(self)
        self.directions = {way: QToolButton() for way in DIRECTIONS}
        self.limit = QComboBox()
        self.limit.activated.connect(lambda index: self.limit_chosen.emit(self.limit.itemData(index)))
        self.buttons = {name: QPushButton() for name in BUTTONS}
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        choices = FlowLayout(gap_px=4)
        for way, button in self.directions.items():
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, way=way: self.direction_chosen.emit(way))
            choices.addWidget(button)
        choices.addWidget(self.limit)
        for name, push in self.buttons.items():
            push.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            choices.addWidget(push)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 6, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(choices)
        self.hide()

    def show_state(self, state: BarState) -> None:
        """Shows the bar as `state` says, in the language of the moment."""
        self._name_everything()
        self.sentence.setText(visible(state.sentence, MOST_LETTERS))
        self.sentence.setToolTip(state.sentence)
        for way, button in self.directions.items():
            button.setVisible(state.direction is not None and not state.is_alone)
            button.setChecked(way == state.direction)
        self.limit.setVisible(state.direction is not None and not state.is_alone)
        self.limit.setCurrentIndex(max(self.limit.findData(state.limit or 0), 0))
        self.buttons["solo"].setVisible(not state.is_alone)
        self.buttons["neighbours"].setVisible(state.direction is not None and not state.is_alone)
        self.buttons["whole"].setVisible(state.is_alone)
        self.show()

    def _name_everything(self) -> None:
        self.close_button.setToolTip(_("End the tracing"))
        self.close_button.setAccessibleName(_("End the tracing"))
        for way, button in self.directions.items():
            button.setText(_(DIRECTIONS[way]))
        for name, push in self.buttons.items():
            push.setText(_(BUTTONS[name]))
        self.limit.setAccessibleName(_("How far"))
        with QSignalBlocker(self.limit):
            self.limit.clear()
            self.limit.addItem(_("all the way"), 0)
            for steps in range(1, FARTHEST_CHOICE + 1):
                self.limit.addItem(ngettext("{n} step", "{n} steps", steps).format(n=steps), steps)
