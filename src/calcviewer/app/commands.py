"""What each action of the table does to the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from calcviewer import paths
from calcviewer.activities.modes import EDIT, EXPLORE, WHAT_IF
from calcviewer.app import convergence_view, pages, panels
from calcviewer.app.session import drawer_of
from calcviewer.core.library import Place
from calcviewer.core.problems import visible
from calcviewer.core.trace import Direction
from calcviewer.i18n import _, use_language

if TYPE_CHECKING:
    from calcviewer.app.asking import Asking
    from calcviewer.app.editing import Editing
    from calcviewer.app.finder import Finder
    from calcviewer.app.lens import Lens
    from calcviewer.app.main_window import MainWindow
    from calcviewer.app.session import Session
    from calcviewer.view.canvas import Canvas

BY_HAND = (
    *("add-step", "draw-arrow", "edit-label", "change-kind", "reverse-arrow", "duplicate-step"),
    *("change-group", "rename-id", "delete"),
)
ZOOM_STEP = 1.25
TEXT_STEP = 10


def handlers(window: MainWindow) -> Mapping[str, Callable[[], None]]:
    """Action id → what it does. One row per row of ACTIONS."""
    session = window.session
    return {
        "open-file": lambda: _open_file(window),
        "open-folder": lambda: _open_folder(window),
        "open-shipped": lambda: window.open_path(paths.shipped_library()),
        "reload": lambda: _reload(window),
        "new-diagram": lambda: _new("ask_for_new", window),
        "duplicate": lambda: _new("duplicate_open", window),
        "new-library": lambda: _new("ask_for_library", window),
        "make-pack": lambda: _new("ask_for_pack", window),
        "export-svg": lambda: _export(window, "svg"),
        "export-png": lambda: _export(window, "png"),
        "choose-graphviz": lambda: _choose_graphviz(window),
        "own-graphviz": lambda: use_graphviz(window, ""),
        "quit": lambda: _quit(window),
        "zoom-in": lambda: _canvas(window).zoom_by(ZOOM_STEP),
        "zoom-out": lambda: _canvas(window).zoom_by(1 / ZOOM_STEP),
        "zoom-fit": lambda: _canvas(window).fit(),
        "zoom-actual": lambda: _canvas(window).zoom_to(1.0),
        "view-basic": lambda: session.choose_basic(True),
        "view-full": lambda: session.choose_basic(False),
        "show-table": lambda: pages.toggle(window),
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
        "explore": lambda: _explore(window),
        "back": session.back,
        "forward": session.forward,
        "home": lambda: _go_by(window, None),
        "next-diagram": lambda: _go_by(window, 1),
        "previous-diagram": lambda: _go_by(window, -1),
        "convergence": lambda: _meet(window),
        "compare": lambda: _compare(window),
        "search": lambda: _search(window),
        "show-facts": lambda: pages.show_facts(window),
        "go-canvas": lambda: _to_canvas(window),
        "go-outline": lambda: _to_outline(window),
        "go-details": lambda: _to_details(window),
        "go-form": lambda: _to_form(window),
        "enter": lambda: _enter(window),
        "deselect": lambda: _escape(window),
        **_questions(window),
        **_changes(window),
        "content-id": lambda: _speak(window, content_language="id"),
        "content-en": lambda: _speak(window, content_language="en"),
        "content-both": lambda: _speak(window, content_language="both"),
        "interface-id": lambda: _speak(window, interface_language="id"),
        "interface-en": lambda: _speak(window, interface_language="en"),
        "help": lambda: window.around.show_page("help"),
        "about": lambda: window.around.show_page("about"),
    }


def _questions(window: MainWindow) -> Mapping[str, Callable[[], None]]:
    """The rows of the menu Ask. What they ask is made when one of them is first called."""

    def lens() -> Lens:
        return window.around.lens

    def finder() -> Finder:
        return window.around.finder

    def asking() -> Asking:
        return window.around.asking

    return {
        "trace-causes": lambda: lens().trace(Direction.CAUSES),
        "trace-effects": lambda: lens().trace(Direction.EFFECTS),
        "trace-both": lambda: lens().trace(Direction.BOTH),
        "trace-further": lambda: lens().go_further(True),
        "trace-nearer": lambda: lens().go_further(False),
        "trace-end": lambda: lens().end(),
        "solo": lambda: lens().draw_alone(),
        "neighbours": lambda: lens().draw_neighbours(),
        "whole": lambda: lens().draw_whole(),
        "paths": lambda: finder().look_for_paths(),
        "loops": lambda: finder().look_for_loops(),
        "in-words": lambda: finder().tell_in_words(),
        "what-if": lambda: toggle_mode(window, WHAT_IF),
        "block": lambda: _block(window),
        "what-if-reset": lambda: asking().reset(),
    }


def _changes(window: MainWindow) -> Mapping[str, Callable[[], None]]:
    """The rows of the menu Edit."""

    def editing() -> Editing:
        return window.around.editing

    return {
        "edit": lambda: toggle_mode(window, EDIT),
        "save": lambda: editing().save(),
        "save-copy": lambda: editing().save_copy(),
        "revert": lambda: editing().revert(),
        "versions": lambda: editing().show_versions(),
        "undo": lambda: editing().undo(),
        "redo": lambda: editing().redo(),
        **{name: partial(_by_hand, window, name) for name in BY_HAND},
    }


def _by_hand(window: MainWindow, name: str) -> None:
    """A change of what is selected: only in the mode Edit, so that no key changes what is only looked at."""
    if window.around.mode == EDIT:
        window.around.editing.hand.do(name)
    else:
        window.say(
            _("A diagram is changed in the mode Edit."), _("Edit this diagram"), lambda: window.do("edit"), "edit"
        )


def _to_form(window: MainWindow) -> None:
    """The form takes the keyboard; if need be the mode in which there is one begins."""
    if window.around.mode != EDIT:
        choose_mode(window, EDIT)
    window.around.editing.panels.forms.take_focus()


def present(window: MainWindow, is_on: bool) -> None:
    """The whole screen for the drawing, or back again."""
    window.showFullScreen() if is_on else window.showNormal()
    panels.show_panels(window)
    panels.fill_bars(window)
    window.canvas.setFocus()


def choose_mode(window: MainWindow, mode: str) -> None:
    """What a click means from now on, and which panel is there. Nothing in the drawing moves."""
    before, window.around.mode = window.around.mode, mode
    for changed in dict.fromkeys((before, mode)):
        if changed == WHAT_IF:
            window.around.asking.show(mode == WHAT_IF)
        elif changed == EDIT:
            window.around.editing.show(mode == EDIT)
    panels.fill_bars(window)
    panels.show_panels(window)


def toggle_mode(window: MainWindow, mode: str) -> None:
    """Enters a mode, or leaves it."""
    choose_mode(window, EXPLORE if window.around.mode == mode else mode)


def act_on(window: MainWindow, element: str) -> None:
    """What a click or the space bar does to an element, beside selecting it; nothing where a path's end is chosen."""
    if window.around.mode == WHAT_IF and element and not window.around.is_end_awaited:
        window.around.asking.toggle(element)


def _explore(window: MainWindow) -> None:
    if window.around.mode != EXPLORE:
        choose_mode(window, EXPLORE)
    else:
        present(window, False)


def _enter(window: MainWindow) -> None:
    """Enter on the drawing: what the mode does there; into the diagram that a step comes from; or to the details."""
    element = window.session.element
    if element and window.around.mode == WHAT_IF:
        act_on(window, element)
    elif element and convergence_view.is_shown(window):
        convergence_view.open_element(window, element)
    else:
        _to_details(window)


def _block(window: MainWindow) -> None:
    if not window.session.element:
        window.say(_("Select a step, an arrow or a treatment first."), topic="trace")
        return
    if window.around.mode != WHAT_IF:
        choose_mode(window, WHAT_IF)
    window.around.asking.toggle(window.session.element)


def _new(name: str, window: MainWindow) -> None:
    """One of the ways to new files; the module is large and seldom needed."""
    from calcviewer.app import new_diagrams

    getattr(new_diagrams, name)(window)


def _reload(window: MainWindow) -> None:
    if window.around.is_edited:
        window.around.editing.look_outside()
    else:
        window.session.reload()


def _toggle(window: MainWindow, name: str) -> None:
    changed: dict[str, Any] = {name: not getattr(window.settings, name)}
    window.settings = window.settings._replace(**changed)
    panels.show_panels(window)


def _toggle_library(window: MainWindow) -> None:
    comparing = window.around.comparing
    if comparing and comparing.hides_sidebar:
        comparing.hides_sidebar = False
        panels.show_panels(window)
    elif window.around.mode == EDIT and window.around.editing.panels.hides_sidebar:
        window.around.editing.panels.hides_sidebar = False
        panels.show_panels(window)
    else:
        _toggle(window, "is_sidebar_visible")


def _speak(window: MainWindow, **languages: Any) -> None:
    window.settings = window.settings._replace(**languages)
    if "interface_language" in languages:
        use_language(window.settings.interface_language)
        window.around.retranslate()
    else:
        panels.check_actions(window)
        window.around.show_content_language()


def _escape(window: MainWindow) -> None:
    """One step out: search, problems, page, table, what is lit, selection, comparison, merged diagram, full screen."""
    if window.around.library_panel.is_searching:
        window.around.library_panel.focus_search()
        window.around.library_panel.search_field.clear()
    elif window.around.problem_list.isVisible():
        window.around.problem_list.hide()
    elif window.around.is_page_shown:
        window.around.show_details()
    elif panels.is_table_shown(window):
        pages.show_drawing(window)
    elif window.around.step_out():
        return
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
        return
    pages.show_drawing(window)
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
        window.settings = window.settings._replace(is_sidebar_visible=True)
        panels.show_panels(window)
        window.around.sidebar.show()
    window.around.sidebar.setCurrentWidget(window.around.library_panel)
    window.around.library_panel.focus_search()


def _to_outline(window: MainWindow) -> None:
    window.around.sidebar.show()
    window.around.sidebar.setCurrentWidget(window.around.outline)
    window.around.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _to_details(window: MainWindow) -> None:
    window.around.side.show_panel(window.around.details, _("Details"))
    window.around.details.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _go_by(window: MainWindow, offset: int | None) -> None:
    ids = list(window.session.library.paths)
    if ids and window.session.diagram_id:
        here = ids.index(window.session.diagram_id) if window.session.diagram_id in ids else -1
        window.session.go(Place(ids[0 if offset is None else (here + offset) % len(ids)]))


def _open_file(window: MainWindow) -> None:
    folder = str(window.session.library.folder)
    name, _filter = QFileDialog.getOpenFileName(
        window, _("Open a diagram"), folder, _("Diagrams (*.yaml *.yml *.calcpack)")
    )
    if name:
        window.open_path(Path(name))


def _open_folder(window: MainWindow) -> None:
    name = QFileDialog.getExistingDirectory(window, _("Open a library folder"), str(window.session.library.folder))
    if name:
        window.open_path(Path(name))


def _export(window: MainWindow, name: str) -> None:
    session = window.session
    if session.shown is None or session.picture is None:
        window.say(_("There is no drawing to export."))
        return
    from calcviewer.exporting.formats import EXPORTERS, export_name

    exporter = EXPORTERS[name]
    suggestion = str(Path.home() / export_name(session.diagram_id, window.language, exporter, session.is_basic_shown))
    chosen, _filter = QFileDialog.getSaveFileName(window, _("Export"), suggestion, f"*{exporter.suffix}")
    if chosen:
        export_to(window, name, Path(chosen))


def export_to(window: MainWindow, name: str, path: Path) -> None:
    """Writes the drawing as it stands, marks and all; a failure is said and leaves what was there."""
    from calcviewer.exporting.formats import render
    from calcviewer.saving.failure import WriteError
    from calcviewer.saving.write import write_whole

    session = window.session
    assert session.shown is not None
    assert session.picture is not None
    marks = window.around.marks()
    try:
        write_whole(path, render(name, session.picture, session.shown, window.language, window.look.theme, marks))
    except WriteError as failure:
        window.say(" ".join(problem.message for problem in failure.problems))
        return
    window.say(_("Saved as {path}.").format(path=visible(str(path))))


def _choose_graphviz(window: MainWindow) -> None:
    name, _filter = QFileDialog.getOpenFileName(window, _("Choose the Graphviz program (dot)"))
    if name:
        use_graphviz(window, name)


def use_graphviz(window: MainWindow, path: str) -> None:
    """Draws with another program from now on; '' is the one that came with this program."""
    window.settings = window.settings._replace(graphviz=path)
    drawer = drawer_of(window.settings)
    window.session.set_drawer(drawer)
    if window.around.comparison:
        window.around.comparison.second.set_drawer(drawer)


def _quit(window: MainWindow) -> None:
    window.close()
