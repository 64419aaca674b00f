"""Everything around the drawing: library, outline, details, legend, problems, bars and menus."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QTabWidget, QToolBar

from calcviewer.app import commands, convergence_view, panels, texts
from calcviewer.app.actions import Actions
from calcviewer.core.library import CONVERGENCE
from calcviewer.core.problems import Problem
from calcviewer.i18n import _
from calcviewer.layout.picture import Picture
from calcviewer.view.bars import EmptyState, Legend, ProblemList
from calcviewer.view.details import Details
from calcviewer.view.legend_icons import LEGEND_ICON
from calcviewer.view.library_panel import LibraryPanel
from calcviewer.view.outline import Outline

if TYPE_CHECKING:
    from calcviewer.app.comparison import Comparison
    from calcviewer.app.main_window import MainWindow

WIDTHS = [230, 760, 350]


class Around:
    """Made once for a window; the widgets live as long as it does."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.is_page_shown = False
        self.comparison: Comparison | None = None
        self.meeting = convergence_view.Meeting(window)
        self.actions = Actions(window, window.do)
        self._build()
        self._join()
        self.handlers: Mapping[str, Callable[[], None]] = commands.handlers(window)

    def _build(self) -> None:
        window = self._window
        self.library_panel = LibraryPanel()
        self.outline = Outline()
        self.sidebar = QTabWidget(documentMode=True)
        self.sidebar.setUsesScrollButtons(False)
        self.sidebar.tabBar().setExpanding(True)
        self.sidebar.addTab(self.library_panel, "")
        self.sidebar.addTab(self.outline, "")
        self.details = Details(window.look.theme)
        self.empty = EmptyState()
        window.stage.addWidget(self.empty)
        self.legend = Legend()
        self.problem_list = ProblemList()
        self.problem_list.hide()
        window.column.addWidget(self.problem_list)
        window.column.addWidget(self.legend)
        window.splitter.insertWidget(0, self.sidebar)
        window.splitter.addWidget(self.details)
        for index, stretch in enumerate((0, 1, 0)):
            window.splitter.setStretchFactor(index, stretch)
        window.splitter.setSizes(WIDTHS)
        window.splitter.setChildrenCollapsible(False)
        if window.settings.splitter:
            window.splitter.restoreState(QByteArray(window.settings.splitter))
        self.rail = self._bar(Qt.ToolBarArea.LeftToolBarArea, "rail")
        self.tool_bar = self._bar(Qt.ToolBarArea.TopToolBarArea, "toolBar")

    def _bar(self, area: Qt.ToolBarArea, name: str) -> QToolBar:
        bar = QToolBar()
        bar.setObjectName(name)
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._window.addToolBar(area, bar)
        return bar

    def _join(self) -> None:
        window, session = self._window, self._window.session
        session.library_changed.connect(self.show_library)
        session.index_changed.connect(self._show_index)
        session.diagram_changed.connect(self._show_diagram)
        session.picture_changed.connect(self._show_picture)
        session.selection_changed.connect(self._show_selection)
        session.history_changed.connect(self._show_history)
        window.canvas.menu_requested.connect(lambda element, at: panels.show_menu(window, element, at))
        window.canvas.open_requested.connect(lambda element: convergence_view.open_element(window, element))
        self.outline.element_chosen.connect(session.select)
        self.details.link_activated.connect(self._follow)
        self.library_panel.link_activated.connect(self._open_shelved)
        self.library_panel.query_changed.connect(self._show_hits)
        self.legend.kind_hovered.connect(window.canvas.light_kind)
        self.empty.chosen.connect(window.do)
        window.look.changed.connect(self.show_look)

    @property
    def comparing(self) -> "Comparison | None":
        """What shows a second diagram beside the first, while it does."""
        return self.comparison if self.comparison and self.comparison.is_open else None

    def catch_up(self) -> None:
        """Shows what the session has come to so far."""
        panels.group_actions(self._window)
        self.retranslate()
        panels.show_panels(self._window)
        if self._window.session.picture:
            self._show_picture(self._window.session.picture)

    # -- what the session says --------------------------------------------------------------------------------

    def show_library(self) -> None:
        """The diagrams under their headings."""
        session = self._window.session
        self.details.set_folder(session.library.folder)
        self.library_panel.set_shelves(texts.shelves(session, self._window.language), session.diagram_id)

    def _show_index(self) -> None:
        self.show_library()
        if not self.is_page_shown:
            self.show_details()
        self._show_hits(self.library_panel.search_field.text())

    def _show_hits(self, query: str) -> None:
        if query.strip():
            self.library_panel.set_hits(texts.found(self._window.session, query, self._window.language))

    def _show_diagram(self) -> None:
        session = self._window.session
        self.library_panel.set_current(session.diagram_id)
        self.outline.set_diagram(session.diagram, self._window.language)
        self.outline.set_current(session.element)
        self.legend.set_entries((), LEGEND_ICON)
        panels.show_problems(self._window)

    def _show_picture(self, picture: Picture) -> None:
        self.legend.set_entries(*texts.legend(picture, self._window.look.theme))
        self._speak_canvas()

    def _show_selection(self, element: str) -> None:
        self.outline.set_current(element)
        self._speak_canvas()
        self.show_details()

    def _speak_canvas(self) -> None:
        session = self._window.session
        if session.diagram:
            words = texts.canvas_words(session.diagram, session.element, self._window.language)
            self._window.canvas.set_spoken(words)

    def show_details(self) -> None:
        """The story of what is selected."""
        session = self.comparing.shown if self.comparing else self._window.session
        languages = self._window.languages
        self.is_page_shown = False
        parts = texts.story_of(session) if session.diagram else ()
        self.details.show_story(parts, languages, session.library.file.glossary)

    def _show_history(self) -> None:
        panels.check_actions(self._window)

    def show_hint(self) -> None:
        """The one hint of a first start."""
        panels.show_hint(self._window)

    def show_empty(self) -> None:
        """In the place of a drawing: why there is none, and what to do."""
        panels.show_empty(self._window)

    def show_layout_failure(self, problem: object) -> None:
        """Graphviz could not draw: the sentence says why; the outline and the details still work."""
        assert isinstance(problem, Problem)
        self._window.say(problem.message, _("Try again"), lambda: self._window.do("reload"), "layout")

    def show_cannot_open(self, path: Path, failure: OSError) -> None:
        """Why nothing was opened."""
        self._window.say(texts.cannot_open(path, failure))
        if not self._window.session.diagram_id:
            self.show_empty()

    # -- what the user asks -----------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """The help or the page about the program, in the place of the details until something is selected."""
        self.is_page_shown = True
        self.details.show()
        page = texts.page(name, self._window.settings.interface_language)
        self.details.show_story(page, self._window.languages[:1], {})
        self.details.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_shelved(self, link: str) -> None:
        self.meeting.show() if link == CONVERGENCE else self._window.follow(link)

    def _follow(self, link: str) -> None:
        (self.comparing or self._window).follow(link)

    def retranslate(self) -> None:
        """Every word of the window in the language of the interface; the content in its own."""
        self.actions.retranslate()
        self.actions.fill(self._window.menuBar())
        self.sidebar.setTabText(0, _("Diagrams"))
        self.sidebar.setTabText(1, _("Outline"))
        self._window.canvas.setAccessibleName(_("Drawing"))
        self.details.setAccessibleName(_("Details"))
        self.library_panel.retranslate()
        panels.fill_bars(self._window)
        panels.check_actions(self._window)
        if self._window.message_bar.is_about("hint") and self._window.message_bar.isVisible():
            panels.show_hint(self._window)
        self.show_content_language()

    def show_content_language(self) -> None:
        """The content in the chosen language. Nothing moves."""
        window, session = self._window, self._window.session
        window.show_titles()
        window.canvas.set_language(window.language)
        self.show_library()
        self.outline.set_diagram(session.diagram, window.language)
        self.outline.set_current(session.element)
        if session.picture:
            self.legend.set_entries(*texts.legend(session.picture, window.look.theme))
        self._speak_canvas()
        self._show_hits(self.library_panel.search_field.text())
        self.show_details()
        panels.show_problems(window)
        if session.diagram is None:
            self.show_empty()
        if self.comparing:
            self.comparing.refresh()

    def show_look(self) -> None:
        """Everything in the colours and text size of the moment."""
        window = self._window
        window.canvas.set_theme(window.look.theme)
        self.details.set_theme(window.look.theme)
        if window.session.picture:
            self.legend.set_entries(*texts.legend(window.session.picture, window.look.theme))
        panels.fill_bars(window)
        panels.check_actions(window)
        if self.comparing:
            self.comparing.refresh()
