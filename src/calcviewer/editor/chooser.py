"""A list to choose from that comes up over a form: a search field over labels with pictures, never ids."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

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
        super().__init__(parent.window())
        self._anchor = parent
        self.setStyleSheet(_style_around(parent))
        self.setAutoFillBackground(True)
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
        """Comes up under a widget, or over it where there is more room; wholly inside the window."""
        self._anchor, window = anchor, anchor.window()
        width = min(max(LEAST_WIDTH_PX, self.sizeHint().width(), window.width() // 3), window.width())
        top = anchor.mapTo(window, QPoint(0, 0)).y()
        below, above = window.height() - top - anchor.height(), top
        is_below = below >= min(MOST_HEIGHT_PX, above)
        height = min(MOST_HEIGHT_PX, below if is_below else above)
        left = max(0, min(anchor.mapTo(window, QPoint(0, 0)).x(), window.width() - width))
        self.setGeometry(left, top + anchor.height() if is_below else top - height, width, height)
        self.show()
        self.raise_()
        self.search.setFocus()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Goes when one turns to something else in the window."""
        if now is not None and not self.isAncestorOf(now) and now is not self:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """It is not needed again."""
        super().closeEvent(event)
        self.hide()
        self.deleteLater()

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
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()  # the window has a key for it too
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
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
            name = item.data(_NAME)
            self._leave()
            self.chosen.emit(name)

    def _leave(self) -> None:
        """The focus goes back to where it came from."""
        self._anchor.setFocus()
        self.close()


def _style_around(widget: QWidget) -> str:
    """The style of the form that a widget belongs to; the list stands in the window, not in the form."""
    around: QWidget | None = widget
    while around is not None and not around.styleSheet() and not around.isWindow():
        around = around.parentWidget()
    return around.styleSheet() if around is not None and not around.isWindow() else ""
