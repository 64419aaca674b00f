"""A small panel that floats over the drawing: Enter does it, Escape leaves it, and the drawing has the focus again."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from calcviewer.layout.theme import Theme
from calcviewer.view.style import BAR_POINTS

GAP = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Floating(QFrame):
    """Emits `left` when it is let go, by key or by `leave`; it is gone then."""

    left = Signal()

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over.window())  # large letters may want more room than the drawing has
        self._over = over
        self.setObjectName("floating")
        self.setAutoFillBackground(True)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """The colours of the moment."""
        self.setStyleSheet(floating_style(theme, self.font().pointSizeF()))

    def open_at(self, place: QRect) -> None:
        """Comes up below a place of what it floats over, or above where there is more room; wholly inside."""
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        self.adjustSize()
        window = self._over.window()
        place = QRect(self._over.mapTo(window, place.topLeft()), place.size())
        area = QRect(self._over.mapTo(window, QPoint(0, 0)), self._over.size()).adjusted(GAP, GAP, -GAP, -GAP)
        size = self.sizeHint()
        if size.width() > area.width() or size.height() > area.height():
            area = window.rect().adjusted(GAP, GAP, -GAP, -GAP)
        size = size.boundedTo(area.size())
        below, above = place.bottom() + GAP, place.top() - GAP - size.height()
        y = below if below + size.height() <= area.bottom() or above < area.top() else above
        x = place.center().x() - size.width() // 2
        x = max(area.left(), min(x, area.right() - size.width()))
        y = max(area.top(), min(y, area.bottom() - size.height()))
        self.setGeometry(QRect(QPoint(x, y), size))
        self.show()
        self.raise_()

    def accept(self) -> None:
        """What Enter does."""
        raise NotImplementedError

    def let_go(self) -> None:
        """Somebody turned to something else."""
        self.leave()

    def leave(self) -> None:
        """Goes, and nothing comes of it."""
        self.hide()
        self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape belong to the panel, wherever in it the focus is."""
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease or not self.isVisible():
            return False
        is_enter = event.key() in _ENTER and not isinstance(watched, QPushButton)
        if not is_enter and event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()  # the keys of the window stay out of it
        if event.type() == QEvent.Type.KeyPress:
            self.accept() if is_enter else self.leave()
        return True


def floating_style(theme: Theme, points: float) -> str:
    """The theme as a style sheet for what floats."""
    small, side = min(points, BAR_POINTS), round(points * 1.3)
    return f"""
    #floating {{ background: {theme.panel}; border: 2px solid {theme.accent}; border-radius: 8px; }}
    #floating QLabel, #floating QCheckBox {{ color: {theme.text}; }}
    #floating QLabel[isQuiet="true"] {{ color: {theme.muted}; font-size: {small}pt; }}
    #floating QToolButton {{ border: 2px solid transparent; padding: 4px; background: {theme.page}; }}
    #floating QToolButton:checked {{ border-color: {theme.accent}; background: {theme.card}; }}
    #floating QToolButton:focus {{ border: 3px solid {theme.accent}; }}
    #floating QPushButton {{ border: 2px solid {theme.accent}; }}
    #floating QPushButton:focus {{ background: {theme.accent}; color: {theme.on_accent}; }}
    #floating QPushButton:disabled {{ border-color: {theme.line}; color: {theme.muted}; }}
    #floating QCheckBox {{ padding: 2px; border: 2px solid transparent; border-radius: 6px; }}
    #floating QCheckBox:focus {{ border-color: {theme.accent}; }}
    #floating QCheckBox::indicator {{ width: {side}px; height: {side}px; }}
    """
