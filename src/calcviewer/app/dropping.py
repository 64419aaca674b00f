"""Files and folders that are dropped onto the window open in it. Imported when something is dragged over it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent

from calcviewer.i18n import _

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow


def welcome(event: QDropEvent) -> None:
    """What has addresses of files may be dropped."""
    if event.mimeData().hasUrls():
        event.acceptProposedAction()


def take(window: "MainWindow", event: QDropEvent) -> None:
    """Opens the first file or folder; what lies elsewhere, or is one of many, is said."""
    event.acceptProposedAction()
    here = [name for url in event.mimeData().urls() if (name := url.toLocalFile())]
    if not here:
        window.say(_("Only files and folders of this computer can be opened."))
        return
    window.open_path(Path(here[0]))
    if len(here) > 1:
        window.say(_("Only the first of these files was opened."))
