"""The left panel: the diagrams under their headings, a search over all of them, and the outline of the open one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from calcviewer.i18n import _

LINK_ROLE = Qt.ItemDataRole.UserRole
SEARCH_PAUSE_MS = 60


@dataclass(frozen=True)
class Shelf:
    """A heading and, under it, (link, title) of each diagram."""

    heading: str
    diagrams: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Found:
    """One line of the results: where it leads, its name, and where it was found."""

    link: str
    label: str
    context: str


class LibraryPanel(QWidget):
    """Signals: `link_activated(link)` when a diagram or a hit is chosen, `query_changed(words)` after a short pause."""

    link_activated = Signal(str)
    query_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.search_field = QLineEdit(clearButtonEnabled=True)
        self.shelf, self.hits = _list(), _list()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.shelf)
        self._stack.addWidget(self.hits)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.search_field)
        column.addWidget(self._stack)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._shelves: tuple[Shelf, ...] = ()
        self._is_known = self._is_first_wanted = False  # the results; Enter came before them
        self._pause.timeout.connect(lambda: self.query_changed.emit(self.search_field.text()))
        self.search_field.textChanged.connect(self._on_typing)
        self.search_field.installEventFilter(self)
        for view in (self.shelf, self.hits):
            view.itemClicked.connect(self._activate)
            view.itemActivated.connect(self._activate)
        self.retranslate()

    def retranslate(self) -> None:
        """The panel's own words in the language of the interface."""
        self.search_field.setPlaceholderText(_("Search all diagrams"))
        self.search_field.setAccessibleName(_("Search all diagrams"))
        self.shelf.setAccessibleName(_("Diagrams"))
        self.hits.setAccessibleName(_("Search results"))

    def set_shelves(self, shelves: Sequence[Shelf], current: str) -> None:
        """Shows the library, with `current` as the open diagram."""
        if tuple(shelves) != self._shelves:
            self._shelves = tuple(shelves)
            self._fill()
        self.set_current(current)

    def _fill(self) -> None:
        self.shelf.clear()
        for shelf in self._shelves:
            if shelf.heading:
                heading = QListWidgetItem(shelf.heading, self.shelf)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                font = heading.font()
                font.setBold(True)
                heading.setFont(font)
            for link, title in shelf.diagrams:
                QListWidgetItem(title, self.shelf).setData(LINK_ROLE, link)

    def set_current(self, link: str) -> None:
        """Marks the open diagram; none if it is not there."""
        rows = (row for row in range(self.shelf.count()) if self.shelf.item(row).data(LINK_ROLE) == link)
        self.shelf.setCurrentRow(next(rows, -1))

    def set_hits(self, hits: Sequence[Found]) -> None:
        """Shows the results of the search; the library comes back when the field is empty."""
        self.hits.clear()
        self._is_known = True
        for hit in hits:
            item = QListWidgetItem(f"{hit.label}\n{hit.context}" if hit.context else hit.label, self.hits)
            item.setData(LINK_ROLE, hit.link)
        if not hits:
            empty = QListWidgetItem(_("Nothing found. Try a shorter word."), self.hits)
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
        self._show_right_page()
        if self._is_first_wanted and hits:
            self._is_first_wanted = False
            self._activate(self.hits.item(0))

    @property
    def is_searching(self) -> bool:
        """Whether the reader is in the search or in its results."""
        return bool(self.search_field.text()) and (self.search_field.hasFocus() or self.hits.hasFocus())

    def focus_search(self) -> None:
        """Puts the cursor into the search field."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down goes from the field to the first hit; Enter opens it; Esc ends the search."""
        if watched is self.search_field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = {
                Qt.Key.Key_Down: self._enter_hits,
                Qt.Key.Key_Return: self._open_first,
                Qt.Key.Key_Enter: self._open_first,
                Qt.Key.Key_Escape: self.search_field.clear,
            }.get(Qt.Key(event.key()))
            if act:
                act()
                return True
        return super().eventFilter(watched, event)

    def _on_typing(self, text: str) -> None:
        self._is_known = self._is_first_wanted = False
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._show_right_page()

    def _show_right_page(self) -> None:
        self._stack.setCurrentWidget(self.hits if self.search_field.text().strip() else self.shelf)

    def _finish_typing(self) -> None:
        """The results are those of what was typed, not of what stood there when the pause began."""
        if self._pause.isActive():
            self._pause.stop()
            self.query_changed.emit(self.search_field.text())

    def _enter_hits(self) -> None:
        self._finish_typing()
        page = self._stack.currentWidget()
        if isinstance(page, QAbstractItemView):
            page.setFocus(Qt.FocusReason.TabFocusReason)
            if page is self.hits and self.hits.count():
                self.hits.setCurrentRow(0)

    def _open_first(self) -> None:
        self._finish_typing()
        if not self._is_known:
            self._is_first_wanted = bool(self.search_field.text().strip())
        elif self._stack.currentWidget() is self.hits and self.hits.count():
            self._activate(self.hits.item(0))

    def _activate(self, item: QListWidgetItem) -> None:
        link = item.data(LINK_ROLE)
        if isinstance(link, str) and link:
            self.link_activated.emit(link)


def _list() -> QListWidget:
    """A list whose long lines are broken, never cut."""
    made = QListWidget()
    made.setWordWrap(True)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setTextElideMode(Qt.TextElideMode.ElideNone)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # A bar that comes and goes changes the width after the lines were broken.
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    return made
