"""Changing the open diagram: its text, what is read of it while somebody types, and changes asked for by other ways.

Made when somebody first wants to change something. Changes are computed off the window's thread, from the newest text.
"""

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from calcviewer import paths
from calcviewer.app.document import Document
from calcviewer.core.loader import load_diagram
from calcviewer.core.result import LoadResult
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.source import read_source
from calcviewer.i18n import _

if TYPE_CHECKING:
    from calcviewer.app.edit_panels import EditPanels
    from calcviewer.app.main_window import MainWindow
    from calcviewer.app.session import Drawn

AHEAD_MS, QUIET_MS = 40, 120
"""So long nobody types before the text is read and drawn, and before the new picture is shown.

The second is shorter than a pause to think and longer than one between two keys. What comes too late is thrown away.
"""

Change = Callable[[str], Rewritten]
"""From a text to the edits that change it, or to a refusal."""


class Asked(NamedTuple):
    """A change that somebody asked for; afterwards `element` is selected, if one is named."""

    change: Change
    element: str | None = None
    done: Callable[[Rewritten], None] | None = None


class Checked(NamedTuple):
    """What a document said at a revision of it, and that drawn."""

    document: Document
    revision: int
    result: LoadResult
    drawn: "Drawn | None"


class Editing(QObject):
    """The documents that were opened for editing; they last as long as the window."""

    document_changed = Signal()
    """Another document is open, or none."""
    checked = Signal(object)
    """The text was read: a LoadResult with its problems and places."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._documents: dict[Path, Document] = {}
        self._panels: EditPanels | None = None
        self.document: Document | None = None
        self.result = LoadResult(None, ())
        self._asked: deque[Asked] = deque()
        self._element: str | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._show_checked)
        self._soon = QTimer(self, singleShot=True, interval=AHEAD_MS)
        self._soon.timeout.connect(self._check_ahead)
        self._checked: Checked | None = None
        self._checking = self._session.lane()
        self._checking.done.connect(self._on_checked)
        self._changing = self._session.lane()
        self._changing.done.connect(self._on_changed)
        self._session.diagram_changed.connect(self._follow_diagram)
        self._follow_diagram()

    # -- what is open -----------------------------------------------------------------------------------------

    @property
    def is_shipped(self) -> bool:
        """Whether the open diagram came with the program: it stays as it is, and a copy of it is changed."""
        return self.document is not None and self.document.path.is_relative_to(paths.shipped_library())

    @property
    def unsaved(self) -> tuple[Document, ...]:
        """The documents whose text is not that of their files."""
        return tuple(document for document in self._documents.values() if document.is_modified)

    def _follow_diagram(self) -> None:
        """The document of the diagram that is open now; what was changed in it before is still changed."""
        if self._session.is_revision:
            return
        path = self._session.library.paths.get(self._session.diagram_id)
        document = self._open(path) if path is not None else None
        if document is not self.document:
            self._leave()
            self.document = document
            if document is not None:
                document.changed.connect(self._wait_for_quiet)
            self.result = LoadResult(None, ())
            self.document_changed.emit()
        if document is not None:
            self.check()

    def _leave(self) -> None:
        """What was waiting belongs to the document that was open."""
        self._quiet.stop()
        self._soon.stop()
        self._asked.clear()
        self._changing.cancel()
        if self.document is not None:
            self.document.changed.disconnect(self._wait_for_quiet)

    def _open(self, path: Path) -> Document | None:
        if path not in self._documents:
            source, _problems = read_source(path)
            if source is None:
                return None
            self._documents[path] = Document(path, source, self)
        return self._documents[path]

    # -- reading what is typed --------------------------------------------------------------------------------

    def check(self) -> None:
        """Reads the text as it is now, in the background, and shows it at once."""
        self._quiet.stop()
        self._check_ahead()

    def _wait_for_quiet(self) -> None:
        self._soon.start()
        self._quiet.start()

    def _check_ahead(self) -> None:
        self._soon.stop()
        document, session = self.document, self._session
        if document is None:
            return
        text, revision = document.text(), document.revision
        name, languages, draw = session.diagram_id, session.library.file.languages, session.drawing_ahead()

        def read(cancelled: threading.Event) -> Checked:
            result = load_diagram(text, name, languages)
            return Checked(document, revision, result, draw(result.diagram, cancelled))

        self._checking.start(read)

    def _on_checked(self, found: object) -> None:
        assert isinstance(found, Checked)
        self._checked = found
        if not self._quiet.isActive():
            self._show_checked()

    def _show_checked(self) -> None:
        """What was read is shown, if nobody typed since."""
        found, self._checked = self._checked, None
        if found is None or found.document is not self.document or found.revision != found.document.revision:
            return
        self.result = found.result
        element, self._element = self._element, None
        self._session.revise(found.result, element, found.drawn)
        self.checked.emit(found.result)

    # -- changing it by other ways than typing ----------------------------------------------------------------

    def ask(self, change: Change, element: str | None = None, done: Callable[[Rewritten], None] | None = None) -> None:
        """Makes a change as one step of undoing, and selects `element` afterwards; `done` hears what came of it.

        What is refused is said. A diagram that came with the program offers a copy instead.
        """
        if self.document is None:
            self._window.say(_("There is no diagram that could be changed."), topic="edit")
        elif self.is_shipped:
            self.offer_copy(Asked(change, element, done))
        else:
            self._asked.append(Asked(change, element, done))
            self._start_next()

    def _start_next(self) -> None:
        if self._changing.is_busy or not self._asked or self.document is None:
            return
        text, revision, change = self.document.text(), self.document.revision, self._asked[0].change
        self._changing.start(lambda _cancelled: (revision, change(text)))

    def _on_changed(self, found: object) -> None:
        assert isinstance(found, tuple)
        revision, rewritten = found
        if self.document is None:
            return
        if revision == self.document.revision:  # else somebody typed meanwhile: the change is found anew
            asked = self._asked.popleft()
            self._make(asked, rewritten)
        self._start_next()

    def _make(self, asked: Asked, rewritten: Rewritten) -> None:
        assert self.document is not None
        if rewritten.refused is not None:
            self._window.say(rewritten.refused.message, topic="edit")
        elif rewritten.edits:
            self.document.edit(rewritten.edits)
            self._element = asked.element
            self.check()
        if asked.done is not None:
            asked.done(rewritten)

    def undo(self) -> None:
        """Takes the last step back, whatever made it."""
        if self.document is not None:
            self.document.undo()
            self.check()

    def redo(self) -> None:
        """Makes the step again that was taken back."""
        if self.document is not None:
            self.document.redo()
            self.check()

    def look_outside(self) -> None:
        """Takes what another program wrote into the file, if it is another text; what was changed here stays."""
        document = self.document
        source = read_source(document.path)[0] if document is not None else None
        if document is None or source is None or source.text == document.source.text:
            return
        if document.is_modified:
            self._window.say(_("Another program changed the file, and so did you."), topic="outside")
            return
        document.take(source)
        self._window.say(_("The file was changed by another program and was read again."), topic="outside")

    def offer_copy(self, asked: Asked | None = None) -> None:
        """Says that this diagram stays as it is, and offers a copy in which the change is made."""
        self._window.say(
            _("This diagram came with CalcViewer and stays as it is."),
            _("Make my own copy"),
            lambda: self.make_copy(asked),
            "edit",
        )

    def make_copy(self, asked: Asked | None = None) -> None:
        """Copies the library into the user's own folder, and goes on there."""
        raise NotImplementedError

    # -- the panels -------------------------------------------------------------------------------------------

    @property
    def panels(self) -> "EditPanels":
        """The text and the form at the side; made when they are first shown."""
        if self._panels is None:
            from calcviewer.app.edit_panels import EditPanels

            self._panels = EditPanels(self._window, self)
        return self._panels

    def show(self, is_shown: bool) -> None:
        """Text and form are there, or not."""
        self.panels.show(is_shown)

    def refresh(self) -> None:
        """The panels in the words and colours of the moment."""
        if self._panels is not None:
            self._panels.refresh()
