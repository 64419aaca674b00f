"""Reads a text while somebody types, and draws what it says ahead of the moment at which that is shown."""

import threading
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from calcviewer import timings
from calcviewer.app.document import Document
from calcviewer.core.loader import load_diagram
from calcviewer.core.result import LoadResult
from calcviewer.i18n import N_

if TYPE_CHECKING:
    from calcviewer.app.session import Drawn, Session

AHEAD_MS, QUIET_MS = 20, 120
"""So long nobody types before the text is read and drawn, and before the new picture is shown.

The second is shorter than a pause to think and longer than one between two keys. What comes too late is thrown away.
"""


class Checked(NamedTuple):
    """What a document said at a revision of it, and that drawn."""

    document: Document
    revision: int
    result: LoadResult
    drawn: "Drawn | None"


class Checking(QObject):
    """Follows one document at a time. `done(Checked)` is about its newest text, when nobody types any more."""

    done = Signal(object)

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: Document | None = None
        self._ready: Checked | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS, timerType=Qt.TimerType.PreciseTimer)
        self._quiet.timeout.connect(self._tell)
        self._soon = QTimer(self, singleShot=True, interval=AHEAD_MS)
        self._soon.timeout.connect(self._read)
        self._painted = QTimer(self, singleShot=True, interval=0)  # after everything that waits to be painted
        self._painted.timeout.connect(partial(timings.mark, N_("it is painted")))
        self._lane = session.lane()
        self._lane.done.connect(self._on_read)

    def follow(self, document: Document | None) -> None:
        """Reads this document now, and whenever it changes; None reads nothing."""
        if self._document is not None:
            self._document.changed.disconnect(self._wait)
        self._document = document
        if document is None:
            self._quiet.stop()
            self._soon.stop()
            self._lane.cancel()
        else:
            document.changed.connect(self._wait)
            self.now()

    def now(self) -> None:
        """Reads the text as it is, and tells without waiting."""
        self._quiet.stop()
        self._begin()
        self._read()

    def _begin(self) -> None:
        self._painted.stop()
        timings.begin(N_("Edit"))

    def _wait(self) -> None:
        self._begin()
        self._soon.start()
        self._quiet.start()

    def _read(self) -> None:
        self._soon.stop()
        document, session = self._document, self._session
        if document is None:
            return
        text, revision = document.text(), document.revision
        name, languages, draw = session.diagram_id, session.library.file.languages, session.drawing_ahead()

        def read(cancelled: threading.Event) -> Checked:
            result = load_diagram(text, name, languages)
            timings.mark(N_("the text is read"))
            drawn = draw(result.diagram, cancelled)
            timings.mark(N_("it is laid out"))
            return Checked(document, revision, result, drawn)

        self._lane.start(read)

    def _on_read(self, found: object) -> None:
        assert isinstance(found, Checked)
        self._ready = found
        if not self._quiet.isActive():
            self._tell()

    def _tell(self) -> None:
        found, self._ready = self._ready, None
        if found is not None and found.document is self._document and found.revision == found.document.revision:
            timings.mark(N_("nobody types any more"))
            self.done.emit(found)
            timings.mark(N_("the picture is changed"))
            self._painted.start()
