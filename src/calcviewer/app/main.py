"""Starts the window: the first diagram is on screen as soon as it can be, the rest comes after.

What was shown before is painted from its kept picture; only then are diagrams read and panels made (decision 0009).
"""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from calcviewer import i18n, paths, timings
from calcviewer.app.first_picture import FirstPictures, Promise
from calcviewer.app.look import Look
from calcviewer.app.main_window import MainWindow
from calcviewer.app.settings import Settings, SettingsFile
from calcviewer.i18n import N_, _
from calcviewer.saving.starts import Starts

if TYPE_CHECKING:
    from calcviewer.app.ahead import Ahead
    from calcviewer.app.background import Background
    from calcviewer.app.collector import Collector
    from calcviewer.app.one_window import OneWindow
    from calcviewer.app.session import Session


FIRST_DIAGRAM = "overview"
"""Where the shipped library begins."""
PATIENCE_MS = 250
"""So long the panels wait for a drawing that is being laid out; not until the window would say that it is."""


class Program:
    """Everything that lives as long as the window; `close` ends all of it."""

    session: "Session"
    background: "Background"
    collector: "Collector"

    def __init__(self, application: QApplication, settings_file: SettingsFile | None = None) -> None:
        self._file = settings_file or SettingsFile()
        self.settings = self._file.read().resolved()
        i18n.use_language(self.settings.interface_language)
        self.look = Look(application, self.settings.theme, self.settings.text_size)
        self.window = MainWindow(self.look, self.settings)
        self._first = FirstPictures(paths.cache_folder() / "first")
        self._path: Path | None = None
        self._one: OneWindow | None = None
        self._is_open = False
        self._starts = Starts(paths.data_folder() / "start")
        self._suspect: Path | None = None
        self._ahead: Ahead | None = None

    def open(self, path: Path | None = None) -> None:
        """Shows `path`, or what was open last, or the diagrams that came with the program; then everything around."""
        self.begin(path)
        self.finish()

    def begin(self, path: Path | None = None, ahead: "Ahead | None" = None) -> None:
        """The drawing alone, as soon as it can be: as it was kept or is being drawn ahead, or else as it is read."""
        file = path or left_open(self.settings)
        if self._starts.is_suspect(file):
            self._suspect, path = file, paths.shipped_library()
        else:
            self._starts.begin(file)
        self._path = path
        self.window.restore()
        promise = self._promise(path, ahead)
        if promise is None:
            self._open()
        else:
            self.window.show_promise(promise, is_as_left=path is None)

    def _promise(self, path: Path | None, ahead: "Ahead | None") -> Promise | None:
        """What can be shown at once of the diagram to open. Only what is opened for good was drawn ahead."""
        self._ahead = ahead
        if ahead is not None and self._suspect is None:
            if not ahead.is_there:  # what has to be done anyway before anything is seen
                self.window.show()
                QApplication.processEvents()
            promise = ahead.promise()
            timings.mark(N_("what was drawn ahead is there"))
            return promise
        return self._first.get(path or left_open(self.settings), is_basic=self.settings.is_basic)

    def finish(self) -> None:
        """Everything around the drawing, and what there is to say at a start. The drawing was painted by now."""
        self._starts.lived()
        if self._ahead is not None:
            self._ahead.close()
        if not self._is_open:
            self._open()
        self._await_picture()
        window = self.window
        window.furnish()
        window.session.reads_at_once = False
        if self._suspect is not None:
            self._say_suspect(self._suspect)
        elif has_entries(paths.recovery_folder()):
            from calcviewer.app.recovering import offer

            offer(window)
        if self._file.was_damaged:
            window.say(_("The settings could not be read; they start anew, and the old file was kept beside them."))
        elif window.session.diagram and not (
            window.settings.is_hint_seen or window.session.element or window.message_bar.label.text()
        ):
            window.around.show_hint()

    def _await_picture(self) -> None:
        """Lets the thread that lays out have Python to itself for a while: the panels would take it away."""
        if not self.session.is_busy:
            return
        patience = QTimer(singleShot=True, interval=PATIENCE_MS)
        patience.start()
        while patience.isActive() and self.session.is_busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()  # what is in view is painted
        timings.mark(N_("it is laid out and painted"))

    def _say_suspect(self, file: Path) -> None:
        """The program died twice while it opened a file: it is opened again only if somebody wants that."""
        from calcviewer.core.problems import visible

        said = _("“{name}” was not opened: CalcViewer ended twice while opening it.").format(name=visible(file.name))
        self.window.say(said, _("Open it all the same"), lambda: self.window.open_path(file), "suspect")

    def _open(self) -> None:
        """Makes what reads and draws, and opens what was asked for."""
        from calcviewer.app.background import Background
        from calcviewer.app.collector import Collector
        from calcviewer.app.session import Session, drawer_of
        from calcviewer.core.read_cache import ReadCache

        self._is_open = True
        self.collector = Collector()
        self.collector.start()
        self.background = Background()
        kept = ReadCache(paths.cache_folder() / "diagrams")
        self.session = Session(self.background, drawer_of(self.settings), kept)
        self.session.is_basic = self.settings.is_basic
        self.window.join(self.session, self._first)
        timings.mark(N_("what reads and draws is made"))
        if self._path is not None:
            self.window.open_path(self._path)
        else:
            last = library_of(self.settings)
            self.window.open_as_left(last if last.is_dir() else paths.shipped_library())
        timings.mark(N_("the diagram is read"))

    def answer_others(self) -> None:
        """A second start opens its file here, from now on."""
        from calcviewer.app.one_window import OneWindow

        self._one = OneWindow(self.window)
        self._one.asked.connect(self._show_asked)
        self._one.listen()
        if sys.platform == "darwin":
            from calcviewer.app.opened_files import OpeningApplication

            application = QApplication.instance()
            if isinstance(application, OpeningApplication):
                application.opened.connect(self._show_asked)
                application.pass_on()

    def _show_asked(self, path: str) -> None:
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if path:
            window.open_path(Path(path))

    def close(self) -> None:
        """Remembers the place, ends the background work and the window."""
        if self._one is not None:
            self._one.close()
        if self._is_open:
            self._file.write(self.window.remembered())
            self.background.shutdown()
            self.collector.stop()
        self.window.close()
        self.window.deleteLater()


def has_entries(folder: Path) -> bool:
    """Whether a folder is there and something is in it."""
    try:
        with os.scandir(folder) as entries:
            return any(entries)
    except OSError:
        return False


def library_of(settings: Settings) -> Path:
    """The folder that was open last, or that of the diagrams that came with the program."""
    return Path(settings.library) if settings.library else paths.shipped_library()


def left_open(settings: Settings) -> Path:
    """The file of the diagram that was open last, as far as the settings tell; at the first start of all the first."""
    return library_of(settings) / f"{settings.diagram or FIRST_DIAGRAM}.yaml"


def make_application() -> QApplication:
    """The one QApplication, named for window managers and file dialogs."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Fusion looks the same everywhere; named here it costs 10 ms less than through setStyle.
    application = _kind_of_application()([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("CalcViewer")
    application.setApplicationDisplayName("CalcViewer")
    application.setDesktopFileName("calcviewer")
    return application


def _kind_of_application() -> type[QApplication]:
    if sys.platform == "darwin":  # its file manager opens files by events
        from calcviewer.app.opened_files import OpeningApplication

        return OpeningApplication
    return QApplication


def open_window(path: Path | None, ahead: "Ahead | None" = None) -> int:
    """Runs the program until its window is closed. What is drawn `ahead` is the diagram at `path`."""
    application = make_application()
    timings.mark(N_("Qt has started"))
    program = Program(application)
    timings.mark(N_("the window is made"))
    program.window.fit_screen()  # a window that was left somewhere goes there
    program.begin(path, ahead)
    timings.mark(N_("the first picture is there"))
    program.window.show()
    application.processEvents()  # the first picture is painted now; what stands around it comes after
    timings.mark(N_("it is painted"))
    program.finish()
    timings.mark(N_("everything around it is made"))
    program.answer_others()
    gc.freeze()  # what the start made lives as long as the program: it is not looked at again
    code = application.exec() if program.window.isVisible() else 0  # somebody may have closed it already
    program.close()
    return int(code)
