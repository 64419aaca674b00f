"""Starts the window: the first diagram is on screen as soon as it can be, the rest comes after."""

import gc
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from calcviewer import i18n, paths
from calcviewer.app.background import Background
from calcviewer.app.collector import Collector
from calcviewer.app.look import Look
from calcviewer.app.main_window import MainWindow
from calcviewer.app.session import Session, drawer_of
from calcviewer.app.settings import SettingsFile
from calcviewer.core.read_cache import ReadCache
from calcviewer.i18n import _


class Program:
    """Everything that lives as long as the window; `close` ends all of it."""

    def __init__(self, application: QApplication, settings_file: SettingsFile | None = None) -> None:
        self._file = settings_file or SettingsFile()
        self.settings = self._file.read().resolved()
        i18n.use_language(self.settings.interface_language)
        self.collector = Collector()
        self.collector.start()
        self.background = Background()
        self.look = Look(application, self.settings.theme, self.settings.text_size)
        self.session = Session(self.background, drawer_of(self.settings), ReadCache(paths.cache_folder() / "diagrams"))
        self.window = MainWindow(self.session, self.look, self.settings)

    def open(self, path: Path | None = None) -> None:
        """Shows `path`, or what was open last, or the diagrams that came with the program; then everything around."""
        self.begin(path)
        self.finish()

    def begin(self, path: Path | None = None) -> None:
        """The drawing alone, as soon as it can be."""
        window, settings = self.window, self.settings
        window.restore()
        window.session.is_basic = settings.is_basic
        if path is not None:
            window.open_path(path)
        else:
            last = Path(settings.library) if settings.library else paths.shipped_library()
            window.open_as_left(last if last.is_dir() else paths.shipped_library())

    def finish(self) -> None:
        """Everything around the drawing, and what there is to say at a start."""
        window = self.window
        window.furnish()
        if self._file.was_damaged:
            window.say(_("The settings could not be read; they start anew, and the old file was kept beside them."))
        elif window.session.diagram and not (
            window.settings.is_hint_seen or window.session.element or window.message_bar.label.text()
        ):
            window.around.show_hint()

    def close(self) -> None:
        """Remembers the place, ends the background work and the window."""
        self._file.write(self.window.remembered())
        self.window.close()
        self.background.shutdown()
        self.collector.stop()
        self.window.deleteLater()


def make_application() -> QApplication:
    """The one QApplication, named for window managers and file dialogs."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Fusion looks the same everywhere; named here it costs 10 ms less than through setStyle.
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("CalcViewer")
    application.setApplicationDisplayName("CalcViewer")
    application.setDesktopFileName("calcviewer")
    return application


def open_window(path: Path | None) -> int:
    """Runs the program until its window is closed."""
    application = make_application()
    program = Program(application)
    program.begin(path)
    program.window.show()
    application.processEvents()  # the first picture is painted now; what stands around it comes after
    program.finish()
    gc.freeze()  # what the start made lives as long as the program: it is not looked at again
    code = application.exec()
    program.close()
    return int(code)
