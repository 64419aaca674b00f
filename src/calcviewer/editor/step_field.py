"""The small panel that asks for a new step, and the field in which a label or an id is changed in its place."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from calcviewer.core.schema import NODE_KINDS
from calcviewer.editor.floating import Floating
from calcviewer.i18n import _
from calcviewer.layout.theme import Theme
from calcviewer.view.legend_icons import LEGEND_ICON, legend_icon

LETTERS = 34
USUAL = "process"


class KindPalette(QWidget):
    """One of several kinds, by picture; the arrow keys go from one to the next."""

    def __init__(self, kinds: Mapping[str, str], chosen: str, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("Kind"))
        self._group = QButtonGroup(self)
        self._names = kinds
        row = QHBoxLayout()
        row.setSpacing(2)
        for kind, name in kinds.items():
            row.addWidget(self._button(kind, _(name), theme, is_chosen=kind == chosen))
        row.addStretch()
        self._said = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._said)
        self._group.buttonClicked.connect(self._say)
        self._group.buttonToggled.connect(self._say)
        self._say()

    @property
    def kind(self) -> str:
        """The one that is chosen."""
        button = self._group.checkedButton()
        assert button is not None
        return button.objectName()

    def _button(self, kind: str, name: str, theme: Theme, *, is_chosen: bool) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setObjectName(kind)
        button.setIcon(legend_icon(kind, theme))
        button.setIconSize(LEGEND_ICON)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setChecked(is_chosen)
        self._group.addButton(button)
        return button

    def _say(self, *_change: object) -> None:
        self._said.setText(_("Kind: {kind}").format(kind=_(self._names[self.kind])))
        for button in self._group.buttons():  # Tab comes to the chosen one
            policy = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


class StepField(Floating):
    """Emits `made(label, kind, is_after)` with Enter or its button."""

    made = Signal(str, str, bool)

    def __init__(self, over: QWidget, theme: Theme, after: str = "", kind: str = USUAL) -> None:
        super().__init__(over, theme)
        self.setAccessibleName(_("A new step"))
        self.label = QLineEdit(placeholderText=_("What happens in the new step?"))
        self.label.setAccessibleName(_("Label of the new step"))
        self.label.setMinimumWidth(self.fontMetrics().averageCharWidth() * LETTERS)
        self.palette_of_kinds = KindPalette(NODE_KINDS, kind, theme)
        words = _("With an arrow from “{label}”").format(label=after)
        self.after = QCheckBox(words.replace("&", "&&"))
        self.after.setChecked(bool(after))
        self.add = QPushButton(_("Add the step"))
        self.add.clicked.connect(self.accept)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (cancel, self.add):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        for widget in (self.label, self.palette_of_kinds, self.after):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.after.setVisible(bool(after))
        self.label.textChanged.connect(self._check)
        self._check("")
        self.setFocusProxy(self.label)

    def accept(self) -> None:
        """Asks for the step, if it has a label."""
        words = " ".join(self.label.text().split())
        if words:
            self.leave()
            self.made.emit(words, self.palette_of_kinds.kind, self.after.isChecked())

    def let_go(self) -> None:
        """What was typed is not lost: only an empty field goes."""
        if not self.label.text().strip():
            self.leave()

    def _check(self, words: str) -> None:
        self.add.setEnabled(bool(words.strip()))


class WordField(Floating):
    """Emits `changed(words)` with Enter, if the words are others than before."""

    changed = Signal(str)

    def __init__(self, over: QWidget, theme: Theme, name: str, words: str) -> None:
        super().__init__(over, theme)
        self._before = words
        self.setAccessibleName(name)
        heading = QLabel(name, textFormat=Qt.TextFormat.PlainText)
        heading.setProperty("isQuiet", True)
        self.field = QLineEdit(words)
        self.field.setAccessibleName(name)
        wanted = max(LETTERS, min(len(words) + 4, 2 * LETTERS))
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * wanted)
        self.field.selectAll()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(3)
        column.addWidget(heading)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def accept(self) -> None:
        """Asks for the change; no words at all change nothing."""
        words = " ".join(self.field.text().split())
        self.leave()
        if words and words != self._before:
            self.changed.emit(words)

    def let_go(self) -> None:
        """What was typed counts."""
        self.accept()
