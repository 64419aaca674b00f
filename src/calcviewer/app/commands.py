"""What each action of the table does to the window."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from calcviewer import paths
from calcviewer.app import convergence_view, panels
from calcviewer.app.session import drawer_of
from calcviewer.core.library import Place
from calcviewer.core.problems import visible
from calcviewer.i18n import _, use_language

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow
    from calcviewer.app.session import Session
    from calcviewer.view.canvas import Canvas

ZOOM_STEP = 1.25
TEXT_STEP = 10


def handlers(window: MainWindow) -> Mapping[str, Callable[[], None]]:
    """Action id → what it does. One row per row of ACTIONS."""
    session = window.session
    return {
        "open-file": lambda: _open_file(window),
        "open-folder": lambda: _open_folder(window),
        "open-shipped": lambda: window.open_path(paths.shipped_library()),
        "reload": session.reload,
        "export-svg": lambda: _export(window, "svg"),
        "export-png": lambda: _export(window, "png"),
        "choose-graphviz": lambda: _choose_graphviz(window),
        "own-graphviz": lambda: use_graphviz(window, ""),
        "quit": lambda: _quit(window),
        "zoom-in": lambda: _canvas(window).zoom_by(ZOOM_STEP),
        "zoom-out": lambda: _canvas(window).zoom_by(1 / ZOOM_STEP),
        "zoom-fit": lambda: _canvas(window).fit(),
        "zoom-actual": lambda: _canvas(window).zoom_to(1.0),
        "text-larger": lambda: window.look.choose_text_size(window.look.text_size + TEXT_STEP),
        "text-smaller": lambda: window.look.choose_text_size(window.look.text_size - TEXT_STEP),
        "text-normal": lambda: window.look.choose_text_size(100),
        "theme-system": lambda: window.look.choose_theme("system"),
        "theme-light": lambda: window.look.choose_theme("light"),
        "theme-dark": lambda: window.look.choose_theme("dark"),
        "theme-high-contrast": lambda: window.look.choose_theme("high-contrast"),
        "show-library": lambda: _toggle_library(window),
        "show-details": lambda: _toggle(window, "is_details_visible"),
        "show-legend": lambda: _toggle(window, "is_legend_visible"),
        "present": lambda: present(window, not window.isFullScreen()),
        "explore": lambda: present(window, False),
        "back": session.back,
        "forward": session.forward,
        "home": lambda: _go_by(window, None),
        "next-diagram": lambda: _go_by(window, 1),
        "previous-diagram": lambda: _go_by(window, -1),
        "convergence": lambda: _meet(window),
        "compare": lambda: _compare(window),
        "enter": lambda: _enter(window),
        "search": lambda: _search(window),
        "go-canvas": lambda: _to_canvas(window),
        "go-outline": lambda: _to_outline(window),
        "go-details": lambda: _to_details(window),
        "deselect": lambda: _escape(window),
        "content-id": lambda: _speak(window, content_language="id"),
        "content-en": lambda: _speak(window, content_language="en"),
        "content-both": lambda: _speak(window, content_language="both"),
        "interface-id": lambda: _speak(window, interface_language="id"),
        "interface-en": lambda: _speak(window, interface_language="en"),
        "help": lambda: window.around.show_page("help"),
        "about": lambda: window.around.show_page("about"),
    }


def present(window: MainWindow, is_on: bool) -> None:
    """The whole screen for the drawing, or back again."""
    window.showFullScreen() if is_on else window.showNormal()
    panels.show_panels(window)
    panels.fill_bars(window)
    window.canvas.setFocus()


def _toggle(window: MainWindow, name: str) -> None:
    changed: dict[str, Any] = {name: not getattr(window.settings, name)}
    window.settings = dataclasses.replace(window.settings, **changed)
    panels.show_panels(window)


def _toggle_library(window: MainWindow) -> None:
    comparing = window.around.comparing
    if comparing and comparing.hides_sidebar:
        comparing.hides_sidebar = False
        panels.show_panels(window)
    else:
        _toggle(window, "is_sidebar_visible")


def _speak(window: MainWindow, **languages: Any) -> None:
    window.settings = dataclasses.replace(window.settings, **languages)
    if "interface_language" in languages:
        use_language(window.settings.interface_language)
        window.around.retranslate()
    else:
        panels.check_actions(window)
        window.around.show_content_language()


def _escape(window: MainWindow) -> None:
    """One step out: of search, problem list, page of help, selection, comparison, merged diagram, full screen."""
    if window.around.library_panel.is_searching:
        window.around.library_panel.focus_search()
        window.around.library_panel.search_field.clear()
    elif window.around.problem_list.isVisible():
        window.around.problem_list.hide()
    elif window.around.is_page_shown:
        window.around.show_details()
    elif selected := _selected(window):
        selected.select("")
    elif comparing := window.around.comparing:
        comparing.close()
    elif place := convergence_view.way_out(window):
        window.session.go(place)
    elif window.isFullScreen():
        present(window, False)


def _selected(window: MainWindow) -> Session | None:
    """Whose selection there is to let go."""
    shown = window.around.comparing.shown if window.around.comparing else window.session
    return shown if shown.element else None


def _canvas(window: MainWindow) -> Canvas:
    """The drawing that one is looking at."""
    return window.around.comparing.canvas if window.around.comparing else window.canvas


def _to_canvas(window: MainWindow) -> None:
    if window.around.comparing:
        window.around.comparing.go_to_other()
    else:
        window.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _meet(window: MainWindow) -> None:
    window.around.meeting.show()


def _compare(window: MainWindow) -> None:
    from calcviewer.app.comparison import Comparison

    if window.around.comparison is None:
        window.around.comparison = Comparison(window)
    window.around.comparison.open()


def _search(window: MainWindow) -> None:
    if not window.settings.is_sidebar_visible or window.isFullScreen():
        window.settings = dataclasses.replace(window.settings, is_sidebar_visible=True)
        panels.show_panels(window)
        window.around.sidebar.show()
    window.around.sidebar.setCurrentWidget(window.around.library_panel)
    window.around.library_panel.focus_search()


def _to_outline(window: MainWindow) -> None:
    window.around.sidebar.show()
    window.around.sidebar.setCurrentWidget(window.around.outline)
    window.around.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _enter(window: MainWindow) -> None:
    """Reads what is selected: in the details, or in the diagram that it comes from."""
    if convergence_view.is_shown(window) and window.session.element:
        convergence_view.open_element(window, window.session.element)
    else:
        _to_details(window)


def _to_details(window: MainWindow) -> None:
    window.around.details.show()
    window.around.details.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _go_by(window: MainWindow, offset: int | None) -> None:
    ids = list(window.session.library.paths)
    if ids and window.session.diagram_id:
        here = ids.index(window.session.diagram_id) if window.session.diagram_id in ids else -1
        window.session.go(Place(ids[0 if offset is None else (here + offset) % len(ids)]))


def _open_file(window: MainWindow) -> None:
    folder = str(window.session.library.folder)
    name, _filter = QFileDialog.getOpenFileName(window, _("Open a diagram"), folder, _("Diagrams (*.yaml *.yml)"))
    if name:
        window.open_path(Path(name))


def _open_folder(window: MainWindow) -> None:
    name = QFileDialog.getExistingDirectory(window, _("Open a library folder"), str(window.session.library.folder))
    if name:
        window.open_path(Path(name))


def _export(window: MainWindow, name: str) -> None:
    session = window.session
    if session.diagram is None or session.picture is None:
        window.say(_("There is no drawing to export."))
        return
    from calcviewer.exporting.formats import EXPORTERS

    exporter = EXPORTERS[name]
    suggestion = str(Path.home() / f"{session.diagram_id.strip('*')}-{window.language}{exporter.suffix}")
    chosen, _filter = QFileDialog.getSaveFileName(window, _("Export"), suggestion, f"*{exporter.suffix}")
    if chosen:
        export_to(window, name, Path(chosen))


def export_to(window: MainWindow, name: str, path: Path) -> None:
    """Writes the drawing as it stands; a failure is said and leaves what was there."""
    from calcviewer.exporting.formats import render
    from calcviewer.exporting.write import ExportError, write_whole

    session = window.session
    assert session.diagram is not None
    assert session.picture is not None
    try:
        write_whole(path, render(name, session.picture, session.diagram, window.language, window.look.theme))
    except ExportError as failure:
        window.say(" ".join(problem.message for problem in failure.problems))
        return
    window.say(_("Saved as {path}.").format(path=visible(str(path))))


def _choose_graphviz(window: MainWindow) -> None:
    name, _filter = QFileDialog.getOpenFileName(window, _("Choose the Graphviz program (dot)"))
    if name:
        use_graphviz(window, name)


def use_graphviz(window: MainWindow, path: str) -> None:
    """Draws with another program from now on; '' is the one that came with this program."""
    window.settings = dataclasses.replace(window.settings, graphviz=path)
    drawer = drawer_of(window.settings)
    window.session.set_drawer(drawer)
    if window.around.comparison:
        window.around.comparison.second.set_drawer(drawer)


def _quit(window: MainWindow) -> None:
    window.close()
