"""Everything around the drawing: library, outline, details, legend, problems, bars and menus.

What lights, marks and asks (`lens`, `finder`, `asking`) is made when it is first wanted.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QTabWidget, QToolBar

from calcviewer.activities.modes import EXPLORE, WHAT_IF
from calcviewer.app import commands, convergence_view, pages, panels, texts
from calcviewer.app.actions import Actions
from calcviewer.core.model import Term
from calcviewer.core.problems import Problem
from calcviewer.i18n import _
from calcviewer.layout.engine import TOO_LARGE
from calcviewer.layout.marks import Marks
from calcviewer.layout.picture import Picture
from calcviewer.view.bars import EmptyState, Legend, ProblemList
from calcviewer.view.details import Details
from calcviewer.view.legend_icons import LEGEND_ICON
from calcviewer.view.library_panel import LibraryPanel
from calcviewer.view.outline import Outline
from calcviewer.view.side_tabs import SideTabs
from calcviewer.view.story import Part

if TYPE_CHECKING:
    from calcviewer.app.asking import Asking
    from calcviewer.app.comparison import Comparison
    from calcviewer.app.editing import Editing
    from calcviewer.app.finder import Finder
    from calcviewer.app.lens import Lens
    from calcviewer.app.main_window import MainWindow
    from calcviewer.view.table_page import TablePage

OUTDATED_AFTER_MS = 1000
"""Half a word is an error too: only one that stays so long is marked on the drawing."""
WIDTHS = [230, 760, 350]


class Around:
    """Made once for a window; the widgets live as long as it does."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.is_page_shown = False
        self.mode = EXPLORE
        self._lens: Lens | None = None
        self._finder: Finder | None = None
        self._asking: Asking | None = None
        self._editing: Editing | None = None
        self._outdated_soon = QTimer(window, singleShot=True, interval=OUTDATED_AFTER_MS)
        self._outdated_soon.timeout.connect(lambda: window.canvas.set_outdated(True))
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
        self.side = SideTabs(self.details)
        self._table_page: TablePage | None = None
        self.empty = EmptyState()
        window.stage.addWidget(self.empty)
        self.legend = Legend()
        self._kinds: frozenset[str] = frozenset()
        self.problem_list = ProblemList()
        self.problem_list.hide()
        window.column.addWidget(self.problem_list)
        window.column.addWidget(self.legend)
        window.splitter.insertWidget(0, self.sidebar)
        window.splitter.addWidget(self.side)
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
        session.outdated.connect(lambda: panels.show_problems(window))
        session.revised.connect(self._show_revision)
        session.view_widened.connect(self._say_widened)
        session.picture_changed.connect(self._show_picture)
        session.selection_changed.connect(self._show_selection)
        session.history_changed.connect(self._show_history)
        window.canvas.element_acted_on.connect(lambda element: commands.act_on(window, element))
        window.canvas.menu_requested.connect(lambda element, at: panels.show_menu(window, element, at))
        window.canvas.open_requested.connect(lambda element: convergence_view.open_element(window, element))
        self.outline.element_chosen.connect(session.select)
        self.details.link_activated.connect(lambda link: pages.follow(window, link))
        self.library_panel.link_activated.connect(lambda link: pages.follow(window, link))
        self.library_panel.query_changed.connect(self._show_hits)
        self.legend.kind_hovered.connect(window.canvas.light_kind)
        self.empty.chosen.connect(window.do)
        window.look.changed.connect(self.show_look)
        window.setAcceptDrops(True)

    @property
    def comparing(self) -> "Comparison | None":
        """What shows a second diagram beside the first, while it does."""
        return self.comparison if self.comparison and self.comparison.is_open else None

    @property
    def table_page(self) -> "TablePage":
        """The table of a diagram in the place of its drawing; made when it is first asked for."""
        if self._table_page is None:
            from calcviewer.view.table_page import TablePage

            self._table_page = TablePage(self._window.look.theme)
            self._table_page.link_activated.connect(lambda link: pages.follow(self._window, link))
            self._window.stage.addWidget(self._table_page)
        return self._table_page

    @property
    def is_table_shown(self) -> bool:
        """Whether the table stands in the place of the drawing."""
        return self._table_page is not None and self._window.stage.currentWidget() is self._table_page

    def catch_up(self) -> None:
        """Shows what the session has come to so far."""
        panels.group_actions(self._window)
        self.retranslate()
        panels.show_panels(self._window)
        if self._window.session.picture:
            self._show_picture(self._window.session.picture)

    # -- what lights, marks and asks --------------------------------------------------------------------------

    @property
    def lens(self) -> "Lens":
        """What is lit on the drawing, and the bar that says it."""
        if self._lens is None:
            from calcviewer.app.lens import Lens

            self._lens = Lens(self._window)
        return self._lens

    @property
    def finder(self) -> "Finder":
        """Paths and loops, as a list at the side."""
        if self._finder is None:
            from calcviewer.app.finder import Finder

            self._finder = Finder(self._window)
        return self._finder

    @property
    def asking(self) -> "Asking":
        """What-if: what is asked, and its answer."""
        if self._asking is None:
            from calcviewer.app.asking import Asking

            self._asking = Asking(self._window)
        return self._asking

    @property
    def editing(self) -> "Editing":
        """The text of the diagram, and every way to change it."""
        if self._editing is None:
            from calcviewer.app.editing import Editing

            self._editing = Editing(self._window)
            self._editing.begin()
        return self._editing

    @property
    def is_edited(self) -> bool:
        """Whether the open diagram is shown as its text is edited, not as its file was read."""
        return self._editing is not None and self._editing.document is not None

    @property
    def is_unsaved(self) -> bool:
        """Whether the text of the open diagram is not that of its file."""
        document = self._editing.document if self._editing is not None else None
        return document is not None and document.is_modified

    def close(self) -> None:
        """The window closes: what is not saved is kept for the next start."""
        if self._editing is not None:
            self._editing.close()

    def show_lit(self) -> None:
        """Other steps and arrows are lit: what speaks of them says so."""
        self.speak()
        if self._finder is not None:
            self._finder.show_words()

    @property
    def is_end_awaited(self) -> bool:
        """Whether the next step that is clicked is the end of the paths that are looked for."""
        return self._finder is not None and self._finder.is_end_awaited

    def marks(self) -> Marks:
        """What the answer of What-if says of steps and arrows, in its mode; and what is lit, while all is drawn."""
        of = self._asking.marks() if self._asking is not None and self.mode == WHAT_IF else {}
        if self._editing is not None and self.mode != WHAT_IF:
            of = self._editing.marks()
        is_whole = self._window.session.part is None
        return Marks(of, self._lens.lit() if self._lens is not None and is_whole else None)

    def step_out(self) -> bool:
        """One step out of what is lit; False if nothing is."""
        return self._lens is not None and self._lens.step_out()

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
        found = texts.found(self._window.session, query, self._window.language) if query.strip() else None
        if found is not None:
            self.library_panel.set_hits(found)

    def _show_diagram(self) -> None:
        session = self._window.session
        self.library_panel.set_current(session.diagram_id)
        self.outline.set_diagram(session.shown, self._window.language)
        self.outline.set_current(session.element)
        if not session.is_revision:
            self._kinds = frozenset()
            self.legend.set_entries((), LEGEND_ICON)
        panels.check_actions(self._window)
        panels.show_problems(self._window)

    def _show_revision(self) -> None:
        """The text was read again while it is edited."""
        if self._window.session.library.is_outdated(self._window.session.diagram_id):
            self._outdated_soon.start()
        else:
            self._outdated_soon.stop()
            self._window.canvas.set_outdated(False)
        panels.show_problems(self._window)

    def _say_widened(self) -> None:
        sentence = _("This does not stand in the source text, so everything is shown now.")
        self._window.say(sentence, _("Source text only"), lambda: self._window.do("view-basic"), "view")

    def _show_picture(self, picture: Picture) -> None:
        kinds = texts.kinds_of(picture)
        if kinds != self._kinds:  # else it stands there already, in this theme and this language
            self._kinds = kinds
            self.legend.set_entries(*texts.legend(picture, self._window.look.theme))
        self.speak()

    def _show_selection(self, element: str) -> None:
        self.outline.set_current(element)
        if element:
            pages.show_drawing(self._window)
        self.speak()
        self.show_details()

    def speak(self) -> None:
        """What a screen reader hears of the drawing, with what is lit and answered."""
        session = self._window.session
        if session.shown:
            words = texts.canvas_words(session.shown, session.element, self._window.language)
            basic = _("Only the source text is shown.") if session.is_basic_shown else ""
            lit = self._lens.sentence(session.view) if self._lens and session.view else ""
            answer = self._asking.spoken(session.element) if self._asking and self.mode == WHAT_IF else ""
            self._window.canvas.set_spoken(" ".join(said for said in (words, basic, lit, answer) if said))

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
        if problem.code in TOO_LARGE:
            self._window.say(problem.message, _("Draw it simply"), self._draw_simply, "layout")
        else:
            self._window.say(problem.message, _("Try again"), lambda: self._window.do("reload"), "layout")

    def _draw_simply(self) -> None:
        """A drawing that takes no time, and the way back from it."""
        self._window.session.set_simple(True)
        sentence = _("This is a simple drawing: rows of steps, in the order of their causes.")
        self._window.say(sentence, _("Lay out again"), self._lay_out, "layout")

    def _lay_out(self) -> None:
        self._window.say("")
        self._window.session.set_simple(False)

    def show_cannot_open(self, path: Path, failure: OSError) -> None:
        """Why nothing was opened."""
        self._window.say(texts.cannot_open(path, failure))
        if not self._window.session.diagram_id:
            self.show_empty()

    # -- what the user asks -----------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """The help or the page about the program, in the place of the details until something is selected."""
        page = texts.page(name, self._window.settings.interface_language)
        self.show_parts(page, self._window.languages[:1], {})

    def show_parts(self, parts: Sequence[Part], languages: tuple[str, ...], glossary: Mapping[str, Term]) -> None:
        """A page in the place of the details until something is selected."""
        self.is_page_shown = True
        self.side.show_panel(self.details, _("Details"))
        self.details.show_story(parts, languages, glossary)
        self.details.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Every word of the window in the language of the interface; the content in its own."""
        self.actions.retranslate()
        self.actions.fill(self._window.menuBar())
        self.sidebar.setTabText(0, _("Diagrams"))
        self.sidebar.setTabText(1, _("Outline"))
        self._window.canvas.setAccessibleName(_("Drawing"))
        self.details.setAccessibleName(_("Details"))
        self.side.name_panel(self.details, _("Details"))
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
        self.outline.set_diagram(session.shown, window.language)
        self.outline.set_current(session.element)
        if session.picture:
            self.legend.set_entries(*texts.legend(session.picture, window.look.theme))
        self.speak()
        self._show_hits(self.library_panel.search_field.text())
        self.show_details()
        self._refresh_activities()
        pages.refresh(window)
        panels.show_problems(window)
        if session.diagram is None:
            self.show_empty()
        if self.comparing:
            self.comparing.refresh()

    def _refresh_activities(self) -> None:
        """What lights, marks and asks, in the words of the moment."""
        for activity in (self._lens, self._finder, self._asking, self._editing):
            if activity is not None:
                activity.refresh()

    def show_look(self) -> None:
        """Everything in the colours and text size of the moment."""
        window = self._window
        window.canvas.set_theme(window.look.theme)
        self.details.set_theme(window.look.theme)
        if self._asking is not None:
            self._asking.set_theme(window.look.theme)
        if self._editing is not None:
            self._editing.refresh()
        if self._table_page is not None:
            self._table_page.set_theme(window.look.theme)
        if window.session.picture:
            self.legend.set_entries(*texts.legend(window.session.picture, window.look.theme))
        panels.fill_bars(window)
        panels.check_actions(window)
        if self.comparing:
            self.comparing.refresh()
