"""The window: the drawing first, then everything around it. It joins the session to what is seen.

What stands around the drawing is made after the first picture is on screen (`around`): nothing of it is imported here.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from calcviewer import paths
from calcviewer.app.look import Look
from calcviewer.app.settings import BOTH, Settings
from calcviewer.i18n import _
from calcviewer.layout.picture import Picture
from calcviewer.view.canvas import Canvas

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from calcviewer.app.around import Around
    from calcviewer.app.first_picture import FirstPictures, Promise
    from calcviewer.app.session import Session
    from calcviewer.app.watch import FileWatch
    from calcviewer.core.library import Place
    from calcviewer.view.message_bar import MessageBar

INDEX_AFTER_MS = 150
"""The other diagrams are read when the first one is on screen; before, they would only delay it."""
KEEP_AFTER_MS = 1000
"""The picture is kept for the next start when nobody waits for anything."""
SLOW_MS = 300
"""Work that takes longer says so and can be cancelled."""
LINK_LENGTH = 60
USUAL_PART = 0.85
"""So much of a small screen has the window when it is not maximized any more."""
UNSAVED = "● "
"""Stands before the title of a diagram whose text is not saved."""


class MainWindow(QMainWindow):
    """In the middle title, message bar and drawing; `around` it the panels, bars and menus.

    It can show a promise of the drawing before it is joined to a session; everything else needs one.
    """

    session: "Session"
    watch: "FileWatch"

    def __init__(self, look: Look, settings: Settings) -> None:
        super().__init__()
        self.look = look
        self.settings = settings
        self.message_action: Callable[[], None] = lambda: None
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.title.setObjectName("title")
        self.canvas = Canvas(look.theme)
        self.stage = QStackedWidget()
        self.stage.addWidget(self.canvas)
        self.centre = QWidget()
        self.centre.setMinimumWidth(300)
        self.column = QVBoxLayout(self.centre)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.title)
        self.column.addWidget(self.stage, 1)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.centre)
        self.setCentralWidget(self.splitter)
        self._around: Around | None = None
        self._is_joined = self._is_promise = False
        self._index_soon = QTimer(self, singleShot=True, interval=INDEX_AFTER_MS)
        self._keep_soon = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self.resize(1280, 800)
        self.setMinimumSize(640, 420)

    def join(self, session: "Session", first: "FirstPictures") -> None:
        """Shows what the session says from now on, and hands it what the user asks. Once."""
        from calcviewer.app.watch import FileWatch

        canvas = self.canvas
        self.session, self._first = session, first
        self._is_joined = True
        self.watch = FileWatch(self)
        session.library_changed.connect(self._index_soon.start)
        session.revised.connect(self._index_soon.start)
        session.diagram_changed.connect(self._show_diagram)
        session.picture_changed.connect(self._show_picture)
        session.layout_started.connect(self._slow.start)
        session.layout_failed.connect(self._show_layout_failure)
        session.selection_changed.connect(self._show_selection)
        self.watch.changed.connect(self._read_again)
        self.watch.vanished.connect(lambda: self.say(_("The file is not there any more. What was read stays open.")))
        self._index_soon.timeout.connect(self._index)
        self._slow.timeout.connect(self._show_progress)
        self._keep_soon.timeout.connect(self._keep_picture)
        canvas.element_chosen.connect(session.select)
        canvas.details_requested.connect(lambda: self.do("enter"))

    @cached_property
    def message_bar(self) -> "MessageBar":
        """The bar between title and drawing; made when something is asked of it."""
        from calcviewer.view.message_bar import MessageBar

        bar = MessageBar()
        bar.action_chosen.connect(self._act)
        self.column.insertWidget(1, bar)
        return bar

    @property
    def around(self) -> "Around":
        """The panels, bars and menus; made when they are first asked for."""
        return self._around or self.furnish()

    def furnish(self) -> "Around":
        """Makes what stands around the drawing, once."""
        if self._around is None:
            from calcviewer.app.around import Around

            self.setContentsMargins(0, 0, 0, 0)
            self._around = Around(self)
            self._around.catch_up()
        return self._around

    def show_promise(self, promise: "Promise", *, is_as_left: bool) -> None:
        """The drawing as it was, until the diagram is read; with `is_as_left` at the step and zoom of the settings."""
        self._is_promise = True
        self._show_title(promise.titles.get(self.language, ""))
        self.canvas.show_picture(promise.picture, None, self.language)
        if is_as_left:
            self._look_as_left()
            self.canvas.set_selected(self.settings.element)

    # -- what the session says --------------------------------------------------------------------------------

    def _show_diagram(self) -> None:
        session = self.session
        self._slow.stop()
        self.show_titles()
        if not session.is_revision:
            self.watch.follow(session.library.paths.get(session.diagram_id))
        if session.diagram is None or not (self._is_promise or session.is_revision):
            self.canvas.clear()
        self._is_promise = False
        if session.diagram is None:
            self.around.show_empty()
        else:
            self.stage.setCurrentWidget(self.canvas)

    def show_titles(self) -> None:
        """The title of the open diagram, above the drawing and on the window."""
        session = self.session
        self._show_title(session.library.title(session.diagram_id).get(self.language) if session.diagram_id else "")

    def _show_title(self, title: str) -> None:
        mark = UNSAVED if self._around is not None and self._around.is_unsaved else ""
        self.title.setText(f"{mark}{title}")
        self.setWindowTitle(f"{mark}{title} – CalcViewer" if title else "CalcViewer")

    def _read_again(self) -> None:
        if self._around is not None and self._around.is_edited:
            self._around.editing.look_outside()
            return
        self.session.reload()
        if not self.message_bar.is_about("problems"):
            self.say(_("The file was changed by another program and was read again."))

    def _show_picture(self, picture: Picture) -> None:
        self._slow.stop()
        diagram = self.session.shown
        if diagram is None:
            return
        if self.message_bar.is_about("progress"):
            self.say("")
        if self.session.is_revision:
            self.canvas.revise_picture(picture, diagram, self.session.element)
        else:
            self.canvas.show_picture(picture, diagram, self.language)
        self.session.picture = self.canvas.picture  # an equal one, where a promise was kept: one copy is enough
        self.canvas.set_selected(self.session.element)
        self._keep_soon.start()

    def _keep_picture(self) -> None:
        from calcviewer.app.first_picture import Promise
        from calcviewer.core.model import LANGUAGES

        session = self.session
        file = session.library.paths.get(session.diagram_id)
        if file is not None and session.picture is not None and self._is_usual:
            titles = session.library.title(session.diagram_id)
            promise = Promise({code: titles.get(code) for code in LANGUAGES}, session.picture)
            self._first.put(file, promise, is_basic=session.is_basic)

    def _index(self) -> None:
        """Looks at the other diagrams when nobody waits for this one, and all of it is made.

        Python runs one thread at a time: what takes long here would take many times as long beside a thread that reads.
        """
        if self.session.is_busy or (self.canvas.isVisible() and not self.canvas.is_whole):
            self._index_soon.start()
        else:
            self.session.start_index()

    @property
    def _is_usual(self) -> bool:
        """Whether what is drawn is what the next start will draw."""
        is_whole = self.session.part is None and not self.session.library.is_outdated(self.session.diagram_id)
        return is_whole and not (self._around and self._around.is_edited)

    def _show_progress(self) -> None:
        self.say(_("The drawing is being laid out …"), _("Stop"), self._stop_layout, "progress")

    def _stop_layout(self) -> None:
        self.session.cancel_layout()
        self.say(_("The drawing was stopped."), _("Try again"), lambda: self.do("reload"), "layout")

    def _show_layout_failure(self, problem: object) -> None:
        self._slow.stop()
        self.around.show_layout_failure(problem)

    def _show_selection(self, element: str) -> None:
        if element and self.message_bar.is_about("hint"):
            self.say("")
            self.settings = self.settings._replace(is_hint_seen=True)
        self.canvas.set_selected(element)

    # -- what the user asks -----------------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language of labels and titles."""
        return self.languages[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the details: the chosen one, or both with the interface's first."""
        if self.settings.content_language != BOTH:
            return (self.settings.content_language,)
        return ("id", "en") if self.settings.interface_language == "id" else ("en", "id")

    def do(self, name: str) -> None:
        """Does what an action of the table names."""
        self.around.handlers[name]()

    def follow(self, link: str) -> None:
        """Goes where a link leads; one that leads nowhere says so."""
        from calcviewer.core.problems import visible

        if not self.session.follow(link):
            self.say(_("This link leads nowhere: {link}").format(link=visible(link, LINK_LENGTH)))

    def open_path(self, path: Path, left: "Place | None" = None) -> None:
        """Opens a diagram, a library or a course pack; what cannot be opened is said, and what was open stays."""
        if path.suffix.lower() == ".calcpack":
            from calcviewer.app.new_diagrams import open_pack

            open_pack(self, path)
            return
        try:
            self.session.open_path(path, left)
        except OSError as failure:
            self.around.show_cannot_open(path, failure)

    def say(self, sentence: str, action: str = "", act: Callable[[], None] | None = None, topic: str = "") -> None:
        """Shows a sentence in the bar, with a button that calls `act`."""
        self.message_action = act or (lambda: None)
        self.message_bar.say(sentence, action, topic)

    def _act(self) -> None:
        self.message_action()

    # -- leaving and coming back ------------------------------------------------------------------------------

    def restore(self) -> None:
        """The window as it was left. The room of what stands around is kept free, so that the drawing will not move."""
        settings = self.settings
        if settings.geometry:
            self.restoreGeometry(QByteArray(settings.geometry))
        if self._around is None:
            self.setContentsMargins(*settings.margins())

    def fit_screen(self) -> None:
        """On a screen smaller than the window it takes all of it: what hangs over an edge could not be reached."""
        room = self.screen().availableGeometry().size()
        if self.size().boundedTo(room) != self.size():
            self.resize(self.size().boundedTo(room * USUAL_PART))
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def open_as_left(self, folder: Path) -> None:
        """The library at the diagram, step and zoom as they were left, if it still has them."""
        from calcviewer.core.library import Place

        settings = self.settings
        self.open_path(folder, Place(settings.diagram, settings.element))
        if self.session.diagram_id == settings.diagram:
            self._look_as_left()

    def _look_as_left(self) -> None:
        settings = self.settings
        if settings.zoom:
            self.canvas.restore_view(settings.zoom, settings.centre_x, settings.centre_y)

    def remembered(self) -> Settings:
        """What the next start should know."""
        zoom, x, y = self.canvas.view_state()
        folder = self.session.library.folder
        stage = QRect(self.stage.mapTo(self, self.stage.rect().topLeft()), self.stage.size())
        top = self.centre.mapTo(self, self.centre.rect().topLeft()).y()
        sides = (stage.left(), top, self.width() - stage.right() - 1, self.height() - stage.bottom() - 1)
        return self.settings._replace(
            theme=self.look.theme_name,
            text_size=self.look.text_size,
            library="" if folder == paths.shipped_library() else str(folder),
            diagram=self.session.diagram_id,
            element=self.session.element,
            zoom=zoom,
            centre_x=x,
            centre_y=y,
            geometry=bytes(self.saveGeometry().data()),
            is_basic=self.session.is_basic,
            splitter=bytes(self.splitter.saveState().data()) if self._around else self.settings.splitter,
            room=",".join(map(str, sides)) if self._is_as_usual else self.settings.room,
        )

    @property
    def _is_as_usual(self) -> bool:
        """Whether the drawing has the room that it will have at the next start."""
        return self._around is not None and not self.isFullScreen() and not self._around.comparing

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Files may be dropped."""
        from calcviewer.app.dropping import welcome

        welcome(event)

    def dropEvent(self, event: "QDropEvent") -> None:
        """What is dropped opens."""
        from calcviewer.app.dropping import take

        take(self, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers where one was."""
        if self._is_joined:
            self.settings = self.remembered()
            if self._around is not None:
                self._around.close()
            if self._keep_soon.isActive():
                self._keep_picture()
        event.accept()
