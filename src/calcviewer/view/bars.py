"""Small strips around the drawing: a message bar, the legend of the kinds in use, and the card of an empty canvas."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from calcviewer.i18n import _

LEGEND_SHARE = 6
"""The legend takes at most this part of the window's height; past it, it scrolls."""


class Strip(QListWidget):
    """Rows beside each other, broken into lines: as high as they ask for, up to a share of the window."""

    def __init__(self, parent: QWidget | None = None, share: int = LEGEND_SHARE) -> None:
        super().__init__(parent)
        self._share = share
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(2)
        self.setMouseTracking(True)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: object) -> None:
        """As many lines as the width asks for, and no more."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.fit_height()

    def fit_height(self) -> None:
        """The height for the rows that are there; without any, none."""
        if not self.count():
            self.setFixedHeight(0)
            return
        bottom = self.visualItemRect(self.item(self.count() - 1)).bottom() + 5 + self.verticalScrollBar().value()
        row = max(self.sizeHintForRow(0), self.visualItemRect(self.item(0)).height()) + 2 * self.spacing()
        most = max(self.window().height() // self._share // row, 1) * row + 5  # whole rows
        if bottom > 0 and self.maximumHeight() != min(bottom, most):
            self.setFixedHeight(min(bottom, most))


class Legend(Strip):
    """The kinds in use. Emits `kind_hovered(kind)` under the pointer or the keyboard's mark, '' when it leaves."""

    kind_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("legend")
        self.itemEntered.connect(lambda item: self.kind_hovered.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.currentItemChanged.connect(self._on_current)

    def set_entries(self, entries: Sequence[tuple[str, str, QIcon]], icon_size: QSize) -> None:
        """(kind, name, picture) of each kind in use; without any there is no legend."""
        self.setAccessibleName(_("Legend"))
        self.setIconSize(icon_size)
        self.clear()
        for kind, name, icon in entries:
            item = QListWidgetItem(icon, name, self)
            item.setData(Qt.ItemDataRole.UserRole, kind)
        self.fit_height()

    def leaveEvent(self, event: QEvent) -> None:
        """Outside the legend nothing is lit."""
        self.kind_hovered.emit("")
        super().leaveEvent(event)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and self.hasFocus():
            self.kind_hovered.emit(item.data(Qt.ItemDataRole.UserRole))


class EmptyState(QWidget):
    """Stands in for a drawing that is not there: why, and what to do. Emits `chosen(action)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.title.setObjectName("emptyTitle")
        self.hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._buttons = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 24)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addLayout(self._buttons)
        column.addStretch(2)

    def say(self, title: str, hint: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        """`actions` are (id, text) of the buttons to offer."""
        self.title.setText(title)
        self.hint.setText(hint)
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        self._buttons.addStretch(1)
        for name, text in actions:
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)


class ProblemList(QListWidget):
    """The problems of the open file, one line each. Emits `closed` on Esc."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)

    def set_problems(self, lines: Sequence[tuple[str, QIcon]]) -> None:
        """(words, icon) of each problem."""
        self.setAccessibleName(_("Problems in this file"))
        self.clear()
        for words, icon in lines:
            QListWidgetItem(icon, words, self)
