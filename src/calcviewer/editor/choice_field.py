"""One word of a few, or several of them: a button for each, with the picture of the kind where there is one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from calcviewer.editor.chooser import Icons
from calcviewer.i18n import _
from calcviewer.layout.shapes import ARROWS, BOXES
from calcviewer.view.flow import FlowLayout
from calcviewer.view.legend_icons import LEGEND_ICON


class ChoiceField(QWidget):
    """Emits `chosen` with the words that are down, in the order of the table. With `is_single` there is always one."""

    chosen = Signal(object)

    def __init__(
        self, choices: Mapping[str, str], icons: Icons, is_single: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices, self._icons = choices, icons
        self._group = QButtonGroup(self)
        self._group.setExclusive(is_single)
        flow = FlowLayout(self)
        self.buttons = {word: QToolButton() for word in choices}
        for word, button in self.buttons.items():
            button.setCheckable(True)
            if word in BOXES or word in ARROWS:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                button.setIconSize(LEGEND_ICON)
                button.setProperty("hasPicture", True)
            self._group.addButton(button)
            flow.addWidget(button)
        self._group.buttonClicked.connect(self._tell)

    def show_choice(self, words: Sequence[str], name: str) -> None:
        """Shows what holds now; a word that is none of the choices leaves all buttons up."""
        is_single = self._group.exclusive()
        self._group.setExclusive(False)
        for word, button in self.buttons.items():
            button.setText(_(self._choices[word]))
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setChecked(word in words)
            if word in BOXES or word in ARROWS:
                button.setIcon(self._icons(word))
        self._group.setExclusive(is_single)

    def _tell(self) -> None:
        self.chosen.emit(tuple(word for word, button in self.buttons.items() if button.isChecked()))
