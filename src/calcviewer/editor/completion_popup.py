"""The list of what could be typed next, beside the cursor, with the help of the chosen line.

The editor keeps the keyboard: the popup looks at its keys first and takes only those that move in the list.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from calcviewer.core.completion import Suggestion
from calcviewer.i18n import _
from calcviewer.layout.theme import LIGHT, Theme
from calcviewer.view.announcement import announce

ROWS = 8
LETTERS = 46
"""How wide list and help are, in letters of average width."""


class CompletionPopup(QFrame):
    """Signals: `chosen(Suggestion)` with Enter, Tab or a click; `dismissed` with Escape or when its place is left."""

    chosen = Signal(object)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("completion")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QTreeWidget(columnCount=2)
        self.list.setRootIsDecorated(False)
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.help = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.help.setObjectName("completionHelp")
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.list, 3)
        row.addWidget(self.help, 2)
        self._items: tuple[Suggestion, ...] = ()
        self._anchor: QWidget | None = None
        self._keys: Mapping[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Up: partial(self._step, -1),
            Qt.Key.Key_Down: partial(self._step, 1),
            Qt.Key.Key_PageUp: partial(self._step, -ROWS),
            Qt.Key.Key_PageDown: partial(self._step, ROWS),
            Qt.Key.Key_Return: self._choose,
            Qt.Key.Key_Enter: self._choose,
            Qt.Key.Key_Tab: self._choose,
            Qt.Key.Key_Escape: self.dismiss,
        }
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemClicked.connect(self._choose)
        self.set_theme(LIGHT)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """The colours of the list and of the help beside it."""
        self.setStyleSheet(f"""
            #completion {{ background: {theme.page}; border: 2px solid {theme.accent}; border-radius: 4px; }}
            #completion QTreeWidget {{ background: {theme.page}; color: {theme.text}; border: none; }}
            #completion QTreeWidget::item {{ padding: 3px 6px; color: {theme.text}; border-radius: 0px; }}
            #completion QTreeWidget::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
            #completionHelp {{ background: {theme.card}; color: {theme.text}; padding: 8px;
                border-left: 1px solid {theme.line}; }}
        """)

    def show_items(self, items: Sequence[Suggestion], at: QPoint, anchor: QWidget) -> None:
        """Shows the suggestions under a global point, the first one chosen; `anchor` is whose keys it looks at."""
        if not items:
            self.dismiss()
            return
        self._items = tuple(items)
        self._follow(anchor)
        self.list.setAccessibleName(_("What could be typed here"))
        self.list.clear()
        for each in items:
            line = QTreeWidgetItem([each.shown, each.label if each.label != each.shown else ""])
            line.setData(0, Qt.ItemDataRole.AccessibleTextRole, _spoken(each))
            self.list.addTopLevelItem(line)
        self._place(at, anchor)
        self.show()
        self.raise_()
        self._go(0)

    def current(self) -> Suggestion | None:
        """The suggestion that Enter would put in."""
        row = self.list.currentIndex().row()
        return self._items[row] if self.isVisible() and row >= 0 else None

    def dismiss(self) -> None:
        """Goes away without a choice."""
        if self.isVisible():
            self.hide()
            self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the keys of the list from the editor while the popup is there; goes when the editor is left."""
        if not self.isVisible():
            return False
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.dismiss()
        is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if not (is_key and isinstance(event, QKeyEvent)):
            return False
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        action = self._keys.get(Qt.Key(event.key())) if plain else None
        if action is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else Escape would be the window's
        else:
            action()
        return True

    def _follow(self, anchor: QWidget) -> None:
        if self._anchor is anchor:
            return
        if self._anchor is not None:
            self._anchor.removeEventFilter(self)
        anchor.installEventFilter(self)
        self._anchor = anchor
        self.setParent(anchor.window())

    def _place(self, at: QPoint, anchor: QWidget) -> None:
        """Under the point, or above its line where there is no room; never beyond the window."""
        window = anchor.window()
        metrics = anchor.fontMetrics()
        has_help = any(each.help for each in self._items)
        self.help.setVisible(has_help)
        width = min(metrics.averageCharWidth() * (LETTERS + (LETTERS // 2 if has_help else 0)), window.width() - 8)
        rows = min(max(len(self._items), 4 if has_help else 1), ROWS)
        line = metrics.height() + 8
        corner = window.mapFromGlobal(at)
        below, above = window.height() - corner.y() - 4, corner.y() - line
        wanted = rows * line + 8
        is_below = below >= min(wanted, above)
        height = max(min(wanted, below if is_below else above), line + 8)
        left = max(min(corner.x(), window.width() - width - 4), 4)
        top = corner.y() if is_below else corner.y() - line - height
        self.setGeometry(QRect(left, top, width, height))

    def _step(self, by: int) -> None:
        count = self.list.topLevelItemCount()
        row = self.list.currentIndex().row()
        is_end = abs(by) == 1 and not 0 <= row + by < count
        new = (row + by) % count if is_end else min(max(row + by, 0), count - 1)
        self._go(new)

    def _go(self, row: int) -> None:
        if item := self.list.topLevelItem(row):
            self.list.setCurrentItem(item)

    def _choose(self) -> None:
        chosen = self.current()
        self.hide()
        if chosen is not None:
            self.chosen.emit(chosen)

    def _on_current(self) -> None:
        chosen = self.current()
        if chosen is None:
            return
        title = chosen.label or chosen.shown
        self.help.setText(f"{title}\n\n{chosen.help}" if chosen.help else title)
        announce(self.list, _spoken(chosen))


def _spoken(suggestion: Suggestion) -> str:
    """A suggestion as a screen reader says it."""
    return ". ".join(filter(None, (suggestion.shown, suggestion.label, suggestion.help)))
