"""Where the pathways meet: showing the merged diagram, and the ways from it into the diagrams that it is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QMenu

from calcviewer.app import texts
from calcviewer.core.library import CONVERGENCE, Place
from calcviewer.core.problems import visible
from calcviewer.i18n import _

if TYPE_CHECKING:
    import threading

    from calcviewer.app.main_window import MainWindow
    from calcviewer.core.library import Library

SLOW_MS = 300

ROW_LENGTH = 100
"""Of a row of the menu: rather broad than without the end by which the steps differ."""


def is_shown(window: MainWindow) -> bool:
    """Whether the merged diagram is open."""
    return window.session.diagram_id == CONVERGENCE


def nothing_shared() -> str:
    """Why there is no merged diagram."""
    return _("The diagrams of this library share no step, so there is nothing where they meet.")


class Meeting(QObject):
    """Reads the diagrams that were not read yet, in the background, and then shows where they meet."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._then: Callable[[], None] = self._open
        self._lane = window.session.lane()
        self._lane.done.connect(self._on_merged)
        self._lane.failed.connect(self._on_failed)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._show_progress)
        window.session.diagram_changed.connect(self.stop)

    def show(self) -> None:
        """Opens the merged diagram; a library whose diagrams share nothing has none, and says so."""
        self.when_merged(self._open)

    def when_merged(self, then: Callable[[], None]) -> None:
        """Calls `then` when the merged diagram is at hand, unless another one is opened before."""
        library = self._window.session.library
        self._then = then
        if library.is_merged:
            then()
        else:
            self._slow.start()
            self._lane.start(partial(_merge, library))

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._lane.cancel()
        self._slow.stop()
        if self._window.message_bar.is_about("reading"):
            self._window.say("")

    def _on_merged(self, _nothing: object) -> None:
        self.stop()
        self._then()

    def _on_failed(self, error: object) -> None:
        self.stop()
        raise error if isinstance(error, BaseException) else TypeError(error)

    def _show_progress(self) -> None:
        self._window.say(_("The diagrams are being read …"), _("Stop"), self.stop, "reading")

    def _open(self) -> None:
        window = self._window
        if not window.session.library.has(CONVERGENCE):
            window.say(nothing_shared())
            return
        if not is_shown(window):
            window.session.go(Place(CONVERGENCE))
        window.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _merge(library: Library, cancelled: threading.Event) -> None:
    for diagram_id in library.paths:
        if cancelled.is_set():
            return
        library.load(diagram_id)
    library.convergence()


def way_out(window: MainWindow) -> Place | None:
    """Where one was before the merged diagram was opened."""
    history = window.session.history
    before = (place for place in reversed(history.places[: history.index]) if place.diagram != CONVERGENCE)
    return next(before, None) if is_shown(window) else None


def open_element(window: MainWindow, element: str) -> None:
    """Opens the diagram that says this; where several do, a menu asks which."""
    places = window.session.library.convergence().places.get(element, ()) if is_shown(window) else ()
    if len(places) == 1:
        window.session.go(places[0])
    elif places:
        menu = QMenu(window)
        add_places(menu, window, element)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setActiveAction(next(action for action in menu.actions() if not action.isSeparator()))
        menu.popup(_middle(window, element))


def add_places(menu: QMenu, window: MainWindow, element: str) -> None:
    """A row for each place in the diagrams where they say the same."""
    library = window.session.library
    places = library.convergence().places.get(element, ()) if is_shown(window) else ()
    if places:
        menu.addSection(_("Open the diagram"))
    for place in places:
        words = texts.place_words(library, place, window.language)
        menu.addAction(visible(words, ROW_LENGTH).replace("&", "&&"), partial(window.session.go, place))


def _middle(window: MainWindow, element: str) -> QPoint:
    """Where an element is on screen."""
    picture, canvas = window.session.picture, window.canvas
    box = picture.box_by_id.get(element) if picture else None
    arrows = [arrow.points for arrow in picture.arrows if arrow.id == element] if picture else []
    x, y = (box.x, box.y) if box else arrows[0][len(arrows[0]) // 2] if arrows else (0.0, 0.0)
    return canvas.viewport().mapToGlobal(canvas.mapFromScene(QPointF(x, y)))
