"""A file that was changed here and by another program: both texts as one, and the ways out of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QWidget

from calcviewer.core.differences import Line
from calcviewer.editor.difference_view import DifferenceView
from calcviewer.editor.list_style import list_style, wrapping_list
from calcviewer.i18n import _, ngettext
from calcviewer.layout.theme import Theme
from calcviewer.view.flow import FlowLayout
from calcviewer.view.side_panel import SidePanel, wrapping_label

CONFLICT_SHARE, TEXT_SHARE = 1, 2


@dataclass(frozen=True)
class BothChanged:
    """Lines that both changed: what stands here, and what stands in the file."""

    mine: str
    theirs: str


@dataclass(frozen=True)
class OutsideState:
    """`lines` lead from the text of the file to the text of this window; `conflicts` is what a merge cannot settle."""

    name: str
    lines: tuple[Line, ...]
    conflicts: tuple[BothChanged, ...] = ()


class OutsidePanel(SidePanel):
    """Signals: `mine_wanted`, `theirs_wanted`, `merge_wanted(frozenset of the conflicts in which theirs stands)`."""

    mine_wanted = Signal()
    theirs_wanted = Signal()
    merge_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said, self.key, self.asked = wrapping_label(), wrapping_label(), wrapping_label()
        self.key.setProperty("isQuiet", True)
        self.text, self.conflicts = DifferenceView(), wrapping_list()
        self.merge_button, self.mine_button, self.theirs_button = (QPushButton() for _button in range(3))
        self.merge_button.clicked.connect(lambda: self.merge_wanted.emit(self.chosen))
        self.mine_button.clicked.connect(self.mine_wanted)
        self.theirs_button.clicked.connect(self.theirs_wanted)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.merge_button, self.mine_button, self.theirs_button):
            row.addWidget(button)
        self.column.addWidget(self.said)
        self.column.addWidget(buttons)
        self.column.addWidget(self.asked)
        self.column.addWidget(self.conflicts, CONFLICT_SHARE)
        self.column.addWidget(self.key)
        self.column.addWidget(self.text, TEXT_SHARE)
        self._state = OutsideState("", ())
        self.retranslate()

    @property
    def chosen(self) -> frozenset[int]:
        """The numbers of the conflicts in which the text of the file shall stand."""
        checked = Qt.CheckState.Checked
        rows = range(self.conflicts.count())
        return frozenset(number for number in rows if self.conflicts.item(number).checkState() == checked)

    def set_theme(self, theme: Theme) -> None:
        """The colours of the moment."""
        self.setStyleSheet(list_style(theme, self.fontMetrics().height()))
        self.text.set_theme(theme)

    def show_state(self, state: OutsideState) -> None:
        """Shows both texts, and what would have to be chosen."""
        self._state = state
        self.conflicts.clear()
        for conflict in state.conflicts:
            item = QListWidgetItem(self.conflicts)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setText(_words(conflict))
        self.text.show_lines(state.lines)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word in the language of the moment."""
        count = len(self._state.conflicts)
        self.name(_("Changed here and elsewhere"))
        said = _("Another program changed “{name}” while you changed it here. Nothing is lost; you choose.")
        self.said.setText(said.format(name=self._state.name))
        asked = ngettext(
            "{count} place was changed by both. Your words stand there; tick it to take those of the file.",
            "{count} places were changed by both. Your words stand there; tick those where the file is to win.",
            count,
        )
        self.asked.setText(asked.format(count=count))
        self.asked.setVisible(count > 0)
        self.conflicts.setVisible(count > 0)
        self.conflicts.setAccessibleName(_("Places that both changed; ticked: the words of the file"))
        self.key.setText(_("− stands in the file, + stands here."))
        self.text.setAccessibleName(_("Both texts"))
        self.text.setAccessibleDescription(_("− stands in the file, + stands here."))
        for button, words, meaning in (
            (self.merge_button, _("Put both together"), _("Keeps your changes and those of the other program.")),
            (
                self.mine_button,
                _("Keep mine"),
                _("Saving replaces the file; what it held is kept as a version."),
            ),
            (self.theirs_button, _("Take the file"), _("Undo brings your text back.")),
        ):
            button.setText(words)
            button.setToolTip(meaning)
            button.setAccessibleDescription(meaning)


def _words(conflict: BothChanged) -> str:
    here = _("Here: {words}").format(words=_shown(conflict.mine))
    there = _("File: {words}").format(words=_shown(conflict.theirs))
    return f"{here}\n{there}"


def _shown(words: str) -> str:
    """A few words of a passage; a dash if there are none."""
    bare = " ".join(words.split())
    return (bare if len(bare) <= 160 else f"{bare[:160]}…") or "—"


def both_changed(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> tuple[BothChanged, ...]:
    """Conflicts from pairs of lines: mine and theirs."""
    return tuple(BothChanged("\n".join(mine), "\n".join(theirs)) for mine, theirs in pairs)
