"""Files and folders that are dropped onto the window open in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from calcviewer.i18n import _

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow


class Dropping(QObject):
    """Listens to a window; where text is dropped into a field of it, the field takes it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what has addresses of files."""
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
                self._open([url.toLocalFile() for url in event.mimeData().urls()])
            return True
        return super().eventFilter(watched, event)

    def _open(self, names: list[str]) -> None:
        """The first file or folder; what lies elsewhere, or is one of many, is said."""
        window, here = self._window, [name for name in names if name]
        if not here:
            window.say(_("Only files and folders of this computer can be opened."))
            return
        window.open_path(Path(here[0]))
        if len(here) > 1:
            window.say(_("Only the first of these files was opened."))
