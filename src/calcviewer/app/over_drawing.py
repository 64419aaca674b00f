"""What comes up over the drawing to ask for something: a small panel, or a list to choose from, at an element."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from calcviewer.core.nameable import Choice
from calcviewer.editor.chooser import Chooser
from calcviewer.editor.floating import Floating
from calcviewer.editor.form_style import form_style
from calcviewer.view.legend_icons import legend_icon

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow


class OverDrawing(QObject):
    """One at a time."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._field: Floating | None = None
        self._anchor = _Anchor(window.canvas)

    def open(self, field: Floating, place: QRect) -> None:
        """Shows a panel at a place of the view; another one goes."""
        self.leave()
        self._field = field
        field.left.connect(self._forget)
        field.open_at(place)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, choices: Iterable[Choice], heading: str, element: str, act: Callable[[str], None]) -> Chooser:
        """Shows a list at an element; `act` gets the name of what is chosen."""
        self.leave()
        theme = self._window.look.theme
        self._anchor.setStyleSheet(form_style(theme, self._window.font().pointSizeF()))
        self._anchor.setGeometry(self.place_of(element))
        chooser = Chooser(self._anchor, tuple(choices), lambda kind: legend_icon(kind, theme), heading)
        chooser.search.setPlaceholderText(heading)
        chooser.chosen.connect(act)
        chooser.open_at(self._anchor)
        return chooser

    def let_go(self) -> None:
        """Somebody turned to something else."""
        if self._field is not None:
            self._field.let_go()

    def leave(self) -> None:
        """Nothing comes of the panel that is open."""
        if self._field is not None:
            self._field.leave()

    def refresh(self) -> None:
        """In the colours of the moment."""
        if self._field is not None:
            self._field.set_theme(self._window.look.theme)

    def place_of(self, element: str) -> QRect:
        """Where an element is in the view, brought into it; the middle of the view if it is nowhere."""
        canvas = self._window.canvas
        rect = canvas.rect_of(element) if element else None
        if rect is None or rect.isNull():
            middle = canvas.viewport().rect().center()
            return QRect(middle, middle)
        canvas.reveal(element)
        return QRect(canvas.mapFromScene(rect.topLeft()), canvas.mapFromScene(rect.bottomRight()))

    def _forget(self) -> None:
        self._field = None


class _Anchor(QWidget):
    """Stands where an element is, for what comes up beside it; the focus goes to the drawing."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusProxy(canvas)
