"""The window: composition only. It joins the session to the panels and the actions to what they do."""

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from calcviewer.app import commands, panels, texts
from calcviewer.app.actions import Actions
from calcviewer.app.look import Look
from calcviewer.app.session import Session
from calcviewer.app.settings import Settings
from calcviewer.app.watch import FileWatch
from calcviewer.core.library import Place
from calcviewer.i18n import _
from calcviewer.layout.picture import Picture
from calcviewer.view.bars import EmptyState, Legend, MessageBar, ProblemList
from calcviewer.view.canvas import Canvas
from calcviewer.view.details import Details
from calcviewer.view.legend_icons import LEGEND_ICON
from calcviewer.view.library_panel import LibraryPanel
from calcviewer.view.outline import Outline

INDEX_AFTER_MS = 150
"""The other diagrams are read when the first one is on screen; before, they would only delay it."""
SLOW_MS = 300
"""Work that takes longer says so and can be cancelled."""


class MainWindow(QMainWindow):
    """Left the library and the outline, in the middle the drawing, right the details."""

    def __init__(self, session: Session, look: Look, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.look = look
        self.settings = settings
        self.message_action: Callable[[], None] = lambda: None
        self.is_page_shown = False
        self.actions_table = Actions(self, self.do)
        self._build()
        self._join()
        self._handlers: Mapping[str, Callable[[], None]] = commands.handlers(self)
        panels.group_actions(self)
        self.retranslate()

    # -- construction -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self.look.theme
        self.library_panel = LibraryPanel()
        self.outline = Outline()
        self.sidebar = QTabWidget(documentMode=True)
        self.sidebar.setUsesScrollButtons(False)
        self.sidebar.tabBar().setExpanding(True)
        self.sidebar.addTab(self.library_panel, "")
        self.sidebar.addTab(self.outline, "")
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.title.setObjectName("title")
        self.message_bar = MessageBar()
        self.canvas = Canvas(theme)
        self.empty = EmptyState()
        self.stage = QStackedWidget()
        self.stage.addWidget(self.canvas)
        self.stage.addWidget(self.empty)
        self.legend = Legend()
        self.problem_list = ProblemList()
        self.problem_list.hide()
        self.details = Details(theme)
        self.centre = _column(self.title, self.message_bar, self.stage, self.problem_list, self.legend)
        self.splitter = QSplitter()
        for widget, stretch in ((self.sidebar, 0), (self.centre, 1), (self.details, 0)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([230, 760, 350])
        self.splitter.setChildrenCollapsible(False)
        self.setCentralWidget(self.splitter)
        self.rail = self._bar(Qt.ToolBarArea.LeftToolBarArea, "rail")
        self.tool_bar = self._bar(Qt.ToolBarArea.TopToolBarArea, "toolBar")
        self.watch = FileWatch(self)
        self._index_soon = QTimer(self, singleShot=True, interval=INDEX_AFTER_MS)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self.resize(1280, 800)
        self.setMinimumSize(640, 420)
        self.setAcceptDrops(False)

    def _bar(self, area: Qt.ToolBarArea, name: str) -> QToolBar:
        bar = QToolBar()
        bar.setObjectName(name)
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(area, bar)
        return bar

    def _join(self) -> None:
        session, canvas = self.session, self.canvas
        session.library_changed.connect(self._show_library)
        session.index_changed.connect(self._show_index)
        session.diagram_changed.connect(self._show_diagram)
        session.picture_changed.connect(self._show_picture)
        session.layout_started.connect(self._slow.start)
        session.layout_failed.connect(self._show_layout_failure)
        session.selection_changed.connect(self._show_selection)
        session.history_changed.connect(self._show_history)
        self.watch.changed.connect(self._read_again)
        self.watch.vanished.connect(lambda: self.say(_("The file is not there any more. What was read stays open.")))
        self._index_soon.timeout.connect(self.session.start_index)
        self._slow.timeout.connect(self._show_progress)
        canvas.element_chosen.connect(session.select)
        canvas.details_requested.connect(lambda: self.do("go-details"))
        canvas.menu_requested.connect(lambda element, at: panels.show_menu(self, element, at))
        self.outline.element_chosen.connect(session.select)
        self.details.link_activated.connect(self.follow)
        self.library_panel.link_activated.connect(self.follow)
        self.library_panel.query_changed.connect(self._show_hits)
        self.legend.kind_hovered.connect(canvas.light_kind)
        self.message_bar.action_chosen.connect(self._act)
        self.empty.chosen.connect(self.do)
        self.look.changed.connect(self.show_look)

    # -- what the session says --------------------------------------------------------------------------------

    def _show_library(self) -> None:
        self.details.set_folder(self.session.library.folder)
        self.library_panel.set_shelves(texts.shelves(self.session.library, self.language), self.session.diagram_id)

    def _show_index(self) -> None:
        self._show_library()
        if not self.is_page_shown:
            self._show_details()
        self._show_hits(self.library_panel.search_field.text())

    def _show_hits(self, query: str) -> None:
        if query.strip():
            self.library_panel.set_hits(texts.found(self.session, query, self.language))

    def _show_diagram(self) -> None:
        session = self.session
        diagram = session.diagram
        self.title.setText(session.library.title(session.diagram_id).get(self.language) if session.diagram_id else "")
        self.library_panel.set_current(session.diagram_id)
        self.outline.set_diagram(diagram, self.language)
        self.setWindowTitle(texts.window_title(session, self.language))
        self.watch.follow(session.library.paths.get(session.diagram_id))
        self.canvas.clear()
        self.legend.set_entries((), LEGEND_ICON)
        panels.show_problems(self)
        if diagram is None:
            panels.show_empty(self)
        else:
            self.stage.setCurrentWidget(self.canvas)

    def _read_again(self) -> None:
        self.session.reload()
        if not texts.problem_summary(self.session):
            self.say(_("The file was changed by another program and was read again."))

    def _show_picture(self, picture: Picture) -> None:
        self._slow.stop()
        diagram = self.session.diagram
        if diagram is None:
            return
        if self.message_bar.property("topic") == "progress":
            self.say("")
        self.canvas.show_picture(picture, diagram, self.language)
        self.legend.set_entries(*texts.legend(picture, self.look.theme))
        self.canvas.set_selected(self.session.element)
        self.canvas.set_spoken(texts.canvas_words(diagram, self.session.element, self.language))

    def _show_progress(self) -> None:
        self.say(_("The drawing is being laid out …"), _("Stop"), self.session.cancel_layout, "progress")

    def _show_layout_failure(self, problem: object) -> None:
        self._slow.stop()
        panels.show_layout_failure(self, problem)

    def _show_selection(self, element: str) -> None:
        if element and self.message_bar.property("topic") == "hint":
            self.say("")
            self.settings = dataclasses.replace(self.settings, is_hint_seen=True)
        self.canvas.set_selected(element)
        self.outline.set_current(element)
        diagram = self.session.diagram
        if diagram:
            self.canvas.set_spoken(texts.canvas_words(diagram, element, self.language))
        self._show_details()

    def _show_details(self) -> None:
        session = self.session
        self.is_page_shown = False
        if session.diagram is None:
            self.details.show_story((), self.languages, {})
            return
        parts = texts.story_of(session)
        self.details.show_story(parts, self.languages, session.library.file.glossary)

    def _show_history(self) -> None:
        self.actions_table["back"].setEnabled(self.session.history.can_go_back)
        self.actions_table["forward"].setEnabled(self.session.history.can_go_forward)

    # -- what the user asks -----------------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language of labels and titles."""
        return self.languages[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the details: one, or both."""
        return texts.content_languages(self.settings)

    def do(self, name: str) -> None:
        """Does what an action of the table names."""
        self._handlers[name]()

    def follow(self, link: str) -> None:
        """Goes where a link leads; one that leads nowhere says so."""
        if not self.session.follow(link):
            self.say(_("This link leads nowhere: {link}").format(link=texts.short(link)))

    def open_path(self, path: Path) -> None:
        """Opens a diagram or a library; what cannot be opened is said, and what was open stays."""
        try:
            self.session.open_path(path)
        except OSError as failure:
            self.say(texts.cannot_open(path, failure))
            if not self.session.diagram_id:
                panels.show_empty(self)
            return
        self._index_soon.start()

    def show_page(self, name: str) -> None:
        """The help or the page about the program, in the place of the details until something is selected."""
        self.is_page_shown = True
        self.details.show()
        self.details.show_story(texts.page(name, self.settings.interface_language), self.languages[:1], {})
        self.details.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_page(self) -> None:
        """The details again, in the place of a page."""
        self._show_details()

    def say(self, sentence: str, action: str = "", act: Callable[[], None] | None = None, topic: str = "") -> None:
        """Shows a sentence in the bar, with a button that calls `act`."""
        self.message_action = act or (lambda: None)
        self.message_bar.setProperty("topic", topic)
        self.message_bar.say(sentence, action)

    def _act(self) -> None:
        self.message_action()

    def retranslate(self) -> None:
        """Every word of the window in the language of the interface; the content in its own."""
        self.actions_table.retranslate()
        self.actions_table.fill(self.menuBar())
        self.sidebar.setTabText(0, _("Diagrams"))
        self.sidebar.setTabText(1, _("Outline"))
        self.canvas.setAccessibleName(_("Drawing"))
        self.details.setAccessibleName(_("Details"))
        self.library_panel.retranslate()
        panels.fill_bars(self)
        panels.check_actions(self)
        if self.message_bar.property("topic") == "hint" and self.message_bar.isVisible():
            panels.show_hint(self)
        self.show_content_language()

    def show_content_language(self) -> None:
        """The content in the chosen language. Nothing moves."""
        session = self.session
        self._show_library()
        if session.diagram_id:
            self.title.setText(session.library.title(session.diagram_id).get(self.language))
            self.setWindowTitle(texts.window_title(session, self.language))
        self.outline.set_diagram(session.diagram, self.language)
        self.outline.set_current(session.element)
        self.canvas.set_language(self.language)
        if session.diagram:
            self.canvas.set_spoken(texts.canvas_words(session.diagram, session.element, self.language))
        if session.picture:
            self.legend.set_entries(*texts.legend(session.picture, self.look.theme))
        self._show_hits(self.library_panel.search_field.text())
        self._show_details()
        panels.show_problems(self)

    def show_look(self) -> None:
        """Everything in the colours and text size of the moment."""
        self.canvas.set_theme(self.look.theme)
        self.details.set_theme(self.look.theme)
        if self.session.picture:
            self.legend.set_entries(*texts.legend(self.session.picture, self.look.theme))
        panels.fill_bars(self)
        panels.check_actions(self)

    # -- leaving and coming back ------------------------------------------------------------------------------

    def restore(self) -> None:
        """The panels as they were left."""
        if self.settings.geometry:
            self.restoreGeometry(QByteArray(self.settings.geometry))
        if self.settings.splitter:
            self.splitter.restoreState(QByteArray(self.settings.splitter))
        panels.show_panels(self)

    def restore_place(self) -> None:
        """The diagram, step and zoom as they were left, if the library still has them."""
        settings, session = self.settings, self.session
        if settings.diagram in session.library.paths:
            session.go(Place(settings.diagram, settings.element))
            if settings.zoom:
                self.canvas.restore_view(settings.zoom, settings.centre_x, settings.centre_y)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers where one was."""
        self.settings = commands.remembered(self)
        event.accept()


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, QStackedWidget) else 0)
    return holder
