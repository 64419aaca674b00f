"""A list to choose from that comes up over a form: a search field over labels with pictures, never ids."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from calcviewer.core.nameable import Choice
from calcviewer.i18n import _, ngettext
from calcviewer.view.legend_icons import LEGEND_ICON

MOST_SHOWN = 200
LEAST_WIDTH_PX, MOST_HEIGHT_PX = 280, 420
Icons = Callable[[str], QIcon]
"""From a kind to its picture."""
_NAME = Qt.ItemDataRole.UserRole


class Chooser(QFrame):
    """Emits `chosen` with the name of what was chosen, and closes itself."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, choices: Sequence[Choice], icons: Icons, heading: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("chooser")
        self.setAccessibleName(heading)
        self._choices, self._icons = choices, icons
        self._folded = [choice.label.casefold() for choice in choices]
        self.search = QLineEdit(placeholderText=_("Search"), clearButtonEnabled=True)
        self.search.setAccessibleName(f"{heading}, {_('Search')}")
        self.list = QListWidget()
        self.list.setIconSize(LEGEND_ICON)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(heading)
        self.rest = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.rest.setProperty("isQuiet", True)
        column = QVBoxLayout(self)
        for widget in (self.search, self.list, self.rest):
            column.addWidget(widget)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self._fill("")

    def open_at(self, anchor: QWidget) -> None:
        """Comes up under a widget, or over it where there is no room; wholly on the screen."""
        room = anchor.screen().availableGeometry()
        width = max(LEAST_WIDTH_PX, min(anchor.window().width() // 3, 2 * LEAST_WIDTH_PX), self.sizeHint().width())
        self.resize(min(width, room.width()), min(MOST_HEIGHT_PX, room.height()))
        at = anchor.mapToGlobal(QPoint(0, anchor.height()))
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), at.y() - anchor.height() - self.height()))
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at)
        self.show()
        self.search.setFocus()

    def _fill(self, words: str) -> None:
        """The choices that have all these words in their labels; beyond the limit they are only counted."""
        wanted = words.casefold().split()
        pairs = zip(self._choices, self._folded, strict=True)
        found = [choice for choice, folded in pairs if all(word in folded for word in wanted)]
        self.list.clear()
        for choice in found[:MOST_SHOWN]:
            item = QListWidgetItem(self._icons(choice.kind) if choice.kind else QIcon(), choice.label)
            item.setData(_NAME, choice.name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        left = len(found) - MOST_SHOWN
        more = ngettext("{count} more: search for it.", "{count} more: search for them.", max(left, 1))
        self.rest.setText(more.format(count=left) if left > 0 else "" if found else _("Nothing found"))
        self.rest.setVisible(bool(self.rest.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Enter work while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
            if watched is self.search and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_NAME))
            self.close()
