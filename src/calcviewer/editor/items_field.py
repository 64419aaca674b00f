"""A list in a form: its items one under the other, each with buttons that move or remove it, and one that adds."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from calcviewer.i18n import N_, _

W = TypeVar("W", bound=QWidget)
STEPS = {"up": (-1, "↑", N_("Move up")), "down": (1, "↓", N_("Move down"))}


class ItemSignals(QObject):
    """What somebody wants done with an item of the list."""

    moved = Signal(int, int)
    """From a place to a place."""
    removed = Signal(int)
    added = Signal()


class _Item(QWidget):
    """One item, its number, and its buttons."""

    def __init__(self, held: QWidget, is_stacked: bool) -> None:
        super().__init__()
        self.held = held
        self.number = QLabel()
        self.buttons = {name: QToolButton(autoRaise=True) for name in (*STEPS, "remove")}
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        row.addWidget(self.number, 1 if is_stacked else 0)
        if is_stacked:
            column.addWidget(held)
        else:
            row.addWidget(held, 1)
        for button in self.buttons.values():
            row.addWidget(button)

    def name(self, at: int, count: int, name: str) -> None:
        """Everything in words, and only what can be done."""
        self.number.setText(f"{at + 1}.")
        words = {wish: (sign, _(said)) for wish, (_step, sign, said) in STEPS.items()}
        words["remove"] = ("✕", _("Remove"))
        for wish, (sign, said) in words.items():
            self.buttons[wish].setText(sign)
            self.buttons[wish].setToolTip(said)
            self.buttons[wish].setAccessibleName(f"{name} {at + 1}: {said}")
        self.buttons["up"].setEnabled(at > 0)
        self.buttons["down"].setEnabled(at < count - 1)


class ItemsField(QWidget, Generic[W]):
    """The items are widgets that `make` makes; `asked` tells what is wanted. It moves nothing itself.

    `is_stacked`: the buttons stand over an item, not beside it.
    """

    def __init__(self, make: Callable[[int], W], is_stacked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_stacked = is_stacked
        self._make = make
        self._items: list[_Item] = []
        self.held: list[W] = []
        self.asked = ItemSignals(self)
        self.add = QPushButton()
        self.add.clicked.connect(self.asked.added)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_count(self, count: int, name: str) -> Sequence[W]:
        """The widgets of so many items; those that are there already stay."""
        while len(self.held) > count:
            gone = self._items.pop()
            self.held.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.held) < count:
            self._add_item()
        for at, item in enumerate(self._items):
            item.name(at, count, name)
        self.add.setText(_("Add…"))
        self.add.setAccessibleName(f"{name}: {_('Add…')}")
        return self.held

    def _add_item(self) -> None:
        at = len(self.held)
        held = self._make(at)
        item = _Item(held, self._is_stacked)
        for name, (step, _sign, _said) in STEPS.items():
            item.buttons[name].clicked.connect(lambda _checked=False, to=at + step: self.asked.moved.emit(at, to))
        item.buttons["remove"].clicked.connect(lambda: self.asked.removed.emit(at))
        self._column.insertWidget(at, item)
        self._items.append(item)
        self.held.append(held)

    def button(self, at: int, name: str) -> QToolButton:
        """The button of an item: up, down or remove."""
        return self._items[at].buttons[name]
