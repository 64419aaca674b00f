"""The bar above the drawing while something is lit: what it is, in words, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
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
from calcviewer.view.flow import FlowLayout, rows_needed

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

BEHIND_ONE = ("solo", "neighbours", "in-words")
MOST_ROWS = 2
SIDE_PX, GAP_PX = 12, 4
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
        choices = FlowLayout(gap_px=GAP_PX)
        for way, button in self.directions.items():
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, way=way: self.direction_chosen.emit(way))
            choices.addWidget(button)
        choices.addWidget(self.limit)
        for name, push in self.buttons.items():
            push.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            choices.addWidget(push)
        self.more = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setText("…")
        self.more.setMenu(QMenu(self.more))
        choices.addWidget(self.more)
        self._offered: frozenset[str] = frozenset()
        self._has_direction = False
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE_PX, 4, 6, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(choices)
        self.hide()

    def show_state(self, state: BarState) -> None:
        """Shows the bar as `state` says, in the language of the moment."""
        self._name_everything()
        self.sentence.setText(visible(state.sentence, MOST_LETTERS))
        self.sentence.setToolTip(state.sentence)
        self._has_direction = state.direction is not None and not state.is_alone
        for way, button in self.directions.items():
            button.setVisible(self._has_direction)
            button.setChecked(way == state.direction)
        self.limit.setVisible(self._has_direction)
        self.limit.setCurrentIndex(max(self.limit.findData(state.limit or 0), 0))
        offered = {"solo": not state.is_alone, "neighbours": self._has_direction}
        offered |= {"in-words": True, "whole": state.is_alone}
        self._offered = frozenset(name for name, is_offered in offered.items() if is_offered)
        self.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many buttons as two rows hold."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the bar is narrow, what the menu offers as well goes behind one button; the drawing needs the room."""
        ways: list[QWidget] = [*self.directions.values(), self.limit] if self._has_direction else []
        offered = [push for name, push in self.buttons.items() if name in self._offered]
        is_narrow = rows_needed([*ways, *offered], self.width() - 2 * SIDE_PX, GAP_PX) > MOST_ROWS
        for name, push in self.buttons.items():
            push.setVisible(name in self._offered and not (is_narrow and name in BEHIND_ONE))
        self.more.setVisible(is_narrow)

    def _name_everything(self) -> None:
        self.close_button.setToolTip(_("End the tracing"))
        self.close_button.setAccessibleName(_("End the tracing"))
        for way, button in self.directions.items():
            button.setText(_(DIRECTIONS[way]))
        for name, push in self.buttons.items():
            push.setText(_(BUTTONS[name]))
        self.limit.setAccessibleName(_("How far"))
        self.more.setAccessibleName(_("More"))
        self.more.setToolTip(_("More"))
        menu = self.more.menu()
        menu.clear()
        for name in BEHIND_ONE:
            menu.addAction(_(BUTTONS[name]), partial(self.asked.emit, name))
        with QSignalBlocker(self.limit):
            self.limit.clear()
            self.limit.addItem(_("all the way"), 0)
            for steps in range(1, FARTHEST_CHOICE + 1):
                self.limit.addItem(ngettext("{n} step", "{n} steps", steps).format(n=steps), steps)
