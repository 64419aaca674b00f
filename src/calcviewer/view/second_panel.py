"""The drawing beside the drawing: its own title that chooses the diagram, its own canvas, and what both share below."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidgetItem,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from calcviewer.i18n import _
from calcviewer.layout.theme import Theme
from calcviewer.view.bars import EmptyState, Strip
from calcviewer.view.canvas import Canvas
from calcviewer.view.icons import icon

NARROW_PX = 700
"""Below this width two drawings stand one above the other."""
LEAST_PX = 150
EQUAL = 10_000
ROW_PAD_PX = 24
SHARE = 9
"""The list of what is shared takes at most this part of the window's height; past it, it scrolls."""


class Pair(QSplitter):
    """Two drawings side by side; where there is little width, one above the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pair")
        self.setChildrenCollapsible(False)

    def share(self) -> None:
        """The same room for both."""
        self.setSizes([EQUAL] * self.count())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turns with the width."""
        super().resizeEvent(event)
        wanted = Qt.Orientation.Vertical if self.width() < NARROW_PX else Qt.Orientation.Horizontal
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self.share()


class SecondPanel(QWidget):
    """Signals: `diagram_chosen(id)`; `asked(what)`: 'swap', 'alone' or 'close'."""

    diagram_chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("second")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST_PX)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(6)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.choice.activated.connect(lambda row: self.diagram_chosen.emit(self.choice.itemData(row)))
        self._buttons = {name: QToolButton(autoRaise=True) for name in ("swap", "alone", "close")}
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 6, 6)
        head.addWidget(self.choice, 1)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            head.addWidget(button)
        self.canvas = Canvas(theme)
        self.canvas.setObjectName("secondCanvas")
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def retranslate(self, theme: Theme, icon_px: int) -> None:
        """Its own words in the language of the interface, its signs in the colours of the moment."""
        self.choice.setAccessibleName(_("The diagram to compare with"))
        self.canvas.setAccessibleName(_("Second drawing"))
        names = {
            "swap": (_("Swap the two diagrams"), "arrows-exchange"),
            "alone": (_("Open this diagram on its own"), "maximize"),
            "close": (_("Close the comparison"), "x"),
        }
        for key, (words, picture) in names.items():
            self._buttons[key].setToolTip(words)
            self._buttons[key].setAccessibleName(words)
            self._buttons[key].setIcon(icon(picture, theme.text))
            self._buttons[key].setIconSize(QSize(icon_px, icon_px))

    def button(self, name: str) -> QToolButton:
        """'swap', 'alone' or 'close'."""
        return self._buttons[name]

    def set_choices(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """(id, title) of each diagram that can stand here."""
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for diagram_id, title in choices:
                self.choice.addItem(title, diagram_id)
            self.choice.setCurrentIndex(self.choice.findData(current))
        self.choice.setToolTip(self.choice.currentText())

    def show_drawing(self) -> None:
        """The canvas, after words that stood in its place."""
        self._stack.setCurrentWidget(self.canvas)

    def say(self, title: str, hint: str = "", actions: Sequence[tuple[str, str]] = ()) -> None:
        """Words in the place of the drawing."""
        self.empty.say(title, hint, actions)
        self._stack.setCurrentWidget(self.empty)


class SharedRows(Strip):
    """Rows beside each other; below each other, with their words broken, as soon as one is wider than there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, SHARE)
        self.setObjectName("shared")
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def fit_height(self) -> None:
        """First the way they stand, then the height."""
        widest = max((self._width_of(row) for row in range(self.count())), default=0)
        is_list = widest > self.viewport().width()
        self.setWordWrap(is_list)
        self.setWrapping(not is_list)
        self.setFlow(QListView.Flow.TopToBottom if is_list else QListView.Flow.LeftToRight)
        self.doItemsLayout()
        super().fit_height()

    def _width_of(self, row: int) -> int:
        words = self.fontMetrics().horizontalAdvance(self.item(row).text())
        return words + self.iconSize().width() + ROW_PAD_PX


class SharedBar(QWidget):
    """How much two diagrams share, and each of it as a row. Emits `row_chosen(number)`, counted from 1."""

    row_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sharedBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.rows = SharedRows()
        self.rows.itemClicked.connect(self._choose)
        self.rows.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addWidget(self.rows)

    def set_rows(self, sentence: str, rows: Sequence[tuple[str, QIcon]], icon_size: QSize) -> None:
        """(words, sign) of each shared idea, in the order of their numbers."""
        self.label.setText(sentence)
        self.rows.setAccessibleName(sentence)
        self.rows.setIconSize(icon_size)
        self.rows.clear()
        for words, sign in rows:
            item = QListWidgetItem(sign, words, self.rows)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self.rows.row(item) + 1}: {words}")
        self.rows.fit_height()

    def _choose(self, item: QListWidgetItem) -> None:
        self.row_chosen.emit(self.rows.row(item) + 1)
