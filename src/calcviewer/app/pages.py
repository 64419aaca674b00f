"""Pages beside the diagrams: the table in the place of the drawing, the source text in the details; ways there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from calcviewer.app import panels, texts
from calcviewer.core.library import CONVERGENCE
from calcviewer.i18n import _
from calcviewer.view.story import FACT, LICENCE, SHOW_DRAWING, SHOW_FACTS, SHOW_TABLE

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow


def toggle(window: MainWindow) -> None:
    """Shows the table of the open diagram; when it is there, the drawing again."""
    show_drawing(window) if panels.is_table_shown(window) else show_table(window)


def show_table(window: MainWindow) -> None:
    """Puts the table in the place of the drawing; a diagram without one says so."""
    diagram = window.session.diagram
    if diagram is None or diagram.table is None:
        window.say(_("This diagram has no table."))
        return
    page = window.around.table_page
    window.stage.setCurrentWidget(page)
    refresh(window)
    page.setFocus(Qt.FocusReason.ShortcutFocusReason)
    panels.check_actions(window)


def show_drawing(window: MainWindow) -> None:
    """The drawing again."""
    if panels.is_table_shown(window):
        window.stage.setCurrentWidget(window.canvas)
        window.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
    panels.check_actions(window)


def refresh(window: MainWindow) -> None:
    """The table in the languages of the moment."""
    diagram = window.session.diagram
    if diagram is not None and panels.is_table_shown(window):
        window.around.table_page.show_table(diagram, window.languages, window.session.library.file.glossary)


def show_facts(window: MainWindow, fact: str = "") -> None:
    """The source text, statement by statement, in the details; at one statement, if it is named."""
    session = window.session
    page = texts.facts_of(session)
    if not page:
        window.say(_("This library does not list what its source text says."))
        return
    window.around.show_parts(page, window.languages, session.library.file.glossary)
    window.around.details.scrollToAnchor(fact)


def follow(window: MainWindow, link: str) -> None:
    """Goes where a link of the details, of the table or of the library leads; beside a second drawing, on its side."""
    ways = {SHOW_TABLE: show_table, SHOW_DRAWING: show_drawing, SHOW_FACTS: show_facts}
    if link in ways:
        ways[link](window)
    elif link.startswith(FACT):
        show_facts(window, link.removeprefix(FACT))
    elif link.startswith(LICENCE):
        from calcviewer.app import licences

        window.around.show_parts(licences.page(link.removeprefix(LICENCE)), window.languages[:1], {})
    elif link == CONVERGENCE:
        window.around.meeting.show()
    else:
        (window.around.comparing or window).follow(link)
