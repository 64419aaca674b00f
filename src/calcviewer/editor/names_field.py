"""What an element names (steps, arrows, facts …): a chip for each with its label, and a list to add from."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from calcviewer.core.nameable import Choice
from calcviewer.core.paragraphs import shortened
from calcviewer.editor.chooser import Chooser, Icons
from calcviewer.i18n import _
from calcviewer.view.flow import FlowLayout
from calcviewer.view.legend_icons import LEGEND_ICON

CHIP_LENGTH = 44


class NamesField(QWidget):
    """Emits `names_changed` with all names, in order, or with one of the words that stand for a rule (any, all).

    `is_single`: exactly one thing is named; its chip opens the list.
    """

    names_changed = Signal(object)
    list_wanted = Signal()
    """The list of what can be named is wanted: answer with `open_list`."""

    def __init__(self, icons: Icons, is_single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._is_single = icons, is_single
        self._names: tuple[str, ...] = ()
        self._shown: object = None
        self._name = ""
        self.chooser: Chooser | None = None
        self.words: dict[str, QToolButton] = {}
        self.chips: dict[str, QPushButton] = {}
        self.add = QPushButton()
        self.add.clicked.connect(self.list_wanted)
        self._flow = FlowLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._flow)

    def show_names(self, choices: Sequence[Choice], words: Mapping[str, str], name: str) -> None:
        """Shows what is named now, and the words that can stand instead; what is shown already stays as it is."""
        shown = tuple(choices), tuple(_(said) for said in words.values()), name
        if shown == self._shown:
            for word, button in self.words.items():
                button.setChecked(word in self._names)
            return
        self._shown = shown
        focused = next((at for at, chip in enumerate(self.chips.values()) if chip.hasFocus()), -1)
        had_add = self.add.hasFocus()
        self._name, self._names = name, tuple(choice.name for choice in choices)
        self._clear()
        for word, said in words.items():
            self._add_word(word, _(said))
        for choice in choices:
            if choice.name not in self.words:
                self._add_chip(choice)
        self.add.setText(_("Choose…") if self._is_single else _("Add…"))
        self.add.setAccessibleName(f"{name}: {self.add.text()}")
        self._flow.addWidget(self.add)
        self.add.setVisible(not (self._is_single and self.chips))
        self._give_focus(focused, had_add)

    def forget(self) -> None:
        """The pictures have other colours now: everything is shown anew."""
        self._shown = None

    def _give_focus(self, at: int, had_add: bool) -> None:
        chips = list(self.chips.values())
        if at >= 0:
            (chips[min(at, len(chips) - 1)] if chips else self.add).setFocus()
        elif had_add:
            self.add.setFocus()

    def _clear(self) -> None:
        for old in (*self.words.values(), *self.chips.values()):
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._flow.removeWidget(self.add)
        self.words, self.chips = {}, {}

    def _add_word(self, word: str, said: str) -> None:
        button = QToolButton()
        button.setText(said)
        button.setCheckable(True)
        button.setChecked(word in self._names)
        button.setAccessibleName(f"{self._name}: {said}")
        button.clicked.connect(lambda: self.names_changed.emit(word))
        self._flow.addWidget(button)
        self.words[word] = button

    def _add_chip(self, choice: Choice) -> None:
        label = shortened(choice.label, CHIP_LENGTH).replace("&", "&&")
        chip = QPushButton(label if self._is_single else f"{label}  ✕")
        chip.setProperty("isChip", True)
        if choice.kind:
            chip.setIcon(self._icons(choice.kind))
            chip.setIconSize(LEGEND_ICON)
        wish = _("Choose another one") if self._is_single else _("Remove")
        chip.setToolTip(f"{wish}: {choice.label}")
        chip.setAccessibleName(f"{self._name}: {choice.label}. {wish}")
        chip.clicked.connect(self.list_wanted if self._is_single else lambda: self._remove(choice.name))
        self._flow.addWidget(chip)
        self.chips[choice.name] = chip

    def _remove(self, name: str) -> None:
        self.names_changed.emit(tuple(kept for kept in self._names if kept != name and kept not in self.words))

    def open_list(self, choices: Sequence[Choice]) -> None:
        """Brings up what can be added: what is named already is not among it."""
        left = [choice for choice in choices if choice.name not in self._names]
        anchor = next(iter(self.chips.values()), self.add) if self._is_single else self.add
        self.chooser = Chooser(self, left, self._icons, self._name)
        self.chooser.chosen.connect(self._choose)
        self.chooser.destroyed.connect(self._forget)
        self.chooser.open_at(anchor)

    def _forget(self) -> None:
        self.chooser = None

    def _choose(self, name: str) -> None:
        kept = () if self._is_single else tuple(name for name in self._names if name not in self.words)
        self.names_changed.emit((*kept, name))
