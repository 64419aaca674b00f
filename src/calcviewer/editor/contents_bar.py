"""The top of the form: what of a diagram is edited, and what adds to its lists, removes from them and orders them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from calcviewer.core.form_contents import Entry, Section
from calcviewer.core.form_page import Page
from calcviewer.editor.chooser import Icons
from calcviewer.i18n import N_, _
from calcviewer.view.flow import FlowLayout
from calcviewer.view.legend_icons import LEGEND_ICON

BUTTONS: Mapping[str, tuple[str, str]] = {
    "add": ("+", N_("Add")),
    "remove": ("✕", N_("Remove this one")),
    "up": ("↑", N_("Move up")),
    "down": ("↓", N_("Move down")),
}
LEAST_LETTERS = 7
Named = tuple[str, str]
"""Something in a list: its label and its kind."""


class ContentsBar(QWidget):
    """A list of lists, a list of what the chosen one holds, and the buttons for these."""

    section_chosen = Signal(object)
    """Its path; () is the diagram itself."""
    entry_chosen = Signal(object)
    asked = Signal(str)
    """One of BUTTONS."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contentsBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sections, self.entries = Listing(icons), Listing(icons)
        self.summary = QLabel(wordWrap=True)
        self.summary.setProperty("isQuiet", True)
        self.buttons = {name: QToolButton() for name in BUTTONS}
        self._sections: tuple[Section, ...] = ()
        self._shown: tuple[Entry, ...] = ()
        column, row = QVBoxLayout(self), FlowLayout()
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(6)
        for widget in (self.sections, *self.buttons.values()):
            row.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.entries)
        column.addWidget(self.summary)
        self.sections.activated.connect(self._choose_section)
        self.entries.activated.connect(lambda at: self.entry_chosen.emit(self._shown[at]))
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))

    def show_page(self, page: Page) -> None:
        """Shows the lists, and in the one that is open the entry that is edited."""
        self._name()
        self._sections = page.sections
        section = next((section for section in page.sections if section.path == page.section), None)
        names = [_("This diagram"), *(f"{section.label} ({len(section.entries)})" for section in page.sections)]
        self.sections.show_items([(name, "") for name in names], 1 + self._sections.index(section) if section else 0)
        self._shown = section.entries if section else ()
        at = next((at for at, found in enumerate(self._shown) if found == page.entry), -1)
        self.entries.show_items([(found.label, found.kind) for found in self._shown], at)
        self.entries.setVisible(bool(self._shown))
        self.summary.setText(page.summary)
        self.summary.setVisible(bool(page.summary))
        self._show_buttons(section, at, page.can_add)

    def forget_pictures(self) -> None:
        """The next page is drawn in other colours."""
        self.sections.forget()
        self.entries.forget()

    def _show_buttons(self, section: Section | None, at: int, can_add: bool) -> None:
        is_list = section is not None and section.is_list
        count = len(self._shown)
        self.buttons["add"].setVisible(can_add)
        self.buttons["remove"].setVisible(can_add and at >= 0)
        self.buttons["up"].setVisible(is_list and count > 1)
        self.buttons["down"].setVisible(is_list and count > 1)
        self.buttons["up"].setEnabled(at > 0)
        self.buttons["down"].setEnabled(0 <= at < count - 1)

    def _name(self) -> None:
        self.sections.setAccessibleName(_("What to edit"))
        self.entries.setAccessibleName(_("Which one to edit"))
        for name, (sign, words) in BUTTONS.items():
            self.buttons[name].setText(f"{sign} {_(words)}" if name == "add" else sign)
            self.buttons[name].setToolTip(_(words))
            self.buttons[name].setAccessibleName(_(words))

    def _choose_section(self, at: int) -> None:
        self.section_chosen.emit(self._sections[at - 1].path if at else ())


class Listing(QComboBox):
    """A list of names with pictures of their kinds. What is shown already is left alone: an open list stays open."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._items: list[Named] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.setIconSize(LEGEND_ICON)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_items(self, items: Sequence[Named], at: int) -> None:
        """Shows these, with one of them chosen; -1 chooses none."""
        with QSignalBlocker(self):
            if len(items) != len(self._items):
                self.clear()
                self.addItems([name for name, _kind in items])
                self._items = [("", "")] * len(items)
            for row, (old, new) in enumerate(zip(self._items, items, strict=True)):
                if old != new:
                    self.setItemText(row, new[0])
                    self.setItemIcon(row, self._icons(new[1]) if new[1] else QIcon())
            self._items = list(items)
            self.setCurrentIndex(at)

    def forget(self) -> None:
        """The pictures have other colours now: everything is shown anew."""
        self._items = [("", "")] * len(self._items)
