"""Where the pathways meet: showing the merged diagram, and the ways from it into the diagrams that it is made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

from calcviewer.app import texts
from calcviewer.core.library import CONVERGENCE, Place
from calcviewer.core.problems import visible
from calcviewer.i18n import _

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow

ROW_LENGTH = 100
"""Of a row of the menu: rather broad than without the end by which the steps differ."""


def is_shown(window: MainWindow) -> bool:
    """Whether the merged diagram is open."""
    return window.session.diagram_id == CONVERGENCE


def show(window: MainWindow) -> None:
    """Opens the merged diagram; a library whose diagrams share nothing has none, and says so."""
    if not window.session.library.has(CONVERGENCE):
        window.say(_("The diagrams of this library share no step, so there is nothing where they meet."))
        return
    if not is_shown(window):
        window.session.go(Place(CONVERGENCE))
    window.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)


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
